package io.pinelink.files.internal;

import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Write support that passes the parts of a vector to Parquet one by one, without boxing or copying
 * floats.
 */
public final class VectorWriteSupport extends WriteSupport<VectorRow> {
  private final VectorColumns columns;
  private final MessageType schema;
  private final int metadataField;

  // Set by prepareForWrite, which Parquet calls before the first row.
  @SuppressWarnings("NullAway.Init")
  private RecordConsumer out;

  /** Creates the write support of a file with these columns. */
  public VectorWriteSupport(VectorColumns columns) {
    this.columns = columns;
    this.schema = columns.schema();
    this.metadataField = schema.getFieldIndex("metadata");
  }

  // Abstract in the superclass, though Parquet calls the overload below.
  @Deprecated
  @Override
  public WriteContext init(Configuration unused) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public WriteContext init(ParquetConfiguration unused) {
    return new WriteContext(schema, Map.of());
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    this.out = recordConsumer;
  }

  @Override
  public void write(VectorRow row) {
    Vector vector = row.vector();
    out.startMessage();
    binary("id", 0, Binary.fromString(vector.id()));
    if (columns.hasDense() && vector.dimension() > 0) {
      floats("values", 1, vector.dimension(), vector::value);
    }
    Optional<SparseValues> sparse = vector.sparseValues();
    if (sparse.isPresent()) {
      sparse(sparse.get());
    }
    if (row.metadata() != null) {
      binary("metadata", metadataField, row.metadata());
    }
    out.endMessage();
  }

  private void binary(String name, int field, Binary value) {
    out.startField(name, field);
    out.addBinary(value);
    out.endField(name, field);
  }

  private void sparse(SparseValues sparse) {
    out.startField("sparse_values", metadataField - 1);
    out.startGroup();
    list("indices", 0, sparse.size(), i -> out.addInteger((int) sparse.index(i)));
    floats("values", 1, sparse.size(), sparse::value);
    out.endGroup();
    out.endField("sparse_values", metadataField - 1);
  }

  private interface FloatAt {
    float at(int i);
  }

  private void floats(String name, int field, int size, FloatAt values) {
    list(name, field, size, i -> out.addFloat(values.at(i)));
  }

  private interface Element {
    void write(int i);
  }

  private void list(String name, int field, int size, Element element) {
    out.startField(name, field);
    out.startGroup();
    out.startField("list", 0);
    for (int i = 0; i < size; i++) {
      out.startGroup();
      out.startField("element", 0);
      element.write(i);
      out.endField("element", 0);
      out.endGroup();
    }
    out.endField("list", 0);
    out.endGroup();
    out.endField(name, field);
  }
}
