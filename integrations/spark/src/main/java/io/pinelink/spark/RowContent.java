package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.IndexTarget;
import org.apache.spark.sql.catalyst.InternalRow;

/** The content of a row besides its id, for one kind of index. */
interface RowContent {
  /** Returns an upsert of a row. */
  BulkChange upsert(String id, InternalRow row);

  /** Returns an update, of the parts that a row contains. */
  BulkChange update(String id, InternalRow row);

  /** Returns the content of rows. Reports columns with wrong types as mistakes of the columns. */
  static RowContent of(IndexTarget.Kind kind, Columns columns) {
    return switch (kind) {
      case VECTORS -> VectorContent.of(columns);
      case RECORDS -> new RecordContent(FieldColumns.of(kind, columns));
      case DOCUMENTS -> new DocumentContent(FieldColumns.of(kind, columns));
    };
  }
}
