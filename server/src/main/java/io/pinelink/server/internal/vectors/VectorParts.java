package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.SparsePart;
import org.jspecify.annotations.Nullable;

/** The dense and the sparse part of the vector in a request; either may be missing. */
final class VectorParts {
  private final float[] values;
  private final @Nullable SparsePart sparse;

  /**
   * @param values the dense values, which are not copied; empty if there is no dense part
   */
  VectorParts(float[] values, @Nullable SparsePart sparse) {
    this.values = values;
    this.sparse = sparse;
  }

  boolean areMissing() {
    return values.length == 0 && sparse == null;
  }

  /** Returns the dense values without copying them. */
  float[] values() {
    return values;
  }

  @Nullable SparsePart sparse() {
    return sparse;
  }
}
