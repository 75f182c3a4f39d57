package io.pinelink.server.internal.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An update of one record; parts that are empty do not change the record. */
public final class VectorUpdate {
  private final String id;
  private final float[] values;
  private final @Nullable SparsePart sparse;
  private final Map<String, Object> metadata;

  private VectorUpdate(
      String id, float[] values, @Nullable SparsePart sparse, Map<String, Object> metadata) {
    this.id = id;
    this.values = values;
    this.sparse = sparse;
    this.metadata = metadata;
  }

  public static VectorUpdate of(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      Map<String, ? extends @Nullable Object> setMetadata) {
    Validation.checkId(id);
    return new VectorUpdate(id, values, sparse, Validation.metadata(setMetadata));
  }

  String id() {
    return id;
  }

  float[] values() {
    return values;
  }

  @Nullable SparsePart sparse() {
    return sparse;
  }

  Map<String, Object> metadata() {
    return metadata;
  }
}
