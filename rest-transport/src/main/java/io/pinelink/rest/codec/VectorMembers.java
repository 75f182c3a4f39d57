package io.pinelink.rest.codec;

import static io.pinelink.rest.json.JsonReader.required;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.DenseColumns;
import io.pinelink.model.Match;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.rest.json.JsonReader;
import io.pinelink.rest.json.MalformedJsonException;
import io.pinelink.rest.json.NumberArrays;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A reader of vectors that can be used repeatedly; members come in any order. */
final class VectorMembers {
  private final JsonReader json;
  private final NumberArrays numbers;

  /** The reader of sparse values, separate because dense values may be read but not yet copied. */
  private final NumberArrays sparseNumbers;

  private final DenseColumns.@Nullable Builder columns;
  private float score;

  /**
   * Creates a reader.
   *
   * @param columns receives the dense values; null if each vector has an array of its own
   */
  VectorMembers(JsonReader json, DenseColumns.@Nullable Builder columns) {
    this.json = json;
    this.columns = columns;
    this.numbers = new NumberArrays(json);
    this.sparseNumbers = new NumberArrays(json);
  }

  Match match() throws IOException {
    Vector vector = vector();
    return new VectorResponses.MatchResult(score, vector);
  }

  Vector vector() throws IOException {
    String id = null;
    float[] values = NumberArrays.NO_FLOATS;
    int length = 0;
    SparseValues sparseValues = null;
    Metadata metadata = Metadata.empty();
    score = 0;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "id" -> id = json.text();
          case "score" -> score = json.isNull() ? 0 : json.float32();
          case "values" -> {
            if (columns == null) {
              values = numbers.floats();
            } else {
              length = numbers.floats(columns);
            }
          }
          case "sparseValues", "sparse_values" -> sparseValues = sparse();
          case "metadata" -> metadata = json.metadata();
          default -> json.skip();
        }
      }
    }
    // The array will be reused, so the vector gets its own copy.
    return columns == null
        ? VectorResponses.vector(required("id", id), values.clone(), sparseValues, metadata)
        : columns.vector(required("id", id), length, sparseValues, metadata);
  }

  private @Nullable SparseValues sparse() throws IOException {
    int[] indices = NumberArrays.NO_INTS;
    float[] values = NumberArrays.NO_FLOATS;
    if (json.enterObject()) {
      for (String member = json.nextMember(); member != null; member = json.nextMember()) {
        switch (member) {
          case "indices" -> indices = sparseNumbers.unsigned32s();
          case "values" -> values = sparseNumbers.floats();
          default -> json.skip();
        }
      }
    }
    if (indices.length != values.length) {
      throw new MalformedJsonException(
          "sparse values have " + indices.length + " indices and " + values.length + " values");
    }
    return VectorResponses.sparseValues(indices.clone(), values.clone()).orElse(null);
  }
}
