package io.pinelink.cli.data;

import io.pinelink.cli.output.OutputOptions;

/** The line that says that text leaves the private network. */
final class Disclosure {
  private Disclosure() {}

  /** Prints the line on standard error, even with {@code --quiet}. */
  static void print(OutputOptions output, String what) {
    output.err().println("pinelink: " + what + ", so it leaves the private network");
    output.err().flush();
  }
}
