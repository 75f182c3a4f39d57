package io.pinelink.spark;

import io.pinelink.documents.Document;
import io.pinelink.model.Match;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.records.RecordHit;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A vector, record or document that was read.
 *
 * @param vector the vector; null if none was read
 * @param fields the metadata, or the fields of a record or document
 * @param json the fields as JSON
 * @param score the score of a match of a query; null without a query
 */
record ReadItem(
    String id,
    @Nullable Vector vector,
    Map<String, ? extends @Nullable Object> fields,
    Supplier<String> json,
    @Nullable Float score) {

  /** Returns an item of which only the id was listed. */
  static ReadItem of(String id) {
    return new ReadItem(id, null, Map.of(), () -> "{}", null);
  }

  static ReadItem of(Vector vector) {
    return of(vector, null);
  }

  static ReadItem of(Match match) {
    return of(match.vector(), match.score());
  }

  private static ReadItem of(Vector vector, @Nullable Float score) {
    return new ReadItem(
        vector.id(), vector, vector.metadata().asMap(), vector.metadata()::toJson, score);
  }

  static ReadItem of(RecordHit hit) {
    return new ReadItem(hit.id(), null, hit.fields().asMap(), hit.fields()::toJson, hit.score());
  }

  static ReadItem of(Document document) {
    return new ReadItem(
        document.id(), null, document.fields().asMap(), document.fields()::toJson, null);
  }

  /** Returns the dense values; null if there are none. */
  float @Nullable [] values() {
    return vector == null || vector.dimension() == 0 ? null : vector.values();
  }

  /** Returns the sparse values; null if there are none. */
  @Nullable SparseValues sparse() {
    return vector == null ? null : vector.sparseValues().orElse(null);
  }
}
