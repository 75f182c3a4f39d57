package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.files.WrittenFiles.Count;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentImportTest {
  private static final int KIB = 1024;

  @TempDir private Path parent;

  private Path folder() {
    return parent.resolve("import");
  }

  private ImportWriter<Document> writer() {
    return ImportWriter.documents(folder());
  }

  private ImportWriter<Document> writer(ImportOptions.Builder options) {
    return ImportWriter.documents(folder(), options.build());
  }

  private List<String> names(String namespace) {
    return WrittenParquet.names(folder().resolve(namespace));
  }

  private List<Document> documents(String namespace) {
    return WrittenJsonLines.folder(folder().resolve(namespace));
  }

  private static Document titled(String id, String title) {
    return Document.builder(id).put("title", title).build();
  }

  private static Document dense(String id, float... values) {
    return Document.builder(id).put("embedding", values).build();
  }

  private static Document received(String id, String field, Object value) {
    return new Document(id, DocumentResponses.fields(Map.of(field, value)));
  }

  @Test
  void aLineIsADocumentInTheFormOfTheService() {
    Document document =
        Document.builder("a-1")
            .put("title", "Spring \"tides\"\n\u2028größer 😀")
            .put("year", 2026)
            .put("draft", false)
            .put("tags", List.of("x", ""))
            .put("embedding", new float[] {0.1f, -0f, 1.0E-8f})
            .put("words", SparseValues.of(new long[] {4_294_967_295L, 1}, new float[] {2, 0.3f}))
            .build();
    try (ImportWriter<Document> writer = writer()) {
      writer.write("en", document);
      writer.write("en", titled("a-2", ""));
    }

    assertThat(WrittenJsonLines.lines(folder().resolve("en/00000.jsonl")))
        .containsExactly(
            "{\"_id\":\"a-1\",\"title\":\"Spring \\\"tides\\\"\\n\u2028größer 😀\",\"year\":2026,"
                + "\"draft\":false,\"tags\":[\"x\",\"\"],\"embedding\":[0.1,-0.0,1.0E-8],"
                + "\"words\":{\"indices\":[4294967295,1],\"values\":[2.0,0.3]}}",
            "{\"_id\":\"a-2\",\"title\":\"\"}");
    assertThat(documents("en")).containsExactly(document, titled("a-2", ""));
  }

  @Test
  void everyFloatIsReadBackAsTheSameFloat() {
    List<Document> all = new ArrayList<>();
    // All exponents, with fractions that are short, long and near a power of two.
    int[] fractions = {0, 1, 0x2AAAAA, 0x400000, 0x7FFFFF};
    for (int fraction : fractions) {
      float[] values = new float[2 * 255];
      for (int exponent = 0; exponent < 255; exponent++) {
        values[2 * exponent] = Float.intBitsToFloat(exponent << 23 | fraction);
        values[2 * exponent + 1] = -values[2 * exponent];
      }
      all.add(dense("f" + fraction, values));
    }
    try (ImportWriter<Document> writer = writer()) {
      writer.writeAll("en", all.stream());
    }

    assertThat(documents("en")).isEqualTo(all);
  }

  @Test
  void eachNamespaceHasAFolder() throws IOException {
    ImportWriter<Document> writer = writer();
    try (writer) {
      writer.write("", titled("a", "1"));
      writer.write("__default__", titled("b", "2"));
      writer.writeAll("en", Stream.of(titled("c", "3"), titled("d", "4")));
      assertThat(writer.written().total()).isEqualTo(Count.NONE);
    }

    Count en = new Count(1, 2, Files.size(folder().resolve("en/00000.jsonl")));
    Count none = new Count(1, 2, Files.size(folder().resolve("__default__/00000.jsonl")));
    assertThat(writer.written().namespaces())
        .containsExactly(Map.entry("__default__", none), Map.entry("en", en));
    assertThat(writer.written().total()).isEqualTo(new Count(2, 4, en.bytes() + none.bytes()));
    assertThat(WrittenParquet.names(folder())).containsExactly("__default__", "en");
    assertThat(documents("__default__")).extracting(Document::id).containsExactly("a", "b");
    assertThat(documents("en")).extracting(Document::id).containsExactly("c", "d");
  }

  @Test
  void aFileThatHasReachedItsSizeIsCompletedAndTheNextBegins() throws IOException {
    List<Document> all = new ArrayList<>();
    try (ImportWriter<Document> writer = writer(ImportOptions.builder().fileBytes(64 * KIB))) {
      for (int i = 0; i < 200; i++) {
        all.add(titled("v" + i, "x".repeat(KIB)));
        writer.write("en", all.get(i));
      }
      assertThat(writer.written().total().files()).isEqualTo(3);
      assertThat(names("en"))
          .containsExactly("00000.jsonl", "00001.jsonl", "00002.jsonl", "00003.jsonl.unfinished");
    }

    assertThat(documents("en")).isEqualTo(all);
    for (String name : names("en").subList(0, 3)) {
      assertThat(Files.size(folder().resolve("en").resolve(name)))
          .isBetween(64L * KIB, 64L * KIB + 1_100);
    }
  }

  @Test
  void theLeastRecentlyWrittenNamespaceIsClosed() {
    try (ImportWriter<Document> writer = writer(ImportOptions.builder().maxOpenNamespaces(1))) {
      writer.write("a", titled("1", ""));
      writer.write("b", titled("2", ""));
      assertThat(names("a")).containsExactly("00000.jsonl");
      assertThat(names("b")).containsExactly("00000.jsonl.unfinished");
      writer.write("a", titled("3", ""));
    }

    assertThat(names("a")).containsExactly("00000.jsonl", "00001.jsonl");
    assertThat(documents("a")).extracting(Document::id).containsExactly("1", "3");
  }

  @Test
  void anInvalidDocumentIsRefusedAndTheFileStaysValid() {
    Document good = dense("a", 1, 2);
    Document last = dense("z", 3, 4);
    try (ImportWriter<Document> writer = writer()) {
      writer.write("en", good);
      refuses(
          writer,
          Document.builder("b").build(),
          "document has no fields, expected at least one of the index's schema");
      refuses(
          writer,
          dense("b", 1, 2, 3),
          "field 'embedding' has 3 dense values, expected 2 as before");
      refuses(
          writer,
          dense("b", 9e-9f, -0f),
          "field 'embedding': all dense values are 0, expected one of at least 1e-8");
      refuses(
          writer,
          received("b", "embedding", VectorResponses.denseValues(new float[] {1, Float.NaN})),
          "field 'embedding' has NaN at position 1, expected a finite number");
      refuses(
          writer,
          received("b", "embedding", VectorResponses.denseValues(new float[0])),
          "field 'embedding' length is 0, expected 1 to 20000");
      refuses(
          writer,
          Document.builder("b")
              .put("words", SparseValues.of(new int[] {5, -1}, new float[] {1, 0}))
              .build(),
          "field 'words': sparse value at index 4294967295 is 0, expected none that is");
      refuses(
          writer,
          received(
              "b",
              "words",
              VectorResponses.sparseValues(new int[] {7, 7}, new float[] {1, 2}).orElseThrow()),
          "field 'words': sparse index 7 is given twice, expected once");
      refuses(
          writer,
          received("b", "year", Double.POSITIVE_INFINITY),
          "field 'year': number is Infinity, expected a finite one");
      refuses(
          writer,
          received("b", "new", List.of(Map.of("x", Double.NaN))),
          "field 'new': number is NaN, expected a finite one");
      refuses(
          writer,
          received("b", "$year", 1.0),
          "field name is '$year', expected one that does not begin with '$' or '_'");
      refuses(
          writer,
          received("b", "title", "\uD83D"),
          "field 'title' has half a surrogate pair at position 0, expected whole characters");
      assertThatThrownBy(() -> writer.write("en", received("ü", "title", "x")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("document id has the character U+00FC at position 0");
      writer.write("en", last);
    }

    assertThat(documents("en")).containsExactly(good, last);
    assertThat(WrittenParquet.names(folder())).containsExactly("en");
  }

  private static void refuses(ImportWriter<Document> writer, Document document, String why) {
    assertThatThrownBy(() -> writer.write("en", document))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("document 'b' for namespace 'en': " + why);
  }

  @Test
  void aDocumentHasAtMostTwoMegabytes() throws IOException {
    int rest = "{\"_id\":\"b\",\"title\":\"\"}".length();
    // Two bytes for each character.
    Document largest = titled("b", "ü".repeat((2_000_000 - rest) / 2));
    try (ImportWriter<Document> writer = writer()) {
      refuses(
          writer,
          titled("b", "ü".repeat(1_000_000)),
          "document has 2000022 bytes as JSON, expected at most 2000000");
      writer.write("en", largest);
    }

    assertThat(Files.size(folder().resolve("en/00000.jsonl"))).isEqualTo(2_000_001);
    assertThat(documents("en")).containsExactly(largest);
  }

  @Test
  void aDocumentThatDoesNotFitTheSchemaIsRefused() {
    IndexSchema schema =
        IndexSchema.builder()
            .text("title", FullTextSearch.defaults())
            .denseVector("embedding", 2, Metric.COSINE)
            .sparseVector("words")
            .build();
    SparseValues sparse = SparseValues.of(new int[] {1}, new float[] {1});
    Document whole =
        Document.builder("a")
            .put("title", "x".repeat(102_400))
            .put("embedding", new float[] {1, 2})
            .put("words", sparse)
            .put("text", "x".repeat(102_401))
            .build();
    try (ImportWriter<Document> writer = writer(ImportOptions.builder().schema(schema))) {
      writer.write("en", whole);
      refuses(
          writer,
          Document.builder("b").put("text", "x").build(),
          "document has no field of the schema, expected at least one of [title, embedding,"
              + " words]");
      refuses(writer, dense("b", 1), "field 'embedding' has 1 dense values, expected 2");
      refuses(
          writer,
          Document.builder("b").put("embedding", "x").build(),
          "field 'embedding' has no dense values, expected 2 dense values");
      refuses(
          writer,
          Document.builder("b").put("words", 1).build(),
          "field 'words' has no sparse values, expected sparse values");
      refuses(
          writer,
          Document.builder("b").put("title", List.of("x")).build(),
          "field 'title' has no string, expected a string");
      refuses(
          writer,
          titled("b", "ü".repeat(51_201)),
          "field 'title' has a text of 102402 bytes, expected at most 102400");
      refuses(
          writer,
          Document.builder("b").put("title", "x").put("embeding", new float[] {1, 2}).build(),
          "field 'embeding' has dense or sparse values, expected other values, as the schema does"
              + " not declare the field");
      refuses(
          writer,
          Document.builder("b").put("title", "x").put("word", sparse).build(),
          "field 'word' has dense or sparse values, expected other values, as the schema does not"
              + " declare the field");
    }

    assertThat(documents("en")).containsExactly(whole);
  }

  @Test
  void aRefusedDocumentSetsNoDimension() {
    try (ImportWriter<Document> writer = writer()) {
      Document refused =
          Document.builder("a")
              .put("embedding", new float[] {1})
              .put("words", SparseValues.of(new int[] {1}, new float[] {0}))
              .build();
      assertThatThrownBy(() -> writer.write("en", refused)).hasMessageContaining("words");
      writer.write("en", dense("b", 1, 2));
      writer.write("en", Document.builder("c").put("other", new float[] {1, 2, 3}).build());
    }

    assertThat(documents("en")).extracting(Document::id).containsExactly("b", "c");
  }

  @Test
  void nullsOfAResponseAreLeftOut() {
    Map<String, @Nullable Object> fields = new HashMap<>();
    fields.put("title", "x");
    fields.put("gone", null);
    try (ImportWriter<Document> writer = writer()) {
      writer.write("en", new Document("a", DocumentResponses.fields(fields)));
    }

    assertThat(WrittenJsonLines.lines(folder().resolve("en/00000.jsonl")))
        .containsExactly("{\"_id\":\"a\",\"title\":\"x\"}");
  }

  @Test
  void documentsBeforeAnInvalidOneAreWritten() {
    try (ImportWriter<Document> writer = writer()) {
      assertThatThrownBy(() -> writer.writeAll("en", Stream.of(dense("a", 1), dense("b", 1, 2))))
          .hasMessageStartingWith("document 'b' for namespace 'en'");
    }

    assertThat(documents("en")).containsExactly(dense("a", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", ".", "..", "../up", "ü", "a\0"})
  void aNamespaceThatCannotBeAFolderNameIsRefused(String namespace) {
    try (ImportWriter<Document> writer = writer()) {
      assertThatThrownBy(() -> writer.write(namespace, titled("a", "")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("namespace is '" + namespace + "', ");
    }

    assertThat(WrittenParquet.names(folder())).isEmpty();
    assertThat(WrittenParquet.names(parent)).containsExactly("import");
  }

  @Test
  void theFolderMustBeEmpty() throws IOException {
    Files.createDirectories(folder().resolve("old"));

    assertThatThrownBy(this::writer)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not empty, and an import would read its contents");
  }

  @Test
  void anImportHasLimits() {
    ImportOptions options =
        ImportOptions.builder().maxOpenNamespaces(1).fileBytes(64 * KIB).build();
    ImportLimits limits = new ImportLimits(2, 3, 100_000);
    try (ImportWriter<Document> writer = ImportWriter.documents(folder(), options, limits)) {
      writer.write("a", titled("1", ""));
      writer.write("b", titled("2", ""));
      assertThatThrownBy(() -> writer.write("c", titled("3", "")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("an import takes at most 2 namespaces; start another folder");
      writer.write("b", titled("4", "x".repeat(90_000)));
      assertThatThrownBy(() -> writer.write("b", titled("5", "")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("namespace 'b' could reach ");
      writer.write("a", titled("6", ""));
      assertThatThrownBy(() -> writer.write("b", titled("7", "")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("an import takes at most 3 files");
    }

    assertThat(documents("a")).extracting(Document::id).containsExactly("1", "6");
    assertThat(documents("b")).extracting(Document::id).containsExactly("2", "4");
  }

  @Test
  void aFailedWriterWritesNothing() throws IOException {
    Path file = folder().resolve("a/00000.jsonl");
    try (ImportWriter<Document> writer = writer(ImportOptions.builder().maxOpenNamespaces(1))) {
      writer.write("a", titled("1", ""));
      // The file's final name is taken by a directory that cannot be replaced.
      Files.createDirectories(file.resolve("full"));
      assertThatThrownBy(() -> writer.write("b", titled("2", "")))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("cannot write to " + folder());
      assertThatThrownBy(() -> writer.write("b", titled("2", "")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the writer to " + folder() + " has failed before");
      assertThat(writer.written().total()).isEqualTo(Count.NONE);
    }

    assertThat(names("a")).containsExactly("00000.jsonl");
    assertThat(Files.isDirectory(file)).isTrue();
    assertThat(names("b")).isEmpty();
  }

  @Test
  void anInterruptLeavesNoPartialFile() {
    ImportWriter<Document> writer = writer();
    writer.write("en", titled("a", ""));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(writer::close).isInstanceOf(UncheckedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(names("en")).isEmpty();
    assertThat(writer.written().total()).isEqualTo(Count.NONE);
  }

  @Test
  void concurrentWritesAreSerialized() {
    List<Document> all = IntStream.range(0, 2_000).mapToObj(i -> titled("v" + i, "t" + i)).toList();
    try (ImportWriter<Document> writer = writer()) {
      all.parallelStream().forEach(document -> writer.write("en", document));
    }

    assertThat(documents("en")).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void aClosedWriterWritesNothing() {
    ImportWriter<Document> writer = writer();
    writer.close();
    writer.close();

    assertThatThrownBy(() -> writer.write("en", titled("a", "")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the writer to " + folder() + " is closed");
  }

  @ParameterizedTest
  @CsvSource({
    "65535, 1, fileBytes is 65535",
    "9663676417, 1, fileBytes is 9663676417",
    "65536, 0, maxOpenNamespaces is 0",
    "65536, 10001, maxOpenNamespaces is 10001",
  })
  void optionsHaveBounds(long fileBytes, int open, String message) {
    assertThatThrownBy(() -> ImportOptions.builder().fileBytes(fileBytes).maxOpenNamespaces(open))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theDefaultsAreOneGibibyteAndSixteenNamespaces() {
    assertThat(ImportOptions.defaults().fileBytes()).isEqualTo(1L << 30);
    assertThat(ImportOptions.defaults().maxOpenNamespaces()).isEqualTo(16);
  }
}
