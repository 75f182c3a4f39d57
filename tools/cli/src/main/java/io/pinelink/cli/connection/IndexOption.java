package io.pinelink.cli.connection;

import picocli.CommandLine.Option;

/** The name of an index, for commands that only ask the control plane. */
public final class IndexOption {
  @Option(
      names = {"-n", "-i", "--name", "--index-name"},
      required = true,
      paramLabel = "NAME",
      description = "The name of the index.")
  String name = "";

  /** Returns the name. */
  public String name() {
    return name;
  }
}
