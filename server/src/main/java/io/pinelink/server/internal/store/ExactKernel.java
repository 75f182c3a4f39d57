package io.pinelink.server.internal.store;

import org.jspecify.annotations.Nullable;

/** An exact scoring of records against one query: sums in double, rounded once to float. */
public final class ExactKernel {
  private final SimilarityFunction metric;
  private final float[] values;
  private final @Nullable SparsePart sparse;
  private final double norm;

  /**
   * Creates a scoring against one query.
   *
   * @param values the dense values; empty if the query has none
   * @param sparse the sparse values; null if the query has none
   */
  public ExactKernel(SimilarityFunction metric, float[] values, @Nullable SparsePart sparse) {
    this.metric = metric;
    this.values = values;
    this.sparse = sparse;
    this.norm = norm(values);
  }

  /** Returns the Euclidean norm of values. */
  static double norm(float[] values) {
    return Math.sqrt(dot(values, values));
  }

  SimilarityFunction metric() {
    return metric;
  }

  /** Returns whether a record has the values that the query is compared with. */
  boolean compares(StoredVector vector) {
    return values.length == 0 ? vector.sparse() != null : vector.values().length > 0;
  }

  /**
   * Returns whether a record matches: sparse values must share a position, also if their products
   * cancel out.
   *
   * @param score the score of the record
   */
  public boolean isMatch(StoredVector vector, float score) {
    return values.length > 0 || score != 0 || sharesPosition(vector.sparse());
  }

  private boolean sharesPosition(@Nullable SparsePart theirs) {
    return sparse != null && theirs != null && sparse.sharesPosition(theirs);
  }

  /**
   * Returns the number of dense values if they alone determine the scores and are finite; otherwise
   * 0.
   */
  int codedDimension() {
    return sparse == null && Double.isFinite(norm) ? values.length : 0;
  }

  CodedQuery coded() {
    return new CodedQuery(metric, values);
  }

  /** Returns the score of a record; it is not finite if it exceeds the range of floats. */
  public float score(StoredVector vector) {
    return score(vector, metric == SimilarityFunction.COSINE ? norm(vector.values()) : 0);
  }

  /**
   * Returns the score of a record.
   *
   * @param otherNorm the norm of its dense values, which only the cosine needs
   */
  float score(StoredVector vector, double otherNorm) {
    return (float)
        switch (metric) {
          case COSINE -> cosine(vector.values(), otherNorm);
          case DOTPRODUCT -> hybrid(vector);
          case EUCLIDEAN -> squaredDistance(values, vector.values());
        };
  }

  private double cosine(float[] other, double otherNorm) {
    double norms = norm * otherNorm;
    return norms == 0 ? 0 : dot(values, other) / norms;
  }

  private double hybrid(StoredVector vector) {
    double score = values.length == 0 ? 0 : dot(values, vector.values());
    SparsePart theirs = vector.sparse();
    return sparse == null || theirs == null ? score : score + sparse.dot(theirs);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static double squaredDistance(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = (double) a[i] - b[i];
      sum += difference * difference;
    }
    return sum;
  }
}
