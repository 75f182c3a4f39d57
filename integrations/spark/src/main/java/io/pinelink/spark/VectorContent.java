package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.IndexTarget;
import io.pinelink.connector.internal.ItemChanges;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import org.apache.spark.sql.catalyst.InternalRow;
import org.jspecify.annotations.Nullable;

/** Vectors: dense values, sparse values and metadata. */
record VectorContent(@Nullable Column dense, @Nullable Column sparse, FieldColumns metadata)
    implements RowContent {
  static VectorContent of(Columns columns) {
    return new VectorContent(
        columns.find(SourceOption.VALUES_COLUMN, ValuesReaders::denseUntilNextRow),
        columns.find(SourceOption.SPARSE_COLUMN, ValuesReaders::sparse),
        FieldColumns.of(IndexTarget.Kind.VECTORS, columns));
  }

  @Override
  public BulkChange change(String id, InternalRow row, boolean update) {
    return ItemChanges.vector(
        id,
        dense == null ? null : (float[]) dense.of(row),
        sparse == null ? null : (SparseValues) sparse.of(row),
        Metadata.copyOf(metadata.present(row)),
        update);
  }
}
