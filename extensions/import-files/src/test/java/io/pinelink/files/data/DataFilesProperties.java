package io.pinelink.files.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that what is written is read back, to the bit. */
class DataFilesProperties {
  private static final int CASES = Math.min(1_000, Integer.getInteger("pinelink.cases", 5));
  private static final List<String> TEXTS =
      List.of(
          "",
          "a,b",
          "\"quoted\"",
          "two\nlines",
          "\r\n",
          "ä€😀",
          "\\",
          "[1]",
          "true",
          "7",
          "\u2028",
          "\u0000",
          "long ä".repeat(4_000));

  private final long seed = Long.getLong("pinelink.seed", new SplittableRandom().nextLong());
  private final SplittableRandom random = new SplittableRandom(seed);

  private float value() {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : -0.0f;
  }

  private float[] values(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = value();
    }
    return values;
  }

  private SparseValues sparse() {
    int count = 1 + random.nextInt(5);
    long[] indices = new long[count];
    for (int i = 0; i < count; i++) {
      indices[i] = 0xFFFF_FFFFL - i * 3L - random.nextInt(2);
    }
    return SparseValues.of(indices, values(count));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private double number() {
    double number = Double.longBitsToDouble(random.nextLong());
    return switch (random.nextInt(4)) {
      case 0 -> -0.0;
      case 1 -> 0x1p53 + 2 * random.nextInt();
      default -> Double.isFinite(number) ? number : 0x1p60 + 4096.0 * random.nextInt();
    };
  }

  private Vector vector(int i) {
    int parts = 1 + random.nextInt(3);
    Vector.Builder vector = Vector.builder("id " + i);
    if ((parts & 1) != 0) {
      vector.values(values(3));
    }
    if ((parts & 2) != 0) {
      vector.sparseValues(sparse());
    }
    Metadata.Builder metadata = Metadata.builder();
    for (int k = random.nextInt(4); k > 0; k--) {
      switch (random.nextInt(5)) {
        case 0 -> metadata.put("text" + k, text());
        case 1 -> metadata.put("number" + k, number());
        case 2 -> metadata.put("yes" + k, random.nextBoolean());
        case 3 -> metadata.put("none" + k, List.of());
        default -> metadata.put("list" + k, List.of(text(), text()));
      }
    }
    return vector.metadata(metadata.build()).build();
  }

  private static boolean isSame(Vector a, Vector b) {
    return a.equals(b) && Arrays.equals(bits(a.values()), bits(b.values()));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }

  @Test
  void vectorsAreReadBackFromEachFormat(@TempDir Path folder) {
    for (int round = 0; round < CASES; round++) {
      List<Vector> vectors = new ArrayList<>();
      for (int i = random.nextInt(20); i >= 0; i--) {
        vectors.add(vector(i));
      }
      for (String name : List.of("v.jsonl", "v.jsonl.gz", "v.csv", "v.csv.gz", "v.parquet")) {
        Path file = folder.resolve(name);
        try (DataWriter<Vector> writer = DataWriter.vectors(file)) {
          vectors.forEach(writer::write);
          assertThat(writer.rows()).isEqualTo(vectors.size());
        }
        try (DataReader<Vector> reader = DataReader.vectors(file)) {
          for (Vector expected : vectors) {
            Vector read = reader.next();
            assertThat(isSame(expected, read))
                .as("seed %s, %s: %s read as %s", seed, name, expected.toJson(), read.toJson())
                .isTrue();
          }
          assertThat(reader.hasNext()).isFalse();
        }
      }
    }
  }

  @Test
  void documentsAreReadBack(@TempDir Path folder) {
    for (int round = 0; round < CASES; round++) {
      Document document =
          Document.builder("id")
              .put("v", values(4))
              .put("s", sparse())
              .put("text", text())
              .put("n", number())
              .put("yes", random.nextBoolean())
              .put("list", List.of(text()))
              .put("none", List.<String>of())
              .build();
      Path file = folder.resolve("d.jsonl");
      try (DataWriter<Document> writer = DataWriter.documents(file)) {
        writer.write(document);
      }
      try (DataReader<Document> reader = DataReader.documents(file)) {
        Document read = reader.next();
        assertThat(read).as("seed %s: %s", seed, document.toJson()).isEqualTo(document);
        assertThat(bits(read.fields().dense("v").orElseThrow().values()))
            .isEqualTo(bits(document.fields().dense("v").orElseThrow().values()));
      }
    }
  }
}
