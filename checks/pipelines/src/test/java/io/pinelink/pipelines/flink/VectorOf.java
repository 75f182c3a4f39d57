package io.pinelink.pipelines.flink;

import io.pinelink.pipelines.demo.DemoVectors;
import org.apache.flink.table.functions.ScalarFunction;

/** A SQL function that returns the values of a vector of the demos. */
public final class VectorOf extends ScalarFunction {
  private static final long serialVersionUID = 1;

  /** Returns the values of the vector with a number. */
  public float[] eval(String number, int dimension) {
    return DemoVectors.values(Long.parseLong(number), dimension);
  }
}
