package io.pinelink.rewrite;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The dependency on the official client, and the one on Pinelink that replaces it. */
final class Dependency {
  static final String OLD_GROUP = "io.pinecone";
  static final String OLD_NAME = "pinecone-client";
  static final String GROUP = "io.pinelink";
  static final String NAME = "pinelink";
  static final String VERSION =
      Objects.requireNonNull(RecipeTable.read("version.properties").get("version"));

  static final String NOTE =
      "Pinelink needs Java 17. Declare the libraries that came with the official client if your"
          + " code uses them: Guava, protobuf, OkHttp, Gson.";

  private static final String OLD = OLD_GROUP + ":" + OLD_NAME;

  private Dependency() {}

  /** Returns the coordinates of Pinelink in place of the official client's, or null for others. */
  static @Nullable String replace(String coordinates) {
    if (coordinates.equals(OLD)) {
      return GROUP + ":" + NAME;
    }
    return coordinates.startsWith(OLD + ":") ? GROUP + ":" + NAME + ":" + VERSION : null;
  }
}
