package io.pinelink.cli.data;

import io.pinelink.cli.connection.IndexConnection;
import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;

/** A check of the option {@code --namespace} of commands that change what is there. */
final class NamespaceArgument {
  private NamespaceArgument() {}

  /** Refuses an empty name, as an unset variable of a shell leaves it. */
  static void check(IndexConnection connection) {
    if (connection.hasNamespace() && connection.namespace().isBlank()) {
      throw new FailedCommand(
          ExitCode.INVALID,
          "--namespace is empty: leave it out for the default namespace, or say __default__");
    }
  }
}
