package io.pinelink.spark;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.IndexTarget;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
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
  public BulkChange upsert(String id, InternalRow row) {
    Vector.Builder vector = Vector.builder(id).metadata(metadata(row));
    float[] values = values(row);
    if (values != null) {
      vector.values(values);
    }
    SparseValues sparseValues = sparseValues(row);
    if (sparseValues != null) {
      vector.sparseValues(sparseValues);
    }
    return BulkChange.upsert(vector.build());
  }

  @Override
  public BulkChange update(String id, InternalRow row) {
    UpdateRequest.Builder update = UpdateRequest.builder(id).metadata(metadata(row));
    float[] values = values(row);
    if (values != null) {
      update.values(values);
    }
    SparseValues sparseValues = sparseValues(row);
    if (sparseValues != null) {
      update.sparseValues(sparseValues);
    }
    return BulkChange.update(update.build());
  }

  private float @Nullable [] values(InternalRow row) {
    return dense == null ? null : (float[]) dense.of(row);
  }

  private @Nullable SparseValues sparseValues(InternalRow row) {
    return sparse == null ? null : (SparseValues) sparse.of(row);
  }

  private Metadata metadata(InternalRow row) {
    return Metadata.copyOf(metadata.present(row));
  }
}
