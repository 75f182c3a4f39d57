package io.pinelink.files.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * A row of a Parquet file.
 *
 * @param vector a vector that is valid in an upsert
 * @param columns the columns of the file that it goes into
 * @param metadata the vector's metadata as JSON; null if it has none
 */
public record VectorRow(Vector vector, VectorColumns columns, @Nullable Binary metadata) {
  private static final int MAX_METADATA_BYTES = 40_960;

  /**
   * Returns the row of a vector, which may come from a response of the service.
   *
   * @param sparseBefore whether earlier vectors of its namespace needed a column for sparse values
   * @throws IllegalArgumentException if the vector is invalid
   */
  public static VectorRow of(Vector vector, boolean sparseBefore) {
    Vector checked = UpsertRequest.of(vector).vectors().get(0);
    NonZero.checkDense(checked.dimension(), checked::value);
    checked.sparseValues().ifPresent(NonZero::checkSparse);
    VectorRow row = in(VectorColumns.of(checked, sparseBefore), checked);
    int bytes = row.metadata == null ? 0 : row.metadata.length();
    if (bytes > MAX_METADATA_BYTES) {
      throw new IllegalArgumentException(
          "metadata has " + bytes + " bytes, expected at most " + MAX_METADATA_BYTES);
    }
    return row;
  }

  /** Returns the row of a vector in a file with these columns, unchecked. */
  public static VectorRow in(VectorColumns columns, Vector vector) {
    return new VectorRow(
        vector,
        columns,
        vector.metadata().isEmpty()
            ? null
            : Binary.fromConstantByteArray(vector.metadata().toJson().getBytes(UTF_8)));
  }
}
