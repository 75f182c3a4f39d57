package io.pinelink.server.internal.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of an index. It is checked except for the rules of a particular index.
 *
 * <p>Immutable if callers do not modify the array that {@link #values()} shares.
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

  /** Creates a record and checks its id and metadata; the array is not copied. */
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

  /**
   * Creates the record of a document from checked parts.
   *
   * @param values the values of its dense field, not copied; empty if it has none
   * @param sparse the values of its sparse field; null if it has none
   * @param fields all other fields, in their order
   */
  public static StoredVector ofDocument(
      String id, float[] values, @Nullable SparsePart sparse, Map<String, Object> fields) {
    return new StoredVector(
        id, values, sparse, Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
  }

  /** Returns the record after an update; parts that the update omits do not change. */
  StoredVector with(VectorUpdate update) {
    return new StoredVector(
            id,
            update.values().length == 0 ? values : update.values(),
            update.sparse() == null ? sparse : update.sparse(),
            metadata)
        .withMetadata(update.metadata());
  }

  /** Returns the record with its sparse part in ascending order of positions. */
  StoredVector withSortedSparse() {
    return sparse == null ? this : new StoredVector(id, values, sparse.sorted(), metadata);
  }

  /** Returns the record with the fields merged into its metadata. */
  StoredVector withMetadata(Map<String, Object> fields) {
    Map<String, Object> merged = Validation.merge(metadata, fields);
    Validation.checkMetadataSize(merged);
    return new StoredVector(id, values, sparse, merged);
  }

  /** Returns whether the metadata already contains the fields with these values. */
  boolean hasMetadata(Map<String, Object> fields) {
    return fields.entrySet().stream()
        .allMatch(field -> field.getValue().equals(metadata.get(field.getKey())));
  }

  public String id() {
    return id;
  }

  /** Returns the dense values without copying them; empty for a record of a sparse index. */
  public float[] values() {
    return values;
  }

  public @Nullable SparsePart sparse() {
    return sparse;
  }

  /** Returns the metadata by field: String, Double, Boolean or list of strings. */
  public Map<String, Object> metadata() {
    return metadata;
  }

  @Override
  public String toString() {
    return "StoredVector[" + id + "]";
  }
}
