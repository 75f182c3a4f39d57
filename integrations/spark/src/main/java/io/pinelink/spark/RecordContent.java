package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import io.pinelink.model.Fields;
import io.pinelink.records.TextRecord;
import org.apache.spark.sql.catalyst.InternalRow;

/** Records, whose text the index embeds. */
record RecordContent(FieldColumns fields) implements RowContent {
  @Override
  public BulkChange upsert(String id, InternalRow row) {
    return BulkChange.upsert(new TextRecord(id, Fields.copyOf(fields.present(row))));
  }

  @Override
  public BulkChange update(String id, InternalRow row) {
    throw new IllegalArgumentException("records cannot be updated, expected upsert or delete");
  }
}
