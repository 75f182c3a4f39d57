package io.pinelink.cli.namespaces;

import picocli.CommandLine.Option;

/** The name of the alias that a command is about. */
final class AliasOption {
  @Option(
      names = "--name",
      required = true,
      paramLabel = "NAME",
      description = "The name of the alias.")
  String name = "";

  /** Returns the name. */
  String name() {
    return name;
  }
}
