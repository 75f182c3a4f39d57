package io.pinelink.files.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the reading of Parquet files that other programs write. */
class ParquetReaderTest {
  /** The columns of a table of pandas, whose floats have 64 bits. */
  private static final MessageType PANDAS =
      MessageTypeParser.parseMessageType(
          """
          message schema {
            optional binary id (STRING);
            optional group embedding (LIST) { repeated group list { optional double element; } }
            optional binary genre (STRING);
            optional int64 year;
            optional boolean new;
            optional group tags (LIST) {
              repeated group list { optional binary element (STRING); }
            }
            optional int64 __index_level_0__;
          }
          """);

  private static final int ROWS = 3_000;

  @TempDir Path folder;

  private interface Rows {
    void write(ParquetWriter<Group> writer, SimpleGroupFactory rows) throws IOException;
  }

  private Path write(
      MessageType schema, CompressionCodecName codec, WriterVersion version, Rows rows)
      throws IOException {
    Path file = folder.resolve("table.parquet");
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(codec)
            .withWriterVersion(version)
            .withPageSize(4 * 1024)
            .build()) {
      rows.write(writer, new SimpleGroupFactory(schema));
    }
    return file;
  }

  private static void addFloats(Group row, double... values) {
    Group list = row.addGroup("embedding");
    for (double value : values) {
      list.addGroup("list").append("element", value);
    }
  }

  private static void table(ParquetWriter<Group> writer, SimpleGroupFactory rows)
      throws IOException {
    for (int i = 0; i < ROWS; i++) {
      Group row = rows.newGroup().append("id", "id-" + i);
      addFloats(row, 0.1 + i, -i);
      if (i % 2 == 0) {
        row.append("genre", "drama").append("year", 2_000L + i).append("new", true);
        row.addGroup("tags").addGroup("list").append("element", "x");
      }
      writer.write(row.append("__index_level_0__", (long) i));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "UNCOMPRESSED, PARQUET_1_0",
    "SNAPPY, PARQUET_1_0",
    "ZSTD, PARQUET_2_0",
    "SNAPPY, PARQUET_2_0"
  })
  void tablesOfPandasAreRead(CompressionCodecName codec, WriterVersion version) throws IOException {
    Path file = write(PANDAS, codec, version, ParquetReaderTest::table);

    try (DataReader<Vector> reader = DataReader.vectors(file)) {
      assertThat(reader.totalRows()).hasValue(ROWS);
      for (int i = 0; i < ROWS; i++) {
        Vector vector = reader.next();
        assertThat(vector.id()).isEqualTo("id-" + i);
        assertThat(vector.values()).containsExactly((float) (0.1 + i), -i);
        assertThat(vector.metadata().asMap())
            .isEqualTo(
                i % 2 == 0
                    ? Map.of(
                        "genre", "drama", "year", 2_000.0 + i, "new", true, "tags", List.of("x"))
                    : Map.of());
      }
      assertThat(reader.hasNext()).isFalse();
      assertThat(reader.line()).isEqualTo(ROWS);
    }
  }

  @Test
  void aRowGroupIsNotReadAsAWhole() throws IOException {
    Path file =
        write(
            PANDAS,
            CompressionCodecName.UNCOMPRESSED,
            WriterVersion.PARQUET_1_0,
            (writer, rows) -> {
              for (int i = 0; i < ROWS; i++) {
                Group row = rows.newGroup().append("id", "id-" + i);
                double[] values = new double[100];
                Arrays.setAll(values, k -> Math.sin(k));
                values[0] = i;
                addFloats(row, values);
                writer.write(row);
              }
            });

    try (DataReader<Vector> reader = DataReader.vectors(file)) {
      reader.next();
      assertThat(reader.bytesRead()).isLessThan(Files.size(file) / 2);
    }
  }

  @Test
  void invalidRowsAreReportedByTheirNumber() throws IOException {
    Path file =
        write(
            PANDAS,
            CompressionCodecName.SNAPPY,
            WriterVersion.PARQUET_1_0,
            (writer, rows) -> {
              Group noId = rows.newGroup();
              addFloats(noId, 1);
              writer.write(noId);
              Group withNull = rows.newGroup().append("id", "a");
              withNull.addGroup("embedding").addGroup("list");
              writer.write(withNull);
              Group good = rows.newGroup().append("id", "b");
              addFloats(good, 1);
              writer.write(good);
              Group other = rows.newGroup().append("id", "c");
              addFloats(other, 1, 2);
              writer.write(other);
            });
    List<InvalidRow> invalid = new ArrayList<>();
    DataReadOptions options =
        DataReadOptions.builder().dimension(1).onInvalidRow(invalid::add).build();

    try (DataReader<Vector> reader = DataReader.vectors(file, options)) {
      assertThat(reader).toIterable().extracting(Vector::id).containsExactly("b");
    }
    assertThat(invalid).extracting(InvalidRow::line).containsExactly(1L, 2L, 4L);
    assertThat(invalid.get(2).json()).contains("{\"id\":\"c\",\"values\":[1.0,2.0]}");
  }

  @Test
  void columnsAreFieldsOfDocuments() throws IOException {
    Path file =
        write(
            PANDAS,
            CompressionCodecName.SNAPPY,
            WriterVersion.PARQUET_1_0,
            ParquetReaderTest::table);

    try (DataReader<Document> reader = DataReader.documents(file)) {
      Document document = reader.next();
      assertThat(document.fields().dense("embedding").orElseThrow().values())
          .containsExactly(0.1f, 0);
      assertThat(document.fields().strings("tags")).contains(List.of("x"));
    }
  }

  @Test
  void aColumnThatNoRowCanHaveIsNamed() throws IOException {
    MessageType dates =
        MessageTypeParser.parseMessageType(
            "message m { required binary id (STRING); optional int32 day (DATE); optional group"
                + " values (LIST) { repeated group list { optional float element; } } }");
    Path file =
        write(dates, CompressionCodecName.SNAPPY, WriterVersion.PARQUET_1_0, (writer, rows) -> {});

    assertThatThrownBy(() -> DataReader.vectors(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has column 'day' of type DATE");
  }

  @Test
  void incompleteFilesAndStreamsAreRefused() throws IOException {
    Path file =
        write(
            PANDAS,
            CompressionCodecName.SNAPPY,
            WriterVersion.PARQUET_1_0,
            ParquetReaderTest::table);
    byte[] bytes = Files.readAllBytes(file);
    Path half = Files.write(folder.resolve("half.parquet"), Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> DataReader.vectors(half))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no complete Parquet file");
    assertThatThrownBy(
            () ->
                DataReader.vectors(
                    new ByteArrayInputStream(bytes),
                    "standard input",
                    DataReadOptions.builder().format(DataFormat.PARQUET).build()))
        .hasMessageContaining("use a file");
  }
}
