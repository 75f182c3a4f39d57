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
  private final int metadataBytes;

  private StoredVector(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      Map<String, Object> metadata,
      int metadataBytes) {
    this.id = id;
    this.values = values;
    this.sparse = sparse;
    this.metadata = metadata;
    this.metadataBytes = metadataBytes;
  }

  /** Creates a record and checks its id and metadata; the array is not copied. */
  public static StoredVector of(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      Map<String, ? extends @Nullable Object> metadata) {
    Validation.checkId(id);
    Map<String, Object> checked = Validation.metadata(metadata);
    return new StoredVector(id, values, sparse, checked, Validation.checkMetadataSize(checked));
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
    Map<String, Object> copy = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    return new StoredVector(id, values, sparse, copy, Validation.metadataSize(copy));
  }

  /** Returns the record after an update; parts that the update omits do not change. */
  StoredVector with(VectorUpdate update) {
    return new StoredVector(
            id,
            update.values().length == 0 ? values : update.values(),
            update.sparse() == null ? sparse : update.sparse(),
            metadata,
            metadataBytes)
        .withMetadata(update.metadata());
  }

  /** Returns the record with its sparse part in ascending order of positions. */
  StoredVector withSortedSparse() {
    return sparse == null
        ? this
        : new StoredVector(id, values, sparse.sorted(), metadata, metadataBytes);
  }

  /** Returns the record with the fields merged into its metadata. */
  StoredVector withMetadata(Map<String, Object> fields) {
    Map<String, Object> merged = Validation.merge(metadata, fields);
    return new StoredVector(id, values, sparse, merged, Validation.checkMetadataSize(merged));
  }

  /**
   * Returns the part of the record that a response contains.
   *
   * @param shownValues its dense values, or none
   * @param shownSparse its sparse values, or null
   * @param shownFields the fields of its metadata that the response contains
   */
  public StoredVector part(
      float[] shownValues, @Nullable SparsePart shownSparse, Map<String, Object> shownFields) {
    int bytes =
        shownFields.size() == metadata.size()
            ? metadataBytes
            : Validation.metadataSize(shownFields);
    return new StoredVector(id, shownValues, shownSparse, shownFields, bytes);
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

  /** Returns the size of the complete record, as {@link #bytes(boolean, boolean)} counts it. */
  public long bytes() {
    return bytes(true, true);
  }

  /**
   * Returns the size in bytes of the record in a response: one byte for each character of its id, 4
   * for each dense value, 8 for each sparse value with its position, and its metadata as JSON. The
   * size does not depend on the protocol.
   */
  public long bytes(boolean withValues, boolean withMetadata) {
    long bytes = id.length();
    if (withValues) {
      bytes += (long) Float.BYTES * values.length;
      bytes += sparse == null ? 0 : (long) (Integer.BYTES + Float.BYTES) * sparse.size();
    }
    return withMetadata ? bytes + metadataBytes : bytes;
  }

  @Override
  public String toString() {
    return "StoredVector[" + id + "]";
  }
}
