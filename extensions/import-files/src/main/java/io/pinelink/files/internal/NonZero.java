package io.pinelink.files.internal;

import io.pinelink.model.SparseValues;
import java.util.function.IntToDoubleFunction;

/**
 * Checks for zeros. An upsert leaves them to the service, which sees a file only after its upload.
 */
public final class NonZero {
  /** Source: upsertVectors, API version 2026-07. */
  private static final double MIN_MAGNITUDE = 1e-8f;

  private NonZero() {}

  /**
   * Checks that not all dense values are 0, nor so near to it that the service takes them for 0.
   */
  public static void checkDense(int size, IntToDoubleFunction value) {
    int zeros = 0;
    while (zeros < size && Math.abs(value.applyAsDouble(zeros)) < MIN_MAGNITUDE) {
      zeros++;
    }
    if (zeros > 0 && zeros == size) {
      throw new IllegalArgumentException("all dense values are 0, expected one of at least 1e-8");
    }
  }

  /** Checks that no sparse value is 0. */
  public static void checkSparse(SparseValues sparse) {
    for (int i = 0; i < sparse.size(); i++) {
      if (sparse.value(i) == 0) {
        throw new IllegalArgumentException(
            "sparse value at index " + sparse.index(i) + " is 0, expected none that is");
      }
    }
  }
}
