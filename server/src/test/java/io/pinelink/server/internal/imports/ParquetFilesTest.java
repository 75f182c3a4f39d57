package io.pinelink.server.internal.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.store.SparsePart;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import io.pinelink.testsupport.ParquetWriting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ParquetFilesTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("0.parquet");
  }

  private List<ImportRecord> read() throws ImportFailure {
    return ParquetFiles.read(new ImportFile("ns", file()));
  }

  private StoredVector only() throws ImportFailure {
    List<ImportRecord> records = read();
    assertThat(records).hasSize(1);
    return records.get(0).vector();
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      mode = Mode.INCLUDE,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void recordsAreReadWithEveryCompression(CompressionCodecName codec) throws ImportFailure {
    Group[] rows = new Group[2_000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = ParquetWriting.dense("v" + i, "{\"i\":" + i + "}", i, 0.5f, -1);
    }
    ParquetWriting.write(file(), ParquetWriting.RECORDS, codec, rows);

    List<StoredVector> vectors = new ArrayList<>();
    read().forEach(record -> vectors.add(record.vector()));

    assertThat(vectors).hasSize(rows.length);
    StoredVector last = vectors.get(rows.length - 1);
    assertThat(last.id()).isEqualTo("v1999");
    assertThat(last.values()).containsExactly(1_999, 0.5f, -1);
    assertThat(last.sparse()).isNull();
    assertThat(last.metadata()).isEqualTo(Map.of("i", 1_999.0));
  }

  @Test
  void sparsePositionsAreUnsigned() throws ImportFailure {
    ParquetWriting.write(
        file(), ParquetWriting.sparse("a", new long[] {4_294_967_295L, 1}, new float[] {2, 3}));

    SparsePart sparse = Objects.requireNonNull(only().sparse()).sorted();

    assertThat(sparse.index(0)).isEqualTo(1);
    assertThat(sparse.index(1)).isEqualTo(-1);
    assertThat(sparse.value(1)).isEqualTo(2);
  }

  @Test
  void listsOfTwoLevelsAndOtherNumbersAreReadToo() throws ImportFailure {
    MessageType schema =
        MessageTypeParser.parseMessageType(
            """
            message record {
              required binary id (UTF8);
              optional group values (LIST) { repeated double array; }
              optional group sparse_values {
                optional group indices (LIST) { repeated int32 array; }
                optional group values (LIST) { repeated double array; }
              }
            }\
            """);
    Group row = new SimpleGroup(schema);
    row.append("id", "a");
    row.addGroup("values").append("array", 0.25).append("array", 2.0);
    Group sparse = row.addGroup("sparse_values");
    sparse.addGroup("indices").append("array", -1);
    sparse.addGroup("values").append("array", 0.5);
    ParquetWriting.write(file(), schema, CompressionCodecName.UNCOMPRESSED, row);

    StoredVector vector = only();

    assertThat(vector.values()).containsExactly(0.25f, 2);
    assertThat(Objects.requireNonNull(vector.sparse()).index(0)).isEqualTo(-1);
    assertThat(vector.metadata()).isEmpty();
  }

  @Test
  void metadataFollowsTheRulesOfUpserts() throws ImportFailure {
    ParquetWriting.write(
        file(),
        ParquetWriting.dense(
            "a", "{\"s\":\"x\",\"n\":1.5,\"b\":true,\"l\":[\"p\",\"q\"],\"none\":null}", 1));

    assertThat(only().metadata())
        .isEqualTo(Map.of("s", "x", "n", 1.5, "b", true, "l", List.of("p", "q")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | Metadata of record a is not JSON",
        "[1] | Metadata of record a is not a JSON object",
        "{\"o\":{\"x\":1}} | Metadata value must be a string, number, boolean or list of strings",
        "{\"l\":[\"a\",null]} | Metadata value must be a string, number, boolean or list of"
            + " strings",
        "{\"l\":[1]} | Metadata value must be a string, number, boolean or list of strings",
      })
  void invalidMetadataFailsOnlyItsRecord(String metadata, String message) throws ImportFailure {
    ParquetWriting.write(file(), ParquetWriting.dense("a", metadata, 1));

    ImportRecord record = read().get(0);

    assertThatThrownBy(record::vector)
        .isInstanceOf(RpcException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aRecordWithoutAnIdOrWithAPositionOutOfRangeIsBad() throws ImportFailure {
    ParquetWriting.write(
        file(),
        new SimpleGroup(ParquetWriting.RECORDS),
        ParquetWriting.sparse("a", new long[] {4_294_967_296L}, new float[] {1}),
        ParquetWriting.sparse("a", new long[] {1, 2}, new float[] {1}));

    List<ImportRecord> records = read();

    assertThatThrownBy(records.get(0)::vector).hasMessage("Record has no id");
    assertThatThrownBy(records.get(1)::vector)
        .hasMessage("Sparse index must be 0 to 4294967295, got 4294967296");
    assertThatThrownBy(records.get(2)::vector).hasMessageContaining("must have the same length");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "optional int32 other; | column 'id' is missing",
        "required int32 id; | column 'id' is not a string",
        "required binary id; required float values; | column 'values' is not a list of float",
        "required binary id; optional group values { repeated group list { optional binary e; } }"
            + " | column 'values' is not a list of float",
        "required binary id; required int32 metadata; | column 'metadata' is not a string",
        "required binary id; required binary sparse_values;"
            + " | column 'sparse_values' is not a struct of indices and values",
        "required binary id; optional group sparse_values { required int32 indices; }"
            + " | column 'sparse_values' is not a struct of indices and values",
      })
  void aFileWithOtherColumnsIsRefused(String columns, String message) {
    MessageType schema = MessageTypeParser.parseMessageType("message r { " + columns + " }");
    ParquetWriting.write(file(), schema, CompressionCodecName.UNCOMPRESSED);

    assertThatThrownBy(this::read)
        .isInstanceOf(ImportFailure.class)
        .hasMessage("Cannot read ns/0.parquet: " + message);
  }

  @Test
  void aFileInAnotherFormatIsRefused() throws IOException {
    Files.writeString(file(), "id,values\n1,2\nand some more text");

    assertThatThrownBy(this::read)
        .isInstanceOf(ImportFailure.class)
        .hasMessageContaining("Cannot read ns/0.parquet")
        .hasMessageContaining("not a Parquet file");
  }

  @Test
  void withoutTheLibraryTheArtifactToAddIsNamed() {
    ClassLoader none = new ClassLoader(ClassLoader.getPlatformClassLoader()) {};

    assertThatThrownBy(() -> ParquetLibrary.require(none))
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.code()).isEqualTo(RpcCode.UNIMPLEMENTED))
        .hasMessageContaining("blue.strategic.parquet:parquet-floor");
  }
}
