package io.pinelink.cli.connection;

import picocli.CommandLine.Option;

/** The id of something that the service has named, such as a backup. */
public final class IdOption {
  @Option(names = "--id", required = true, paramLabel = "ID", description = "The id.")
  String id = "";

  /** Returns the id. */
  public String id() {
    return id;
  }
}
