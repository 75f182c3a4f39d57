package io.pinelink.cli.indexes;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of a new index, from a specification, a model or a backup. */
public final class NewIndexOptions {
  @Option(
      names = "--deletion-protection",
      paramLabel = "enabled|disabled",
      description = "Whether the index refuses to be deleted. Default: disabled.")
  @Nullable EnabledText deletionProtection;

  @Option(
      names = "--tags",
      paramLabel = "KEY=VALUE",
      split = ",",
      description = "Tags of the index.")
  Map<String, String> tags = new LinkedHashMap<>();

  /** Returns whether the index refuses to be deleted. */
  public boolean isProtected() {
    return deletionProtection == EnabledText.ENABLED;
  }

  /** Returns the tags by their keys. */
  public Map<String, String> tags() {
    return tags;
  }
}
