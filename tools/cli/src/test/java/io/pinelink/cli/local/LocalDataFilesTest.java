package io.pinelink.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.DocumentIndex;
import io.pinelink.Pinelink;
import io.pinelink.cli.Run;
import io.pinelink.cli.RunningLocal;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the options for data that is read at the start and written at the end. */
class LocalDataFilesTest {
  @TempDir Path directory;

  private String file(String name, String... lines) throws IOException {
    return Files.write(directory.resolve(name), List.of(lines)).toString();
  }

  private static Pinelink client(RunningLocal local) {
    return Pinelink.builder()
        .apiKey("any")
        .controlPlane(local.facts().get("controlPlane").textValue())
        .build();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jsonl", "parquet"})
  void exportsOnExitAreSeeds(String format) throws IOException {
    String vectors = file("docs.jsonl", "{\"id\":\"a\",\"values\":[1,0.5]}");
    String articles =
        file(
            "articles.jsonl",
            "{\"index\":{\"schema\":{\"fields\":{\"title\":{\"type\":\"string\","
                + "\"full_text_search\":{}}}}},\"namespace\":\"en\"}",
            "{\"_id\":\"x\",\"title\":\"Spring tides\"}");
    Path data = directory.resolve("data");
    try (RunningLocal local =
        new RunningLocal(
            "--port",
            "0",
            "--index",
            "docs:2:euclidean",
            "--seed",
            vectors,
            "--seed",
            articles,
            "--export-on-exit",
            data.toString(),
            "--export-format",
            format)) {
      try (Pinelink client = client(local)) {
        client.index("docs").upsert(List.of(Vector.of("b", new float[] {0, 1})));
      }
    }

    assertThat(data.resolve("docs/__default__." + format)).exists();
    try (RunningLocal local = new RunningLocal("--port", "0", "--seed", data.toString());
        Pinelink client = client(local)) {
      assertThat(client.index("docs").fetch(FetchRequest.byIds("a", "b")).vectors())
          .containsOnlyKeys("a", "b");
      DocumentIndex documents = client.documents("articles");
      assertThat(documents.namespace("en").fetch(FetchDocumentsRequest.byIds("x")).byId())
          .containsOnlyKeys("x");
      assertThat(client.controlPlane().describeIndex("docs").metric().orElseThrow().toString())
          .isEqualTo("euclidean");
      assertThat(local.facts().at("/indexes").findValuesAsText("name"))
          .as("the indexes of the files are in the first line")
          .containsExactlyInAnyOrder("articles", "docs");
    }
  }

  @Test
  void anInvalidSeedStopsTheStart() throws IOException {
    String vectors = file("docs.jsonl", "{\"id\":\"a\",\"values\":[1]}", "{\"id\":\"b\"}");

    Run run = Run.of("local", "--port", "0", "--seed", "books=" + vectors);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--seed: " + vectors + ", line 2: Dense index needs values");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aResetReturnsToTheIndexesAndSeedsOfTheOptions() throws Exception {
    String pets = file("pets.jsonl", "{\"id\":\"cat\",\"values\":[1,0]}");
    for (int run = 0; run < 2; run++) {
      try (RunningLocal local =
              new RunningLocal(
                  "--port",
                  "0",
                  "--index",
                  "docs:3",
                  "--seed",
                  pets,
                  "--data",
                  directory.resolve("kept").toString());
          Pinelink client = client(local)) {
        client.index("docs").upsert(List.of(Vector.of("a", new float[] {1, 2, 3})));
        client.controlPlane().deleteIndex("pets");
        URI reset = URI.create(local.facts().get("controlPlane").textValue() + "/_pinelink/reset");
        assertThat(
                HttpClient.newHttpClient()
                    .send(
                        HttpRequest.newBuilder(reset).POST(BodyPublishers.noBody()).build(),
                        BodyHandlers.ofString())
                    .statusCode())
            .isEqualTo(204);

        assertThat(client.index("docs").describeIndexStats().totalVectorCount()).isZero();
        assertThat(client.index("pets").fetch(FetchRequest.byIds("cat")).vectors()).hasSize(1);
      }
    }
  }

  @Test
  void aMissingSeedIsRefused() {
    Run run = Run.of("local", "--seed", directory.resolve("none").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--seed: there is no file or directory");
  }

  @Test
  void anExportIntoOtherFilesIsRefusedAtTheStart() throws IOException {
    file("notes.txt", "mine");

    Run run = Run.of("local", "--port", "0", "--export-on-exit", directory.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("contains notes.txt, which is not part of an export");
  }

  @Test
  void countingKeepsNothingToExport() {
    Run run =
        Run.of("local", "--count-only", "--export-on-exit", directory.resolve("data").toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--export-on-exit and --count-only");
  }
}
