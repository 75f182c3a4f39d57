package io.pinelink.local.export;

import io.pinelink.server.internal.imports.RecordTarget;
import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.PlainJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * A Parquet file of records that is being written: the columns that imports read, without
 * compression, which would need native code and gains little on floats.
 *
 * <p>The library is optional: call {@link
 * io.pinelink.server.internal.imports.ParquetLibrary#require} before this class is loaded.
 */
final class ParquetOutput implements RecordOutput {
  private static final long ROW_GROUP_BYTES = 16L * 1024 * 1024;
  private static final int MAX_ROWS_UNSEEN = 100;

  private static final String VALUES =
      "optional group values (LIST) { repeated group list { required float element; } }";
  private static final String SPARSE_VALUES =
      """
      optional group sparse_values {
        required group indices (LIST) {
          repeated group list { required int32 element (INTEGER(32, false)); }
        }
        required group values (LIST) { repeated group list { required float element; } }
      }
      """;

  private final ParquetWriter<StoredVector> writer;

  private ParquetOutput(ParquetWriter<StoredVector> writer) {
    this.writer = writer;
  }

  /** Creates a file with the columns that the records of an index can have. */
  static ParquetOutput create(Path file, RecordTarget target) throws IOException {
    boolean hasDense = target.shape().isOfDocuments() || !target.shape().isSparse();
    boolean hasSparse = target.shape().isOfDocuments() || target.shape().takesSparse();
    MessageType schema =
        MessageTypeParser.parseMessageType(
            "message record { required binary id (STRING);"
                + (hasDense ? VALUES : "")
                + (hasSparse ? SPARSE_VALUES : "")
                + "optional binary metadata (STRING); }");
    return new ParquetOutput(
        new Builder(new LocalOutputFile(file), new Support(schema))
            .withConf(new PlainParquetConfiguration())
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withMinRowCountForPageSizeCheck(1)
            .withMaxRowCountForPageSizeCheck(MAX_ROWS_UNSEEN)
            .withDictionaryEncoding(false)
            .withStatisticsEnabled(false)
            .withSizeStatisticsEnabled(false)
            .build());
  }

  @Override
  public void write(StoredVector record) throws IOException {
    writer.write(record);
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static final class Builder extends ParquetWriter.Builder<StoredVector, Builder> {
    private final Support support;

    Builder(OutputFile file, Support support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    // Abstract in the superclass, though Parquet calls the overload below.
    @Deprecated
    @Override
    protected WriteSupport<StoredVector> getWriteSupport(Configuration unused) {
      return support;
    }

    @Override
    protected WriteSupport<StoredVector> getWriteSupport(ParquetConfiguration unused) {
      return support;
    }
  }

  /** Passes the parts of records to Parquet one by one, without boxing floats. */
  private static final class Support extends WriteSupport<StoredVector> {
    private final MessageType schema;

    // Set by prepareForWrite, which Parquet calls before the first row.
    @SuppressWarnings("NullAway.Init")
    private RecordConsumer out;

    Support(MessageType schema) {
      this.schema = schema;
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
    public void write(StoredVector record) {
      out.startMessage();
      binary("id", record.id());
      float[] values = record.values();
      if (values.length > 0) {
        floats("values", schema.getFieldIndex("values"), values.length, i -> values[i]);
      }
      SparsePart sparse = record.sparse();
      if (sparse != null) {
        int field = schema.getFieldIndex("sparse_values");
        out.startField("sparse_values", field);
        out.startGroup();
        list("indices", 0, sparse.size(), i -> out.addInteger(sparse.index(i)));
        floats("values", 1, sparse.size(), sparse::value);
        out.endGroup();
        out.endField("sparse_values", field);
      }
      if (!record.metadata().isEmpty()) {
        binary("metadata", PlainJson.text(record.metadata()));
      }
      out.endMessage();
    }

    private void binary(String name, String text) {
      int field = schema.getFieldIndex(name);
      out.startField(name, field);
      out.addBinary(Binary.fromString(text));
      out.endField(name, field);
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
}
