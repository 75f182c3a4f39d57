package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.Document;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the reading of JSON Lines. */
class JsonLinesReaderTest {
  private final List<InvalidRow> invalid = new ArrayList<>();
  private final DataReadOptions collecting =
      DataReadOptions.builder().onInvalidRow(invalid::add).build();

  private List<Vector> vectors(String text) {
    return vectors(text.getBytes(UTF_8), collecting);
  }

  private static List<Vector> vectors(byte[] bytes, DataReadOptions options) {
    List<Vector> read = new ArrayList<>();
    try (DataReader<Vector> reader =
        DataReader.vectors(new ByteArrayInputStream(bytes), "test", options)) {
      reader.forEachRemaining(read::add);
    }
    return read;
  }

  private List<String> reasons() {
    return invalid.stream().map(InvalidRow::message).toList();
  }

  @Test
  void vectorsHaveTheFormOfTheServiceOrOfItsCommandLine() {
    List<Vector> read =
        vectors(
            """
            {"id": "a", "values": [1, -0.5], "metadata": {"tags": ["x"], "n": 3, "ok": true}}
            {"id": "b", "sparse_values": {"indices": [4294967295, 2], "values": [1, 2]}}

            {"id": "c", "values": [0, 1], "sparseValues": {"values": [], "indices": []}, "metadata": null}
            """);

    assertThat(invalid).isEmpty();
    assertThat(read)
        .containsExactly(
            Vector.of(
                "a",
                new float[] {1, -0.5f},
                Metadata.copyOf(Map.of("tags", List.of("x"), "n", 3, "ok", true))),
            Vector.builder("b")
                .sparseValues(SparseValues.of(new long[] {0xFFFFFFFFL, 2}, new float[] {1, 2}))
                .build(),
            Vector.of("c", new float[] {0, 1}));
  }

  @Test
  void rowsOfOneArrayAreRead() {
    for (String text :
        List.of(
            "[{\"id\":\"a\",\"values\":[1]}, \n{\"id\":\"b,]\",\"values\":[2]}]",
            "\n{ \"vectors\": [\n{\"id\":\"a\",\n \"values\":[1]},{\"id\":\"b,]\",\"values\":[2]}\n] }\n")) {
      assertThat(vectors(text)).extracting(Vector::id).containsExactly("a", "b,]");
    }
    assertThat(invalid).isEmpty();
  }

  @Test
  void anElementWithAMistakeDoesNotEndAnArray() {
    assertThat(
            vectors(
                "[{\"id\":\"a\"},\n{\"id\":\"b\",\"values\":[1,]},\n{\"id\":\"c\",\"values\":[2]}]"))
        .extracting(Vector::id)
        .containsExactly("c");
    assertThat(invalid).extracting(InvalidRow::line).containsExactly(1L, 2L);
  }

  @Test
  void textAfterAnArrayIsReported() {
    assertThat(vectors("{\"vectors\":[{\"id\":\"a\",\"values\":[1]}],\"namespace\":\"x\"}"))
        .hasSize(1);
    assertThat(reasons())
        .containsExactly("test, line 1: there is more text after the array of rows");
  }

  @Test
  void aBrokenLineIsReportedAndReadingContinues() {
    List<Vector> read =
        vectors(
            """
            {"id": "a", "values": [1]}
            {"id": "b", "values": [1
            {"id": "c", "values": ["1"]}
            {"values": [1]}
            {"id": 7, "values": [1]}
            {"id": "d", "values": [1], "score": 2}
            {"id": "e", "id": "f", "values": [1]}
            {"id": "g", "values": [1], "metadata": {"n": 9007199254740993}}
            {"id": "h", "values": [1e39]}
            {"id": "i", "values": [1]} x
            5
            {"id": "j", "values": [1], "sparse_values": {"indices": [1], "values": []}}
            {"id": "k", "values": [NaN]}
            {"id": "l", "values": [null]}
            {"id": "m", "values": [1], "metadata": {"t": "\\ud83d"}}
            {"id": "n", "values": [1], "metadata": {"t": ["\\ude00"]}}
            {"id": "o", "values": [1], "metadata": {"t": {}}}
            {"id": "z", "values": [1]}
            """);

    assertThat(read).extracting(Vector::id).containsExactly("a", "z");
    assertThat(invalid)
        .extracting(InvalidRow::line)
        .containsExactly(2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L);
    assertThat(invalid.get(0).reason()).matches("no valid JSON at character \\d+: it ends early");
    assertThat(reasons().subList(1, 5))
        .containsExactly(
            "test, line 3: 'values' has the string '1' at position 0, expected numbers",
            "test, line 4: there is no id, expected a string as 'id' or '_id'",
            "test, line 5: 'id' is no string",
            "test, line 6: member 'score' is unknown, expected id, values, sparse_values and metadata");
    assertThat(invalid.get(6).reason()).contains("9007199254740993 cannot be stored exactly");
    assertThat(reasons().subList(13, 15)).allMatch(text -> text.contains("half a surrogate pair"));
    assertThat(invalid.get(1).json()).contains("{\"id\": \"c\", \"values\": [\"1\"]}");
  }

  @Test
  void anotherDimensionIsInvalid() {
    List<Vector> read =
        vectors(
            "{\"id\":\"a\",\"values\":[1]}\n{\"id\":\"b\",\"values\":[1,2]}\n".getBytes(UTF_8),
            collecting.toBuilder().dimension(2).build());

    assertThat(read).extracting(Vector::id).containsExactly("b");
    assertThat(reasons())
        .containsExactly(
            "test, line 1: vector 'a' has 1 values, expected 2, the dimension of the index");
  }

