package io.pinelink.cli.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ids that a command is about, any number of them. */
final class IdArguments {
  @Parameters(paramLabel = "ID", description = "Ids.")
  List<String> given = new ArrayList<>();

  @Option(
      names = "--ids",
      paramLabel = "JSON",
      description = "More ids: a JSON array of strings, @FILE with one, or - for standard input.")
  @Nullable String json;

  @Option(
      names = "--ids-from",
      paramLabel = "FILE",
      description =
          "More ids: a file with one in each line, as pinelink list prints them, or - for standard"
              + " input. It is read as the command proceeds.")
  @Nullable String file;

  /** Returns whether ids were named, even if there are none in a list. */
  boolean areGiven() {
    return !given.isEmpty() || json != null || file != null;
  }

  /**
   * Returns the ids in batches, each id once in its batch.
   *
   * @throws io.pinelink.cli.output.FailedCommand if there are none: an absent id must not select
   *     everything
   */
  IdBatches batches(int size) {
    Set<String> named = new LinkedHashSet<>(given);
    if (json != null) {
      named.addAll(JsonArgument.of("--ids", json).strings());
    }
    return IdBatches.open(named, file, size);
  }
}
