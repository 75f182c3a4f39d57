package io.pinelink.cli.data;

import io.pinelink.cli.output.JsonOutput;
import io.pinelink.documents.DocumentFields;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a document in a cell of a table. */
final class FieldText {
  private FieldText() {}

  /** Returns the fields as JSON, with the number of values in place of dense and sparse values. */
  static String of(DocumentFields fields) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    RowJson.of(fields).forEach(shown::put);
    fields
        .asMap()
        .forEach(
            (name, value) -> {
              if (value instanceof DenseValues dense) {
                shown.put(name, "(" + dense.size() + " values)");
              } else if (value instanceof SparseValues sparse) {
                shown.put(name, "(" + sparse.size() + " sparse values)");
              }
            });
    return JsonOutput.line(shown);
  }
}
