package io.pinelink.console;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The two directions in which vectors differ most, and the positions of the vectors along them.
 * Computed by power iteration on the vectors themselves, without their covariance matrix, so that
 * memory grows with their number only. The same vectors have the same positions every time.
 */
final class PrincipalComponents {
  private static final int MAX_ITERATIONS = 60;
  private static final double CONVERGED = 1e-7;

  private final double[][] positions;
  private final double[] shares;

  private PrincipalComponents(double[][] positions, double[] shares) {
    this.positions = positions;
    this.shares = shares;
  }

  /**
   * Projects vectors of one dimension.
   *
   * @param vectors at least one; not changed
   */
  static PrincipalComponents of(List<float[]> vectors) {
    int dimension = vectors.get(0).length;
    double[] mean = mean(vectors, dimension);
    double total = 0;
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        total += (vector[i] - mean[i]) * (vector[i] - mean[i]);
      }
    }
    double[] first = direction(vectors, mean, new double[dimension]);
    double[] second = direction(vectors, mean, first);
    double[][] positions = {along(vectors, mean, first), along(vectors, mean, second)};
    double[] shares = new double[2];
    for (int axis = 0; axis < 2; axis++) {
      double sum = 0;
      for (double position : positions[axis]) {
        sum += position * position;
      }
      shares[axis] = total > 0 ? sum / total : 0;
    }
    return new PrincipalComponents(positions, shares);
  }

  /** Returns the position of a vector along the first direction, 0, or the second, 1. */
  double position(int vector, int axis) {
    return positions[axis][vector];
  }

  /** Returns the share of the variance that a direction shows, 0 to 1. */
  double share(int axis) {
    return shares[axis];
  }

  private static double[] mean(List<float[]> vectors, int dimension) {
    double[] mean = new double[dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        mean[i] += vector[i];
      }
    }
    for (int i = 0; i < dimension; i++) {
      mean[i] /= vectors.size();
    }
    return mean;
  }

  /** Returns the unit vector of most variance that is orthogonal to another; zeros if none is. */
  private static double[] direction(List<float[]> vectors, double[] mean, double[] other) {
    SplittableRandom random = new SplittableRandom(42);
    double[] current = new double[mean.length];
    for (int i = 0; i < current.length; i++) {
      current[i] = random.nextDouble() - 0.5;
    }
    orthogonalise(current, other);
    if (normalise(current) == 0) {
      return current;
    }
    for (int iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
      double[] next = new double[mean.length];
      for (float[] vector : vectors) {
        double weight = dot(vector, mean, current);
        for (int i = 0; i < next.length; i++) {
          next[i] += weight * (vector[i] - mean[i]);
        }
      }
      orthogonalise(next, other);
      if (normalise(next) < 1e-12) {
        return new double[mean.length];
      }
      double change = 0;
      for (int i = 0; i < next.length; i++) {
        change += (next[i] - current[i]) * (next[i] - current[i]);
      }
      current = next;
      if (change < CONVERGED) {
        break;
      }
    }
    return current;
  }

  private static double[] along(List<float[]> vectors, double[] mean, double[] direction) {
    return vectors.stream().mapToDouble(vector -> dot(vector, mean, direction)).toArray();
  }

  private static double dot(float[] vector, double[] mean, double[] direction) {
    double sum = 0;
    for (int i = 0; i < direction.length; i++) {
      sum += (vector[i] - mean[i]) * direction[i];
    }
    return sum;
  }

  private static void orthogonalise(double[] vector, double[] other) {
    double sum = 0;
    for (int i = 0; i < vector.length; i++) {
      sum += vector[i] * other[i];
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] -= sum * other[i];
    }
  }

  /** Scales a vector to length 1 unless it is zero, and returns its length before. */
  private static double normalise(double[] vector) {
    double sum = 0;
    for (double value : vector) {
      sum += value * value;
    }
    double length = Math.sqrt(sum);
    if (length > 0) {
      for (int i = 0; i < vector.length; i++) {
        vector[i] /= length;
      }
    }
    return length;
  }
}
