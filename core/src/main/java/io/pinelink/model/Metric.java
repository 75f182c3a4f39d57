package io.pinelink.model;

/**
 * How the distance of two vectors is measured. Open: a metric that this client does not know is
 * kept as the service names it.
 *
 * @param value the service's name
 */
public record Metric(String value) {
  /** The angle; the higher score is nearer, −1 to 1. */
  public static final Metric COSINE = new Metric("cosine");

  /** The dot product; the higher score is nearer. */
  public static final Metric DOT_PRODUCT = new Metric("dotproduct");

  /** The squared distance; the lower score is nearer. */
  public static final Metric EUCLIDEAN = new Metric("euclidean");

  /** Whether it is one of the three above. */
  public boolean isKnown() {
    return equals(COSINE) || equals(DOT_PRODUCT) || equals(EUCLIDEAN);
  }

  @Override
  public String toString() {
    return value;
  }
}
