package io.pinelink.server;

import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.internal.store.VectorHash;

/**
 * 64 bits of all that a vector is: id, dense values to the last bit, sparse values in any order and
 * metadata. Whoever loads adds up those of what it sends, with each id once, and holds the sum
 * against {@link WriteCounts#checksum()}. The same in every JVM. Not made against those who want
 * two vectors to look alike.
 */
public final class VectorChecksum {
  private VectorChecksum() {}

  /** That of a vector as a client sends it. */
  public static long of(Vector vector) {
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
