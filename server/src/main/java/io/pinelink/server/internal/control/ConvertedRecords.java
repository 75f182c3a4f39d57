package io.pinelink.server.internal.control;

import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * The records of an index as documents of a schema.
 *
 * @param contents the documents by namespace; none if the conversion failed
 * @param converted the number of converted records
 * @param skipped the number of records that could not be converted
 * @param failed whether a record ended the conversion
 */
record ConvertedRecords(
    Map<String, List<StoredVector>> contents, long converted, long skipped, boolean failed) {
  /**
   * Converts all records.
   *
   * @param aborts whether a record that cannot be converted ends the conversion
   */
  static ConvertedRecords of(
      Map<String, List<StoredVector>> records,
      DocumentSchema schema,
      BiFunction<StoredVector, DocumentSchema, StoredVector> conversion,
      boolean aborts) {
    Map<String, List<StoredVector>> contents = new LinkedHashMap<>();
    long converted = 0;
    long skipped = 0;
    for (Map.Entry<String, List<StoredVector>> namespace : records.entrySet()) {
      List<StoredVector> documents = new ArrayList<>();
      for (StoredVector record : namespace.getValue()) {
        try {
          documents.add(conversion.apply(record, schema));
          converted++;
        } catch (RpcException e) {
          if (aborts) {
            return new ConvertedRecords(Map.of(), converted, 0, true);
          }
          skipped++;
        }
      }
      contents.put(namespace.getKey(), documents);
    }
    return new ConvertedRecords(contents, converted, skipped, false);
  }
}
