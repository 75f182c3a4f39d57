package io.pinelink.server.internal.store;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An update of one record; parts that are empty do not change the record. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record VectorUpdate(
    String id, float[] values, @Nullable SparsePart sparse, Map<String, Object> metadata) {
  public static VectorUpdate of(
      String id,
      float[] values,
      @Nullable SparsePart sparse,
      Map<String, ? extends @Nullable Object> setMetadata) {
    Validation.checkId(id);
    return new VectorUpdate(id, values, sparse, Validation.metadata(setMetadata));
  }
}
