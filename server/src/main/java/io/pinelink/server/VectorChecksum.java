package io.pinelink.server;

import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.internal.store.VectorHash;
import java.util.Objects;

/**
 * A 64-bit checksum of a vector: its id, dense values to the last bit, sparse values in any order
 * and metadata. A load test adds up the checksums of the vectors that it sends, with each id once,
 * and compares the sum with {@link WriteCounts#checksum()}. The checksum is the same in every JVM.
 * It is not cryptographic.
 */
public final class VectorChecksum {
  private VectorChecksum() {}

  /** Returns the checksum of a vector as a client sends it. */
  public static long of(Vector vector) {
    Objects.requireNonNull(vector, "vector is null");
    VectorHash hash = new VectorHash(vector.id());
    for (int i = 0; i < vector.dimension(); i++) {
      hash.add(vector.value(i));
    }
    SparseValues sparse = vector.sparseValues().orElse(null);
    for (int i = 0; sparse != null && i < sparse.size(); i++) {
      hash.addSparse((int) sparse.index(i), sparse.value(i));
    }
    return hash.end(vector.metadata().asMap());
  }
}
