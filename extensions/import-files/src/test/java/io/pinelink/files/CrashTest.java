package io.pinelink.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.model.Vector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the files that a process leaves when it dies during a write. */
class CrashTest {
  private static final int STATUS = 7;

  @TempDir private Path parent;

  private Path leftBy(Class<?> program) throws Exception {
    Path folder = parent.resolve("import");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName(),
                folder.toString())
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(STATUS);
    return folder.resolve("en");
  }

  @Test
  void parquetUnderAFinalNameIsComplete() throws Exception {
    Path en = leftBy(DyingParquet.class);

    List<String> names = WrittenParquet.names(en);
    assertThat(names).containsExactly("00000.parquet", "00001.parquet", "00002.parquet.unfinished");
    // Every complete file can be read to its end, with all of its vectors.
    List<WrittenParquet.Row> rows = new ArrayList<>(WrittenParquet.file(en.resolve(names.get(0))));
    rows.addAll(WrittenParquet.file(en.resolve(names.get(1))));
    for (int i = 0; i < rows.size(); i++) {
      assertThat(rows.get(i).vector().id()).isEqualTo("v" + i);
    }
    assertThat(rows).hasSizeGreaterThan(100);
  }

  @Test
  void jsonLinesUnderAFinalNameAreComplete() throws Exception {
    Path en = leftBy(DyingJsonLines.class);

    List<String> names = WrittenParquet.names(en);
    assertThat(names).containsExactly("00000.jsonl", "00001.jsonl", "00002.jsonl.unfinished");
    assertThat(en.resolve("00002.jsonl.unfinished")).isNotEmptyFile();
    List<Document> documents = new ArrayList<>(WrittenJsonLines.file(en.resolve(names.get(0))));
    documents.addAll(WrittenJsonLines.file(en.resolve(names.get(1))));
    for (int i = 0; i < documents.size(); i++) {
      assertThat(documents.get(i).id()).isEqualTo("d" + i);
    }
    assertThat(documents).hasSizeGreaterThan(100);
  }

  /** Writes two files and a part of a third, then halts. */
  static final class DyingParquet {
    private DyingParquet() {}

    public static void main(String... args) {
      SplittableRandom random = new SplittableRandom(5);
      ImportOptions options =
          ImportOptions.builder()
              .fileBytes(128 * 1024)
              .rowGroupBytes(64 * 1024)
              .compression(ParquetCompression.NONE)
              .build();
      ImportWriter<Vector> writer = ImportWriter.vectors(Path.of(args[0]), options);
      for (int i = 0; writer.written().total().files() < 2 || i % 64 != 0; i++) {
        float[] values = new float[256];
        for (int j = 0; j < values.length; j++) {
          values[j] = (float) random.nextDouble();
        }
        writer.write("en", Vector.of("v" + i, values));
      }
      Runtime.getRuntime().halt(STATUS);
    }
  }

  /** Writes two files and a part of a third, then halts. */
  static final class DyingJsonLines {
    private DyingJsonLines() {}

    public static void main(String... args) {
      ImportOptions options = ImportOptions.builder().fileBytes(128 * 1024).build();
      ImportWriter<Document> writer = ImportWriter.documents(Path.of(args[0]), options);
      for (int i = 0; writer.written().total().files() < 2 || i % 100 != 0; i++) {
        writer.write("en", Document.builder("d" + i).put("title", "x".repeat(1_100)).build());
      }
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
