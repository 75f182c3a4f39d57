package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.files.WrittenFiles.Count;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorImportTest {
  private static final int KIB = 1024;

  @TempDir private Path parent;

  private Path folder() {
    return parent.resolve("import");
  }

  private ImportWriter<Vector> writer() {
    return ImportWriter.vectors(folder());
  }

  private List<String> names(String namespace) {
    return WrittenParquet.names(folder().resolve(namespace));
  }

  private List<Vector> vectors(String namespace) {
    return WrittenParquet.folder(folder().resolve(namespace)).stream()
        .map(WrittenParquet.Row::vector)
        .toList();
  }

  private static Vector dense(String id, float... values) {
    return Vector.of(id, values);
  }

  /** Returns a vector whose floats cannot be compressed. */
  private static Vector random(String id, int dimension, SplittableRandom random) {
    float[] values = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt() & 0x7F7F_FFFF);
    }
    return Vector.of(id, values);
  }

  @ParameterizedTest
  @EnumSource(ParquetCompression.class)
  void vectorsAreReadBackWithEveryCompression(ParquetCompression compression) {
    Vector a = dense("a", 0.1f, -0f, Float.MIN_VALUE);
    Vector b = dense("b", 1, 2, Float.MAX_VALUE);
    try (ImportWriter<Vector> writer =
        ImportWriter.vectors(folder(), ImportOptions.builder().compression(compression).build())) {
      writer.write("en", a);
      writer.write("en", b);
    }

    assertThat(vectors("en")).containsExactly(a, b);
    BlockMetaData group =
        WrittenParquet.footer(folder().resolve("en/00000.parquet")).getBlocks().get(0);
    String codec = compression == ParquetCompression.NONE ? "UNCOMPRESSED" : compression.name();
    assertThat(group.getColumns()).allMatch(c -> c.getCodec().name().equals(codec));
  }

  @Test
  void eachNamespaceHasAFolder() throws IOException {
    ImportWriter<Vector> writer = writer();
    try (writer) {
      writer.write("", dense("a", 1));
      writer.write("__default__", dense("b", 1));
      writer.writeAll("en", Stream.of(dense("c", 1), dense("d", 1)));
      assertThat(writer.written().total()).isEqualTo(Count.NONE);
    }

    Count en = new Count(1, 2, Files.size(folder().resolve("en/00000.parquet")));
    Count none = new Count(1, 2, Files.size(folder().resolve("__default__/00000.parquet")));
    assertThat(writer.written().namespaces())
        .containsExactly(Map.entry("__default__", none), Map.entry("en", en));
    assertThat(writer.written().total()).isEqualTo(new Count(2, 4, en.bytes() + none.bytes()));
    assertThat(WrittenParquet.names(folder())).containsExactly("__default__", "en");
    assertThat(vectors("__default__")).extracting(Vector::id).containsExactly("a", "b");
    assertThat(vectors("en")).extracting(Vector::id).containsExactly("c", "d");
  }

  @Test
  void aFileHasTheColumnsThatItsVectorsNeed() {
    SparseValues sparse = SparseValues.of(new long[] {4_294_967_295L, 1}, new float[] {2, 3});
    Vector a = dense("a", 1);
    Vector b = Vector.builder("b").values(1).sparseValues(sparse).build();
    Vector c = dense("c", 1);
    try (ImportWriter<Vector> writer = writer()) {
      writer.writeAll("mixed", Stream.of(a, b, c));
      writer.write("dense", a);
    }

    assertThat(vectors("mixed")).containsExactly(a, b, c);
    assertThat(columns("mixed/00000.parquet")).containsExactly("id", "values", "metadata");
    assertThat(columns("mixed/00001.parquet"))
        .containsExactly("id", "values", "sparse_values", "metadata");
    assertThat(names("mixed")).hasSize(2);
    assertThat(columns("dense/00000.parquet")).containsExactly("id", "values", "metadata");
  }

  @Test
  void aFileOfSparseVectorsHasNoDenseColumn() {
    Vector a =
        Vector.builder("a").sparseValues(SparseValues.of(new int[] {-1}, new float[] {2})).build();
    try (ImportWriter<Vector> writer = writer()) {
      writer.write("words", a);
    }

    assertThat(vectors("words")).containsExactly(a);
    assertThat(columns("words/00000.parquet")).containsExactly("id", "sparse_values", "metadata");
  }

  private List<String> columns(String file) {
    return WrittenParquet.footer(folder().resolve(file))
        .getFileMetaData()
        .getSchema()
        .getFields()
        .stream()
        .map(field -> field.getName())
        .toList();
  }

  @Test
  void metadataIsJsonAndNullIfItIsEmpty() {
    Metadata metadata = Metadata.builder().put("größe", 3).put("t", List.of("\"q\"", "😀")).build();
    try (ImportWriter<Vector> writer = writer()) {
      writer.write("en", Vector.of("a", new float[] {1}, metadata));
      writer.write("en", dense("b", 1));
    }

    assertThat(WrittenParquet.folder(folder().resolve("en")))
        .extracting(WrittenParquet.Row::metadata)
        .containsExactly("{\"größe\":3,\"t\":[\"\\\"q\\\"\",\"😀\"]}", "");
  }

  @Test
  void atMostOneRowGroupIsHeldInMemory() throws IOException {
    int dimension = 256;
    int bytes = dimension * Float.BYTES;
    int rowGroup = 256 * KIB;
    int count = 4_000;
    SplittableRandom random = new SplittableRandom(1);
    ImportOptions options =
        ImportOptions.builder()
            .rowGroupBytes(rowGroup)
            .compression(ParquetCompression.NONE)
            .build();
    Path file = folder().resolve("en/00000.parquet");
    Path unfinished = folder().resolve("en/00000.parquet.unfinished");
    // The number of vectors that may be written before the size is checked again.
    long unseen = 100L * bytes;
    try (ImportWriter<Vector> writer = ImportWriter.vectors(folder(), options)) {
      for (int i = 1; i <= count; i++) {
        writer.write("en", random("v" + i, dimension, random));
        if (i % 250 == 0) {
          // Parquet keeps at most one small buffer between its stream and the disk.
          long buffer = 64L * KIB;
          assertThat(Files.size(unfinished))
              .isGreaterThan((long) i * bytes - rowGroup - unseen - buffer);
        }
      }
    }

    List<BlockMetaData> groups = WrittenParquet.footer(file).getBlocks();
    assertThat(groups)
        .hasSizeGreaterThanOrEqualTo((int) (count * (long) bytes / (rowGroup + unseen)));
    assertThat(groups).allMatch(group -> group.getTotalByteSize() <= rowGroup + unseen);
    assertThat(groups.stream().mapToLong(BlockMetaData::getRowCount).sum()).isEqualTo(count);
  }

  @Test
  void smallVectorsBeforeLargeOnesDoNotLoosenTheBound() {
    SplittableRandom random = new SplittableRandom(2);
    ImportOptions options = ImportOptions.builder().rowGroupBytes(KIB * KIB).build();
    try (ImportWriter<Vector> writer = ImportWriter.vectors(folder(), options)) {
      writer.writeAll("en", IntStream.range(0, 20_000).mapToObj(i -> dense("s" + i, 1)));
      for (int i = 0; i < 1_000; i++) {
        byte[] text = new byte[20_000];
        random.nextBytes(text);
        // Hexadecimal digits compress to half their size at best.
        Metadata metadata = Metadata.of("t", HexFormat.of().formatHex(text));
        writer.write("en", Vector.of("l" + i, new float[] {1}, metadata));
      }
    }

    assertThat(WrittenParquet.footer(folder().resolve("en/00000.parquet")).getBlocks())
        .allMatch(group -> group.getTotalByteSize() <= KIB * KIB + 100 * 41_000);
  }

  @Test
  void aFileThatHasReachedItsSizeIsCompletedAndTheNextBegins() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    ImportOptions options =
        ImportOptions.builder().fileBytes(256 * KIB).rowGroupBytes(64 * KIB).build();
    List<Vector> all = new ArrayList<>();
    try (ImportWriter<Vector> writer = ImportWriter.vectors(folder(), options)) {
      for (int i = 0; i < 1_000; i++) {
        all.add(random("v" + i, 256, random));
        writer.write("en", all.get(i));
      }
      assertThat(writer.written().total().files()).isEqualTo(3);
      assertThat(names("en"))
          .containsExactly(
              "00000.parquet", "00001.parquet", "00002.parquet", "00003.parquet.unfinished");
    }

    assertThat(vectors("en")).isEqualTo(all);
    for (String name : names("en").subList(0, 3)) {
      assertThat(Files.size(folder().resolve("en").resolve(name)))
          .isBetween(240L * KIB, 280L * KIB);
    }
  }

  @Test
  void theLeastRecentlyWrittenNamespaceIsClosed() {
    ImportOptions options = ImportOptions.builder().maxOpenNamespaces(2).build();
    try (ImportWriter<Vector> writer = ImportWriter.vectors(folder(), options)) {
      writer.write("a", dense("1", 1));
      writer.write("b", dense("2", 1));
      writer.write("a", dense("3", 1));
      writer.write("c", dense("4", 1));
      assertThat(names("a")).containsExactly("00000.parquet.unfinished");
      assertThat(names("b")).containsExactly("00000.parquet");

      writer.write("b", dense("5", 1));
      assertThat(names("a")).containsExactly("00000.parquet");
      assertThat(names("b")).containsExactly("00000.parquet", "00001.parquet.unfinished");
    }

    assertThat(vectors("a")).extracting(Vector::id).containsExactly("1", "3");
    assertThat(vectors("b")).extracting(Vector::id).containsExactly("2", "5");
    assertThat(vectors("c")).extracting(Vector::id).containsExactly("4");
  }

  @Test
  void anInvalidVectorIsRefusedAndTheFileStaysValid() {
    Vector good = dense("a", 1, 2);
    Vector last = dense("z", 3, 4);
    Metadata large = Metadata.of("text", "x".repeat(40_960));
    try (ImportWriter<Vector> writer = writer()) {
      writer.write("en", good);
      refuses(writer, dense("b", 1, 2, 3), "3 dense values, expected 2 as before");
      refuses(
          writer,
          Vector.builder("b").sparseValues(SparseValues.of(new int[] {1}, new float[] {1})).build(),
          "0 dense values, expected 2 as before");
      refuses(
          writer,
          Vector.of("b", new float[] {1, 2}, large),
          "metadata has 40971 bytes, expected at most 40960");
      refuses(
          writer,
          VectorResponses.vector("b", new float[] {1, Float.NaN}, null, Metadata.empty()),
          "values of 'b' has NaN at position 1, expected a finite number");
      refuses(
          writer,
          VectorResponses.vector("b", new float[0], null, Metadata.empty()),
          "vector 'b' has no values, expected dense values, sparse values or both");
      refuses(
          writer,
          VectorResponses.vector(
              "b",
              new float[] {1, 2},
              VectorResponses.sparseValues(new int[] {7, 7}, new float[] {1, 2}).orElseThrow(),
              Metadata.empty()),
          "sparse index 7 is given twice, expected once");
      refuses(
          writer, dense("b", 9e-9f, -0f), "all dense values are 0, expected one of at least 1e-8");
      refuses(
          writer,
          Vector.builder("b")
              .values(0, 1)
              .sparseValues(SparseValues.of(new int[] {5, -1}, new float[] {1, 0}))
              .build(),
          "sparse value at index 4294967295 is 0, expected none that is");
      assertThatThrownBy(() -> writer.write("other", dense("c", 1)))
          .hasMessage("vector 'c' for namespace 'other': 1 dense values, expected 2 as before");
      assertThatThrownBy(
              () ->
                  writer.write(
                      "en",
                      VectorResponses.vector("ü", new float[] {1, 2}, null, Metadata.empty())))
          .hasMessageContaining("id has the character U+00FC at position 0");
      writer.write("en", last);
    }

    assertThat(vectors("en")).containsExactly(good, last);
    assertThat(WrittenParquet.names(folder())).containsExactly("en");
  }

  private static void refuses(ImportWriter<Vector> writer, Vector vector, String why) {
    assertThatThrownBy(() -> writer.write("en", vector))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vector 'b' for namespace 'en': " + why);
  }

  @Test
  void vectorsBeforeAnInvalidOneAreWritten() {
    try (ImportWriter<Vector> writer = writer()) {
      assertThatThrownBy(() -> writer.writeAll("en", Stream.of(dense("a", 1), dense("b", 1, 2))))
          .hasMessageStartingWith("vector 'b' for namespace 'en'");
    }

    assertThat(vectors("en")).containsExactly(dense("a", 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", ".", "..", "../up", "ü", "a\0"})
  void aNamespaceThatCannotBeAFolderNameIsRefused(String namespace) {
    try (ImportWriter<Vector> writer = writer()) {
      assertThatThrownBy(() -> writer.write(namespace, dense("a", 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("namespace is '" + namespace + "', ");
      assertThatThrownBy(() -> writer.write("x".repeat(513), dense("a", 1)))
          .hasMessageStartingWith("namespace has 513 characters, expected at most 512");
    }

    assertThat(WrittenParquet.names(folder())).isEmpty();
    assertThat(WrittenParquet.names(parent)).containsExactly("import");
  }

  @Test
  void twoNamespacesDoNotShareAFolder() throws IOException {
    try (ImportWriter<Vector> writer = writer()) {
      // Simulates a case-insensitive file system.
      Files.createDirectory(folder().resolve("EN"));
      assertThatThrownBy(() -> writer.write("EN", dense("a", 1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'EN' would share the folder");
    }
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
    ImportLimits limits = new ImportLimits(2, 3, 1_000_000);
    try (ImportWriter<Vector> writer = ImportWriter.vectors(folder(), options, limits)) {
      writer.write("a", dense("1", 1));
      writer.write("b", dense("2", 1));
      assertThatThrownBy(() -> writer.write("c", dense("3", 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("an import takes at most 2 namespaces; start another folder");
      writer.write("a", dense("4", 1));
      assertThatThrownBy(() -> writer.write("b", dense("5", 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("an import takes at most 3 files");
      writer.write("a", dense("6", 1));
    }

    assertThat(vectors("a")).extracting(Vector::id).containsExactly("1", "4", "6");
    assertThat(vectors("b")).extracting(Vector::id).containsExactly("2");
  }

  @Test
  void aFullNamespaceIsRefused() {
    ImportOptions options = ImportOptions.builder().fileBytes(64 * KIB).build();
    ImportLimits limits = new ImportLimits(9, 9, 100_000);
    SplittableRandom random = new SplittableRandom(4);
    try (ImportWriter<Vector> writer = ImportWriter.vectors(folder(), options, limits)) {
      writer.write("a", random("1", 20_000, random));
      assertThatThrownBy(() -> writer.write("a", random("2", 20_000, random)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching(
              "namespace 'a' could reach \\d+ bytes with its next file, and an import takes at most"
                  + " 100000");
    }

    assertThat(vectors("a")).extracting(Vector::id).containsExactly("1");
  }

  @Test
  void aFailedWriterWritesNothing() throws IOException {
    Path file = folder().resolve("a/00000.parquet");
    try (ImportWriter<Vector> writer =
        ImportWriter.vectors(folder(), ImportOptions.builder().maxOpenNamespaces(1).build())) {
      writer.write("a", dense("1", 1));
      // The file's final name is taken by a directory that cannot be replaced.
      Files.createDirectories(file.resolve("full"));
      assertThatThrownBy(() -> writer.write("b", dense("2", 1)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageStartingWith("cannot write to " + folder());
      assertThatThrownBy(() -> writer.write("b", dense("2", 1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the writer to " + folder() + " has failed before");
      assertThat(writer.written().total()).isEqualTo(Count.NONE);
    }

    assertThat(names("a")).containsExactly("00000.parquet");
    assertThat(Files.isDirectory(file)).isTrue();
    assertThat(names("b")).isEmpty();
  }

  @Test
  void aFileThatCannotBeCompletedDoesNotAffectOthers() throws IOException {
    ImportWriter<Vector> writer = writer();
    writer.write("a", dense("1", 1));
    writer.write("b", dense("2", 1));
    Files.createDirectories(folder().resolve("a/00000.parquet/full"));

    assertThatThrownBy(writer::close)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("cannot complete the files in " + folder());
    writer.close();

    assertThat(names("a")).containsExactly("00000.parquet");
    assertThat(vectors("b")).extracting(Vector::id).containsExactly("2");
    assertThat(writer.written().total().files()).isEqualTo(1);
    assertThatThrownBy(() -> writer.write("b", dense("3", 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the writer to " + folder() + " is closed");
  }

  @Test
  void anInterruptLeavesNoPartialFile() {
    ImportWriter<Vector> writer = writer();
    writer.write("en", dense("a", 1));
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
    List<Vector> all = IntStream.range(0, 2_000).mapToObj(i -> dense("v" + i, i + 1)).toList();
    try (ImportWriter<Vector> writer = writer()) {
      all.parallelStream().forEach(vector -> writer.write("en", vector));
    }

    assertThat(vectors("en")).containsExactlyInAnyOrderElementsOf(all);
  }

  @ParameterizedTest
  @CsvSource({
    "65535, 1000000, 1, rowGroupBytes is 65535",
    "1073741825, 1000000, 1, rowGroupBytes is 1073741825",
    "65536, 65535, 1, fileBytes is 65535",
    "65536, 9663676417, 1, fileBytes is 9663676417",
    "65536, 65536, 0, maxOpenNamespaces is 0",
    "65536, 65536, 10001, maxOpenNamespaces is 10001",
  })
  void optionsHaveBounds(int rowGroupBytes, long fileBytes, int open, String message) {
    assertThatThrownBy(
            () ->
                ImportOptions.builder()
                    .rowGroupBytes(rowGroupBytes)
                    .fileBytes(fileBytes)
                    .maxOpenNamespaces(open))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
