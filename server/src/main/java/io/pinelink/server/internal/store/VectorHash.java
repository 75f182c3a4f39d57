package io.pinelink.server.internal.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A 64-bit hash of a complete vector; the order of the sparse values does not matter. */
public final class VectorHash {
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private long values;
  private long entries;

  /** Creates a hash that includes an id. */
  public VectorHash(String id) {
    values = ofId(id);
  }

  static long of(StoredVector vector) {
    VectorHash hash = new VectorHash(vector.id());
    for (float value : vector.values()) {
      hash.add(value);
    }
    @Nullable SparsePart sparse = vector.sparse();
    for (int i = 0; sparse != null && i < sparse.size(); i++) {
      hash.addSparse(sparse.index(i), sparse.value(i));
    }
    return hash.end(vector.metadata());
  }

  public static long ofId(String id) {
    long hash = id.length();
    for (int i = 0; i < id.length(); i++) {
      hash = step(hash, id.charAt(i));
    }
    return mix(hash);
  }

  /** Adds the next dense value. */
  public void add(float value) {
    values = step(values, Float.floatToIntBits(value));
  }

  public void addSparse(int index, float value) {
    entries += mix(step(step(PRIME, index), Float.floatToIntBits(value)));
  }

  public long end(Map<String, Object> metadata) {
    long fields = 0;
    for (Map.Entry<String, Object> field : metadata.entrySet()) {
      // The hash codes of strings, numbers, booleans and lists are specified.
      fields += mix(step(step(0, field.getKey().hashCode()), field.getValue().hashCode()));
    }
    return mix(step(step(values, entries), fields));
  }

  private static long step(long hash, long next) {
    long product = (hash ^ next) * PRIME;
    return product ^ (product >>> 32);
  }

  private static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
