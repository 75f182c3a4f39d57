package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.model.SparseValues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Property tests that write random documents and read them back. */
class DocumentImportProperties {
  /** Each run writes and reads files, so 100,000 runs would take hours. */
  private static final int CASES = Math.min(1_000, Integer.getInteger("pinelink.cases", 40));

  private static final List<String> NAMESPACES = List.of("", "en", "A b", "$x%20", "-");

  @TempDir private Path parent;

  static Stream<Long> seeds() {
    return Stream.iterate(20261127L, seed -> seed + 1).limit(CASES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void writtenDocumentsAreReadBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Path folder = parent.resolve("import");
    int dimension = random.nextInt(1, 200);
    Map<String, List<Document>> expected = new LinkedHashMap<>();
    ImportWriter<Document> writer =
        ImportWriter.documents(
            folder,
            ImportOptions.builder()
                .fileBytes(random.nextInt(64 * 1024, 512 * 1024))
                .maxOpenNamespaces(random.nextInt(1, 4))
                .build());
    try (writer) {
      int count = random.nextInt(400);
      String namespace = "";
      for (int i = 0; i < count; i++) {
        // Runs of the same namespace, so that not every document creates a file.
        if (i == 0 || random.nextInt(20) == 0) {
          namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        }
        Document document = document(dimension, random);
        writer.write(namespace, document);
        expected
            .computeIfAbsent(
                namespace.isEmpty() ? "__default__" : namespace, unused -> new ArrayList<>())
            .add(document);
      }
    }

    assertThat(writer.written().namespaces()).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (namespace, documents) -> {
          assertThat(WrittenJsonLines.folder(folder.resolve(namespace))).isEqualTo(documents);
          WrittenFiles.Count count =
              Objects.requireNonNull(writer.written().namespaces().get(namespace));
          assertThat(count.rows()).isEqualTo(documents.size());
          assertThat(WrittenParquet.names(folder.resolve(namespace)))
              .hasSize(count.files())
              .allMatch(name -> name.endsWith(".jsonl"));
        });
  }

  private static Document document(int dimension, SplittableRandom random) {
    Document.Builder document = Document.builder(ascii(random.nextInt(1, 40), random));
    document.put("title", text(random.nextInt(50), random));
    if (random.nextBoolean()) {
      document.put("embedding", floats(dimension, random));
    }
    if (random.nextBoolean()) {
      int[] indices = random.ints(random.nextInt(1, 30)).distinct().toArray();
      document.put("words", SparseValues.of(indices, floats(indices.length, random)));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      String name = "k" + text(random.nextInt(5), random);
      switch (random.nextInt(5)) {
        case 0 -> document.put(name, text(random.nextInt(50), random));
        case 1 -> document.put(name, finite(random));
        case 2 -> document.put(name, random.nextLong(-(1L << 53), (1L << 53) + 1));
        case 3 -> document.put(name, random.nextBoolean());
        default -> document.put(name, List.of(text(random.nextInt(9), random), "😀"));
      }
    }
    return document.build();
  }

  private static String ascii(int length, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 1, 0x80).forEach(text::appendCodePoint);
    return text.toString();
  }

  /** Returns characters of all planes, often those that JSON escapes. */
  private static String text(int length, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int max = random.nextBoolean() ? 0x80 : 0x110000;
      int c = random.nextInt(max);
      text.appendCodePoint(Character.MIN_SURROGATE <= c && c <= Character.MAX_SURROGATE ? '"' : c);
    }
    return text.toString();
  }

  private static double finite(SplittableRandom random) {
    double number = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(number) ? number : -0.0;
  }

  private static float[] floats(int length, SplittableRandom random) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
      if (!Float.isFinite(floats[i]) || floats[i] == 0) {
        floats[i] = Float.MIN_VALUE;
      }
    }
    // The service takes smaller magnitudes for 0, and refuses a vector of only those.
    floats[random.nextInt(length)] = 1e-8f;
    return floats;
  }
}