  @Test
  void theFirstInvalidRowEndsTheReadingWithoutAReceiver() {
    byte[] text = "{\"id\":\"a\",\"values\":[1]}\n{\n".getBytes(UTF_8);

    assertThatThrownBy(() -> vectors(text, DataReadOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("test, line 2: no valid JSON");
  }

  @Test
  void bytesThatAreNotUtf8AreReported() {
    byte[] text = "{\"id\":\"a\",\"values\":[1],\"metadata\":{\"k\":\"\u00e9\"}}\n".getBytes(UTF_8);
    byte[] broken = text.clone();
    // The first byte of the accented letter.
    broken[text.length - 6] = (byte) 0xff;

    assertThat(vectors(broken, collecting)).isEmpty();
    assertThat(invalid).hasSize(1);
  }

  @Test
  void aByteOrderMarkAndCarriageReturnsAreIgnored() {
    assertThat(vectors("\ufeff{\"id\":\"a\",\"values\":[1]}\r\n{\"id\":\"b\",\"values\":[1]}\r\n"))
        .extracting(Vector::id)
        .containsExactly("a", "b");
  }

  @Test
  void gzipIsRecognizedByItsContent(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line :
        List.of("{\"id\":\"a\",\"values\":[1]}\n", "{\"id\":\"b\",\"values\":[1]}\n")) {
      // Two members, as "cat a.gz b.gz" makes.
      try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
        out.write(line.getBytes(UTF_8));
      }
    }
    Path file = Files.write(folder.resolve("vectors.jsonl"), bytes.toByteArray());

    try (DataReader<Vector> reader = DataReader.vectors(file)) {
      assertThat(reader).toIterable().extracting(Vector::id).containsExactly("a", "b");
      assertThat(reader.bytesRead()).isEqualTo(Files.size(file));
      assertThat(reader.totalBytes()).hasValue(Files.size(file));
    }

    byte[] truncated = Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12);
    assertThatThrownBy(() -> vectors(truncated, collecting))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("cannot read test after line 1");
  }

  @Test
  void aLineThatIsTooLongIsSkipped() {
    String text = " ".repeat(Lines.MAX_BYTES + 1) + "\n{\"id\":\"a\",\"values\":[1]}";

    assertThat(vectors(text)).hasSize(1);
    assertThat(reasons()).containsExactly("test, line 1: the line is longer than 16777216 bytes");
  }

  @Test
  void recordsAndDocumentsHaveTheirOwnForms() {
    byte[] record = "{\"_id\":\"r\",\"text\":\"hi\",\"n\":1}".getBytes(UTF_8);
    byte[] document =
        ("{\"_id\":\"d\",\"title\":\"hi\",\"v\":[0.1,2],\"s\":{\"indices\":[3],\"values\":[0.1]},"
                + "\"tags\":[\"a\"],\"o\":{\"values\":[1],\"x\":[null]},\"e\":[]}")
            .getBytes(UTF_8);

    try (DataReader<TextRecord> records =
            DataReader.records(new ByteArrayInputStream(record), "test", collecting);
        DataReader<Document> documents =
            DataReader.documents(new ByteArrayInputStream(document), "test", collecting)) {
      assertThat(records.next().fields().asMap()).isEqualTo(Map.of("text", "hi", "n", 1.0));
      Document read = documents.next();
      assertThat(read.fields().dense("v").orElseThrow().values()).containsExactly(0.1f, 2);
      assertThat(read.fields().sparse("s"))
          .contains(SparseValues.of(new int[] {3}, new float[] {0.1f}));
      assertThat(read.fields().strings("tags")).contains(List.of("a"));
      assertThat(read.toJson()).contains("\"o\":{\"values\":[1],\"x\":[null]}");
    }
  }

  @Test
  void failedRowsAreReadAgain(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("failed.jsonl");
    try (FailedRows failed = FailedRows.to(file)) {
      assertThat(failed.file()).isEmpty();
      vectors("{\"id\":\"a\",\"values\":[1],\"x\":1}\n");
      invalid.forEach(failed::add);
      failed.add(new InvalidRow("t.csv", 7, "no \"id\"", Optional.empty()));
      assertThat(failed.count()).isEqualTo(2);
    }
    invalid.clear();

    assertThat(file).exists();
    assertThat(vectors(Files.readString(file).replace(",\"x\":1", ""))).hasSize(1);
    assertThat(reasons())
        .containsExactly(
            "test, line 3: a row that could not be read before: t.csv, line 7: no \"id\"");
  }

  @Test
  void failedRowsOfAnInterruptedFileAreReplaced(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("failed.jsonl");
    long done;
    try (FailedRows failed = FailedRows.to(file)) {
      failed.add(new InvalidRow("1.jsonl", 1, "é", Optional.of("{\"id\":\"é\"}")));
      done = failed.bytes();
      assertThat(Files.size(file)).isEqualTo(done);
      failed.add(new InvalidRow("2.jsonl", 1, "interrupted", Optional.empty()));
    }
    try (FailedRows failed = FailedRows.continuing(file, done)) {
      assertThat(failed.bytes()).isEqualTo(done);
      failed.add(new InvalidRow("2.jsonl", 1, "again", Optional.empty()));
      assertThat(failed.bytes()).isEqualTo(Files.size(file));
    }

    assertThat(Files.readString(file)).contains("{\"id\":\"é\"}", "again").doesNotContain("interr");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FailedRows.continuing(file, -1))
        .withMessage("bytes are -1, expected 0 or more");
  }
}
