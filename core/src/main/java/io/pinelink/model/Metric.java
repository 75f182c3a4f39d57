package io.pinelink.model;

import java.util.Objects;

/**
 * The distance metric of an index. Open: a metric that this client does not know keeps the
 * service's name.
 *
 * @param value the service's name
 */
public record Metric(String value) {
  /** The cosine of the angle; higher scores are nearer, −1 to 1. */
  public static final Metric COSINE = new Metric("cosine");

  /** The dot product; higher scores are nearer. */
  public static final Metric DOT_PRODUCT = new Metric("dotproduct");

  /** The squared Euclidean distance; lower scores are nearer. */
  public static final Metric EUCLIDEAN = new Metric("euclidean");

  /** Checks that no part is null. */
  public Metric {
    Objects.requireNonNull(value, "value is null");
  }

  /** Returns whether this is one of the three metrics above. */
  public boolean isKnown() {
    return equals(COSINE) || equals(DOT_PRODUCT) || equals(EUCLIDEAN);
  }

  @Override
  public String toString() {
    return value;
  }
}
