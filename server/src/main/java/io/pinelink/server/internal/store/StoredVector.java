package io.pinelink.server.internal.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of an index: valid by itself, whatever index it will be put into.
 *
 * <p>Immutable, as long as nobody writes to the array that {@link #values()} shares.
 */
public final class StoredVector {
  private final String id;
  private final float[] values;
  private final @Nullable SparsePart sparse;
  private final Map<String, Object> metadata;

  private StoredVector(
      String id, float[] values, @Nullable SparsePart sparse, Map<String, Object> metadata) {
    this.id = id;
    this.values = values;
    this.sparse = sparse;
    this.metadata = metadata;
  }

  /** Keeps the array itself and checks id and metadata. */
  public static StoredVector of(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      Map<String, ? extends @Nullable Object> metadata) {
    Validation.checkId(id);
    Map<String, Object> checked = Validation.metadata(metadata);
    Validation.checkMetadataSize(checked);
    return new StoredVector(id, values, sparse, checked);
  }

  /** The record after an update: what the update leaves out stays. */
  StoredVector with(VectorUpdate update) {
    return new StoredVector(
            id,
            update.values().length == 0 ? values : update.values(),
            update.sparse() == null ? sparse : update.sparse(),
            metadata)
        .withMetadata(update.metadata());
  }

  /** The record with its sparse part in ascending order of positions. */
  StoredVector withSortedSparse() {
    return sparse == null ? this : new StoredVector(id, values, sparse.sorted(), metadata);
  }

  /** The record with these fields over its own. */
  StoredVector withMetadata(Map<String, Object> fields) {
    Map<String, Object> merged = Validation.merge(metadata, fields);
    Validation.checkMetadataSize(merged);
    return new StoredVector(id, values, sparse, merged);
  }

  /** Whether the record has these fields with these values already. */
  boolean hasMetadata(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .allMatch(field -> field.getValue().equals(metadata.get(field.getKey())));
  }

  public String id() {
    return id;
  }

  /** The dense values, not copied; empty for a record of a sparse index. */
  public float[] values() {
    return values;
  }

  public @Nullable SparsePart sparse() {
    return sparse;
  }

  /** String, Double, Boolean or list of strings, by field. */
  public Map<String, Object> metadata() {
    return metadata;
  }

  @Override
  public String toString() {
    return "StoredVector[" + id + "]";
  }
}
