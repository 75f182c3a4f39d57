package io.pinelink.server.internal.store;

import java.util.Locale;
import java.util.Optional;

/** The metric of an index. */
public enum SimilarityFunction {
  COSINE,
  DOTPRODUCT,
  EUCLIDEAN;

  public static Optional<SimilarityFunction> named(String name) {
    for (SimilarityFunction metric : values()) {
      if (metric.wireName().equals(name)) {
        return Optional.of(metric);
      }
    }
    return Optional.empty();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether smaller scores are nearer. */
  boolean isDistance() {
    return this == EUCLIDEAN;
  }
}
