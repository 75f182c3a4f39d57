package io.pinelink.server.internal.store;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The metric of an index. */
public enum SimilarityFunction {
  COSINE,
  DOTPRODUCT,
  EUCLIDEAN;

  public static Optional<SimilarityFunction> named(String name) {
    return Stream.of(values()).filter(metric -> metric.wireName().equals(name)).findFirst();
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns whether smaller scores are nearer. */
  boolean isDistance() {
    return this == EUCLIDEAN;
  }
}
