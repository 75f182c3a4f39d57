package io.pinelink.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.Run;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that an export loads back every bit, and that an interrupted one continues. */
@Tag("slow")
class ExportCommandTest {
  private static final int COUNT = Integer.getInteger("pinelink.cases", 300);
  private static final long SEED = Long.getLong("pinelink.seed", System.nanoTime());

  @RegisterExtension
  private static final TransferServer server = new TransferServer(4, Metric.DOT_PRODUCT);

  @TempDir private Path folder;

  private static Run run(String... args) {
    return server.run(args);
  }

  private static Index index(String name, String namespace) {
    return server.index(name, namespace);
  }

  /** Values that the index does not take for zeros. */
  private static float[] values(SplittableRandom random) {
    return new float[] {random.nextFloat() + 0.5f, bits(random), bits(random), bits(random)};
  }

  /** Any finite float by its bits, but not a zero. */
  private static float bits(SplittableRandom random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) && value != 0 ? value : -Float.MIN_VALUE;
  }

  private static String text(SplittableRandom random) {
    String[] pieces = {
      "", "\u0000", "\"", "\\", "\n", "\u2028", "é", "\uD83C\uDF0A", "a,b", "null", "1"
    };
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(4); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static double number(SplittableRandom random) {
    double[] numbers = {
      0, 1L << 53, -(1L << 53), 1e300, Double.MIN_VALUE, 0.1, Math.nextUp(1e15), -1.5
    };
    return numbers[random.nextInt(numbers.length)];
  }

  private static Metadata metadata(SplittableRandom random) {
    Metadata.Builder metadata = Metadata.builder();
    metadata.put("t" + text(random), text(random));
    metadata.put("n", number(random));
    metadata.put("b", random.nextBoolean());
    List<String> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(text(random));
    }
    return metadata.put("l", list).build();
  }

  private static List<Vector> vectors() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Vector> vectors = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Vector.Builder vector = Vector.builder("v" + i + "~!\"\\").values(values(random));
      if (random.nextBoolean()) {
        vector.sparseValues(
            SparseValues.of(
                new int[] {random.nextInt(), 7}, new float[] {bits(random), bits(random)}));
      }
      if (random.nextBoolean()) {
        vector.metadata(metadata(random));
      }
      vectors.add(vector.build());
    }
    return vectors;
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "jsonl.gz", "parquet"})
  void everyBitOfVectorsSurvivesAnExport(String format) {
    server.load("docs", "", vectors());
    server.load("docs", "a/b ..", vectors().subList(0, 120));
    String directory = folder.resolve("export").toString();

    Run export =
        run(
            "export",
            "-n",
            "docs",
            "--all-namespaces",
            "--format",
            format,
            "--rows-per-file",
            "100",
            "-q",
            directory);
    assertThat(export.err()).isEmpty();
    assertThat(export.exitCode()).isZero();
    Run load = run("import", "-n", "docs-copy", directory, "-q");
    assertThat(load.err()).isEmpty();
    assertThat(load.exitCode()).isZero();

    for (String namespace : List.of("", "a/b ..")) {
      assertThat(index("docs-copy", namespace).scan())
          .as("seed " + SEED)
          .containsExactlyElementsOf(index("docs", namespace).scan());
    }
    Run verified = run("verify", "--from-index-name", "docs", directory, "-q");
    assertThat(verified.exitCode()).isZero();
    index("docs", "a/b ..").upsert(List.of(Vector.of("new", new float[] {1, 2, 3, 4})));
    assertThat(run("verify", "--from-index-name", "docs", directory, "-q").out())
        .contains("missing new")
        .contains("120 equal, 1 missing, 0 extra, 0 different");
  }

  @Test
  void everyFieldOfDocumentsSurvivesAnExport() {
    IndexSchema schema =
        IndexSchema.builder()
            .text("body", FullTextSearch.defaults())
            .denseVector("embedding", 4, Metric.DOT_PRODUCT)
            .build();
    for (String name : List.of("articles", "articles-copy")) {
      server
          .client()
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(name, schema, TransferServer.SPEC).build());
    }
    SplittableRandom random = new SplittableRandom(SEED);
    List<Document> documents = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Document.Builder document = Document.builder("d" + i);
      metadata(random)
          .asMap()
          .forEach(
              (name, value) -> {
                if (value instanceof String text) {
                  document.put("f" + name, text);
                } else if (value instanceof Double number) {
                  document.put("f" + name, number);
                }
              });
      documents.add(
          document
              .put("body", "tide " + i)
              .put("tags", List.of("x", text(random)))
              .put("flag", random.nextBoolean())
              .put("embedding", values(random))
              .build());
    }
    DocumentIndex articles = server.client().documents("articles");
    assertThat(articles.bulkUpsert(BulkSource.of(documents), BulkOptions.defaults()).isClean())
        .as("seed " + SEED)
        .isTrue();
    String directory = folder.resolve("export").toString();

    assertThat(run("export", "-n", "articles", directory, "-q").exitCode()).isZero();
    assertThat(run("import", "-n", "articles-copy", directory, "-q").exitCode()).isZero();

    assertThat(server.client().documents("articles-copy").scan())
        .as("seed " + SEED)
        .containsExactlyElementsOf(articles.scan());
    assertThat(run("verify", "--from-index-name", "articles", directory, "-q").exitCode()).isZero();
  }

  @Test
  void anInterruptedExportContinuesAfterItsLastCompleteFile() throws Exception {
    server.load("docs", "en", vectors());
    Path directory = folder.resolve("export");
    String[] export = {
      "export",
      "-n",
      "docs",
      "--namespace",
      "en",
      "--rows-per-file",
      "100",
      "-q",
      directory.toString()
    };
    server
        .server()
        .faults()
        .next(
            "fetch",
            Fault.delay(Duration.ZERO),
            Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));

    Run failed = run(export);
    assertThat(failed.exitCode()).isEqualTo(5);
    Path first = directory.resolve("en").resolve("part-00000.jsonl");
    assertThat(first).exists();
    Object written = Files.getLastModifiedTime(first);
    assertThat(run("import", "-n", "docs-copy", directory.toString()).err())
        .contains("is not complete: continue it with pinelink export --resume");
    assertThat(run(export).err()).contains("add --resume to continue it");

    List<String> resumed = new ArrayList<>(List.of(export));
    resumed.add("--resume");
    assertThat(run(resumed.toArray(String[]::new)).exitCode()).isZero();
    assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
    assertThat(run("import", "-n", "docs-copy", directory.toString(), "-q").exitCode()).isZero();
    assertThat(index("docs-copy", "en").scan())
        .containsExactlyElementsOf(index("docs", "en").scan());
  }

  @Test
  void anotherNamespaceIsAddedToAnExport() throws Exception {
    server.load("docs", "en", vectors().subList(0, 120));
    server.load("docs", "fr", vectors().subList(0, 20));
    server.load("docs", "", vectors().subList(0, 10));
    String directory = folder.resolve("export").toString();
    String[] english = {"export", "-n", "docs", "-q", "--resume", directory, "--namespace", "en"};
    String[] french = {"export", "-n", "docs", "-q", "--resume", directory, "--namespace", "fr"};
    server
        .server()
        .faults()
        .next("fetch", Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));
    assertThat(run(english).exitCode()).isEqualTo(5);

    assertThat(run(french).exitCode()).isZero();
    String[] all = {"export", "-n", "docs", "-q", "--resume", directory, "--all-namespaces", "-j"};
    assertThat(
            new ObjectMapper().readTree(run(all).out()).at("/namespaces").findValuesAsText("rows"))
        .containsExactly("120", "20", "10");

    Run verified = run("verify", "--from-index-name", "docs", "-q", directory);
    assertThat(verified.exitCode()).as(verified.toString()).isZero();
    assertThat(verified.out().lines())
        .containsExactly(
            "namespace 'en': 120 equal, 0 missing, 0 extra, 0 different",
            "namespace 'fr': 20 equal, 0 missing, 0 extra, 0 different",
            "namespace '__default__': 10 equal, 0 missing, 0 extra, 0 different");
    Run json = run("verify", "--from-index-name", "docs", "-j", directory);
    assertThat(new ObjectMapper().readTree(json.out()).at("/namespaces/0/namespace").asText())
        .isEqualTo("en");
  }

  @Test
  void eachNamespaceHasAFolderOfItsOwnOnEveryFileSystem() {
    List<String> names = List.of("En", "en", "a".repeat(511) + "b", "a".repeat(512), "a/b", ".");
    names.forEach(name -> server.load("docs", name, vectors().subList(0, 3)));
    String directory = folder.resolve("export").toString();

    Run export = run("export", "-n", "docs", "--all-namespaces", "-q", directory);
    assertThat(export.exitCode()).as(export.toString()).isZero();
    assertThat(folder.resolve("export").toFile().list())
        .hasSize(names.size() + 2)
        .contains("manifest.json", "__default__", "En", "en~2", "a%2Fb", "%2E")
        .allMatch(file -> file.length() < 200);
    assertThat(run("verify", "--from-index-name", "docs", "-q", directory).exitCode()).isZero();
  }

  @Test
  void anInterruptedImportContinuesFromItsCheckpoint() {
    server.load("docs", "en", vectors());
    String directory = folder.resolve("export").toString();
    assertThat(
            run(
                    "export",
                    "-n",
                    "docs",
                    "--namespace",
                    "en",
                    "--rows-per-file",
                    "100",
                    "-q",
                    directory)
                .exitCode())
        .isZero();
    server
        .server()
        .faults()
        .next(
            "upsert",
            Fault.delay(Duration.ZERO),
            Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));
    String[] load = {
      "import",
      "-n",
      "docs-copy",
      "-q",
      "--checkpoint",
      folder.resolve("load").toString(),
      directory
    };

    assertThat(run(load).exitCode()).isEqualTo(5);
    List<String> resumed = new ArrayList<>(List.of(load));
    resumed.add("--resume");
    Run rest = run(resumed.toArray(String[]::new));

    assertThat(rest.exitCode()).isZero();
    assertThat(rest.out()).contains(String.valueOf(COUNT - 100));
    assertThat(folder.resolve("load")).doesNotExist();
    assertThat(index("docs-copy", "en").scan())
        .containsExactlyElementsOf(index("docs", "en").scan());
  }

  @Test
  void aDiskThatCannotBeWrittenExitsWithEight() throws Exception {
    server.load("docs", "en", vectors());
    Path file = Files.writeString(folder.resolve("file"), "no directory");

    Run run = run("export", "-n", "docs", "--namespace", "en", file.resolve("x").toString());

    assertThat(run.exitCode()).isEqualTo(8);
    assertThat(run.err()).startsWith("pinelink: ");
  }
}
