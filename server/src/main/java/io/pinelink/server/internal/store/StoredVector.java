package io.pinelink.server.internal.store;

import io.pinelink.server.internal.metadata.FieldNames;
import io.pinelink.server.internal.metadata.PackedFields;
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
  // The parts of the metadata, without an object that holds them.
  private final FieldNames fieldNames;
  private final byte[] fieldValues;
  private final int metadataBytes;

  private StoredVector(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      PackedFields metadata,
      int metadataBytes) {
    this.id = id;
    this.values = values;
    this.sparse = sparse;
    this.fieldNames = metadata.names();
    this.fieldValues = metadata.packedValues();
    this.metadataBytes = metadataBytes;
  }

  /** Creates a record and checks its id and metadata; the array is not copied. */
  public static StoredVector of(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      Map<String, ? extends @Nullable Object> metadata) {
    Validation.checkId(id);
    PackedFields checked = Validation.metadata(metadata);
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
    PackedFields packed = PackedFields.of(fields);
    return new StoredVector(id, values, sparse, packed, Validation.metadataSize(packed));
  }

  /**
   * Creates a record again from its saved parts.
   *
   * @param values not copied
   * @param metadataBytes the size of the metadata as JSON
   */
  public static StoredVector ofSaved(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      Map<String, Object> metadata,
      int metadataBytes) {
    return new StoredVector(id, values, sparse, PackedFields.of(metadata), metadataBytes);
  }

  /** Returns the record after an update; parts that the update omits do not change. */
  StoredVector with(VectorUpdate update) {
    return new StoredVector(
            id,
            update.values().length == 0 ? values : update.values(),
            update.sparse() == null ? sparse : update.sparse(),
            packedMetadata(),
            metadataBytes)
        .withMetadata(update.metadata());
  }

  /** Returns the record with its sparse part in ascending order of positions. */
  StoredVector withSortedSparse() {
    return sparse == null
        ? this
        : new StoredVector(id, values, sparse.sorted(), packedMetadata(), metadataBytes);
  }

  /** Returns the record with the fields merged into its metadata. */
  StoredVector withMetadata(Map<String, Object> fields) {
    PackedFields merged = Validation.merge(packedMetadata(), fields);
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
        shownFields.size() == packedMetadata().size()
            ? metadataBytes
            : Validation.metadataSize(shownFields);
    return new StoredVector(id, shownValues, shownSparse, PackedFields.of(shownFields), bytes);
  }

  /** Returns whether the metadata already contains the fields with these values. */
  boolean hasMetadata(Map<String, Object> fields) {
    Map<String, Object> metadata = metadata();
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

  /**
   * Returns the metadata by field, in the order of the fields: String, Double, Boolean or list of
   * strings. The map decodes a value each time that it is read.
   */
  public Map<String, Object> metadata() {
    return packedMetadata();
  }

  private PackedFields packedMetadata() {
    return new PackedFields(fieldNames, fieldValues);
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
