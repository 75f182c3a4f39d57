package io.pinelink.server.internal.vectors;

import io.pinelink.server.internal.store.SparsePart;
import org.jspecify.annotations.Nullable;

/**
 * The dense and the sparse part of the vector in a request; either may be missing.
 *
 * @param values the dense values, which are not copied; empty if there is no dense part
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record VectorParts(float[] values, @Nullable SparsePart sparse) {
  boolean areMissing() {
    return values.length == 0 && sparse == null;
  }
}
