package io.pinelink.testing;

import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * 64 bits of all that a vector is: id, dense values to the last bit, sparse values in any order and
 * metadata. Whoever loads adds up those of what it sends, with each id once, and holds the sum
 * against {@link WriteCounts#checksum()}. The same in every JVM. Not made against those who want
 * two vectors to look alike.
 */
public final class VectorChecksum {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private VectorChecksum() {}

  /** That of a vector as a client sends it. */
  public static long of(Vector vector) {
    long checksum = ofId(vector.id());
    for (int i = 0; i < vector.dimension(); i++) {
      checksum = step(checksum, Float.floatToIntBits(vector.value(i)));
    }
    SparseValues sparse = vector.sparseValues().orElse(null);
    long entries = 0;
    for (int i = 0; sparse != null && i < sparse.size(); i++) {
      entries += entry((int) sparse.index(i), sparse.value(i));
    }
    return end(checksum, entries, vector.metadata().asMap());
  }

  /** That of a vector as it arrived. */
  static long of(StoredVector vector) {
    long checksum = ofId(vector.id());
    for (float value : vector.values()) {
      checksum = step(checksum, Float.floatToIntBits(value));
    }
    @Nullable SparsePart sparse = vector.sparse();
    long entries = 0;
    for (int i = 0; sparse != null && i < sparse.size(); i++) {
      entries += entry(sparse.index(i), sparse.value(i));
    }
    return end(checksum, entries, vector.metadata());
  }

  /** That of an id alone. */
  static long ofId(String id) {
    long checksum = id.length();
    for (int i = 0; i < id.length(); i++) {
      checksum = step(checksum, id.charAt(i));
    }
    return mix(checksum);
  }

  private static long entry(int index, float value) {
    return mix(step(step(PRIME, index), Float.floatToIntBits(value)));
  }

  private static long end(long checksum, long entries, Map<String, Object> metadata) {
    long fields = 0;
    for (Map.Entry<String, Object> field : metadata.entrySet()) {
      // Texts, numbers, booleans and lists have hash codes that are specified.
      fields += mix(step(step(0, field.getKey().hashCode()), field.getValue().hashCode()));
    }
    return mix(step(step(checksum, entries), fields));
  }

  private static long step(long checksum, long next) {
    long product = (checksum ^ next) * PRIME;
    return product ^ (product >>> 32);
  }

  private static long mix(long checksum) {
    long mixed = (checksum ^ (checksum >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
