package io.pinelink.cli.data;

import io.pinelink.cli.output.ExitCode;
import io.pinelink.cli.output.FailedCommand;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The ids that a command is about. */
public final class IdArguments {
  @Parameters(paramLabel = "ID", description = "Ids.")
  List<String> given = new ArrayList<>();

  @Option(
      names = "--ids",
      paramLabel = "JSON",
      description = "More ids: a JSON array of strings, @FILE with one, or - for standard input.")
  @Nullable String json;

  /** Returns whether ids were named, even if there are none in a list. */
  boolean areGiven() {
    return !given.isEmpty() || json != null;
  }

  /**
   * Returns all ids, each once.
   *
   * @throws FailedCommand if a list is empty: an absent id must not select everything
   */
  List<String> all() {
    Set<String> all = new LinkedHashSet<>(given);
    if (json != null) {
      all.addAll(JsonArgument.of("--ids", json).strings());
    }
    if (areGiven() && all.isEmpty()) {
      throw new FailedCommand(ExitCode.INVALID, "--ids has no ids");
    }
    return List.copyOf(all);
  }
}
