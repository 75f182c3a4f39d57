package io.pinelink.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** A writer of Parquet files, as a user's tools write them. */
public final class ParquetWriting {
  public static final MessageType RECORDS =
      MessageTypeParser.parseMessageType(
          """
          message record {
            optional binary id (UTF8);
            optional group values (LIST) { repeated group list { optional float element; } }
            optional group sparse_values {
              optional group indices (LIST) { repeated group list { optional int64 element; } }
              optional group values (LIST) { repeated group list { optional float element; } }
            }
            optional binary metadata (UTF8);
            optional int32 extra;
          }\
          """);

  private ParquetWriting() {}

  /** Returns a dense record, without metadata if the string is empty. */
  public static Group dense(String id, String metadata, float... values) {
    Group row = new SimpleGroup(RECORDS);
    row.append("id", id);
    Group list = row.addGroup("values");
    for (float value : values) {
      list.addGroup("list").append("element", value);
    }
    if (!metadata.isEmpty()) {
      row.append("metadata", metadata);
    }
    return row;
  }

  /** Returns a record with only sparse values. */
  public static Group sparse(String id, long[] indices, float[] values) {
    Group row = new SimpleGroup(RECORDS);
    row.append("id", id);
    return withSparse(row, indices, values);
  }

  /** Adds sparse values to a record and returns it. */
  public static Group withSparse(Group row, long[] indices, float[] values) {
    Group sparse = row.addGroup("sparse_values");
    Group positions = sparse.addGroup("indices");
    Arrays.stream(indices).forEach(i -> positions.addGroup("list").append("element", i));
    Group list = sparse.addGroup("values");
    for (float value : values) {
      list.addGroup("list").append("element", value);
    }
    return row;
  }

  public static void write(Path file, Group... rows) {
    write(file, RECORDS, CompressionCodecName.UNCOMPRESSED, rows);
  }

  public static void write(
      Path file, MessageType schema, CompressionCodecName codec, Group... rows) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      ExampleParquetWriter.Builder builder =
          ExampleParquetWriter.builder(new LocalOutputFile(file))
              .withConf(new PlainParquetConfiguration())
              .withType(schema)
              .withCompressionCodec(codec);
      if (codec == CompressionCodecName.GZIP) {
        builder.withCodecFactory(new Gzip());
      }
      try (ParquetWriter<Group> writer = builder.build()) {
        for (Group row : rows) {
          writer.write(row);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A gzip codec that does not need Hadoop, unlike Parquet's own. */
  private static final class Gzip
      implements CompressionCodecFactory, CompressionCodecFactory.BytesInputCompressor {
    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
      return this;
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        bytes.writeAllTo(gzip);
      }
      return BytesInput.from(out.toByteArray());
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.GZIP;
    }

    @Override
    public void release() {
      // There are no resources to release.
    }
  }
}
