package io.pinelink.testing;

import java.util.Locale;
import java.util.Optional;

/** How an index scores. */
enum Metric {
  COSINE,
  DOTPRODUCT,
  EUCLIDEAN;

  static Optional<Metric> named(String name) {
    for (Metric metric : values()) {
      if (metric.wireName().equals(name)) {
        return Optional.of(metric);
      }
    }
    return Optional.empty();
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether the smaller score is the nearer one. */
  boolean isDistance() {
    return this == EUCLIDEAN;
  }
}
