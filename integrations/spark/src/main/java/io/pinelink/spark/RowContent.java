package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.IndexTarget;
import io.pinelink.model.Fields;
import io.pinelink.records.TextRecord;
import org.apache.spark.sql.catalyst.InternalRow;

/** The content of a row besides its id, for one kind of index. */
@FunctionalInterface
interface RowContent {
  /** Returns an upsert of a row, or an update of the parts that it contains. */
  BulkChange change(String id, InternalRow row, boolean update);

  /** Returns the content of rows. Reports columns with wrong types as mistakes of the columns. */
  static RowContent of(IndexTarget.Kind kind, Columns columns) {
    if (kind == IndexTarget.Kind.VECTORS) {
      return VectorContent.of(columns);
    }
    FieldColumns fields = FieldColumns.of(kind, columns);
    return kind == IndexTarget.Kind.DOCUMENTS
        ? new DocumentContent(fields)
        : (id, row, update) -> {
          if (update) {
            throw new IllegalArgumentException(
                "records cannot be updated, expected upsert or delete");
          }
          return BulkChange.upsert(new TextRecord(id, Fields.copyOf(fields.present(row))));
        };
  }
}
