package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
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

/** Property tests that write random vectors and read them back. */
class VectorImportProperties {
  /** Each run writes and reads files, so 100,000 runs would take hours. */
  private static final int CASES = Math.min(1_000, Integer.getInteger("pinelink.cases", 40));

  private static final List<ParquetCompression> COMPRESSIONS = List.of(ParquetCompression.values());
  private static final List<String> NAMESPACES = List.of("", "en", "A b", "$x%20", "-");

  @TempDir private Path parent;

  static Stream<Long> seeds() {
    return Stream.iterate(20261125L, seed -> seed + 1).limit(CASES);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void writtenVectorsAreReadBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Path folder = parent.resolve("import");
    ImportOptions options =
        ImportOptions.builder()
            .compression(COMPRESSIONS.get(random.nextInt(COMPRESSIONS.size())))
            .rowGroupBytes(64 * 1024)
            .fileBytes(random.nextInt(64 * 1024, 512 * 1024))
            .maxOpenNamespaces(random.nextInt(1, 4))
            .build();
    // Dense, sparse or both. All have the same kind and dimension, since they go into one index.
    int dimension = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 200);
    Map<String, List<Vector>> expected = new LinkedHashMap<>();
    ImportWriter<Vector> writer = ImportWriter.vectors(folder, options);
    try (writer) {
      int count = random.nextInt(400);
      String namespace = "";
      for (int i = 0; i < count; i++) {
        // Runs of the same namespace, so that not every vector creates a file.
        if (i == 0 || random.nextInt(20) == 0) {
          namespace = NAMESPACES.get(random.nextInt(NAMESPACES.size()));
        }
        Vector vector = vector(dimension, random);
        writer.write(namespace, vector);
        expected
            .computeIfAbsent(
                namespace.isEmpty() ? "__default__" : namespace, unused -> new ArrayList<>())
            .add(vector);
      }
    }

    assertThat(writer.written().namespaces()).containsOnlyKeys(expected.keySet());
    expected.forEach(
        (namespace, vectors) -> {
          List<WrittenParquet.Row> rows = WrittenParquet.folder(folder.resolve(namespace));
          assertThat(rows)
              .extracting(row -> row.vector().id())
              .isEqualTo(vectors.stream().map(Vector::id).toList());
          for (int i = 0; i < rows.size(); i++) {
            Vector vector = vectors.get(i);
            Metadata metadata = vector.metadata();
            assertThat(rows.get(i).vector().values()).isEqualTo(vector.values());
            assertThat(rows.get(i).vector().sparseValues()).isEqualTo(vector.sparseValues());
            assertThat(rows.get(i).metadata())
                .isEqualTo(metadata.isEmpty() ? "" : metadata.toJson());
          }
          WrittenFiles.Count count =
              Objects.requireNonNull(writer.written().namespaces().get(namespace));
          assertThat(count.rows()).isEqualTo(vectors.size());
          assertThat(WrittenParquet.names(folder.resolve(namespace)))
              .hasSize(count.files())
              .allMatch(name -> name.endsWith(".parquet"));
        });
  }

  private static Vector vector(int dimension, SplittableRandom random) {
    Vector.Builder vector = Vector.builder(text(random.nextInt(1, 40), 0x7F, random));
    if (dimension > 0) {
      vector.values(floats(dimension, random));
    }
    if (dimension == 0 || random.nextInt(3) == 0) {
      vector.sparseValues(sparse(random));
    }
    if (random.nextBoolean()) {
      Metadata.Builder metadata = Metadata.builder();
      for (int i = random.nextInt(4); i > 0; i--) {
        String key = "k" + text(random.nextInt(5), 0xD7FF, random);
        switch (random.nextInt(4)) {
          case 0 -> metadata.put(key, text(random.nextInt(50), 0xD7FF, random));
          case 1 -> metadata.put(key, random.nextDouble());
          case 2 -> metadata.put(key, random.nextBoolean());
          default -> metadata.put(key, List.of(text(random.nextInt(9), 0xD7FF, random), "😀"));
        }
      }
      vector.metadata(metadata.build());
    }
    return vector.build();
  }

  private static String text(int length, int maxChar, SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(1, maxChar + 1));
    }
    return text.toString();
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

  private static SparseValues sparse(SplittableRandom random) {
    int[] indices = random.ints(random.nextInt(1, 30)).distinct().toArray();
    return SparseValues.of(indices, floats(indices.length, random));
  }
}
