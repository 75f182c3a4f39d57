package io.pinelink.pipelines.flink;

import java.util.SplittableRandom;
import org.apache.flink.table.functions.ScalarFunction;

/** A SQL function that returns the same pseudo-random vector for the same id. */
public final class VectorOf extends ScalarFunction {
  private static final long serialVersionUID = 1;

  /** The number of values of each vector. */
  public static final int DIMENSION = 384;

  /** Returns the values of the vector of an id, which is a number. */
  public float[] eval(String id) {
    return values(id);
  }

  /** Returns the values of the vector of an id, which is a number. */
  public static float[] values(String id) {
    SplittableRandom random = new SplittableRandom(Long.parseLong(id));
    float[] values = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }
}
