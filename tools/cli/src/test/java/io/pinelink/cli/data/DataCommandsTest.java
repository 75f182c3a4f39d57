package io.pinelink.cli.data;

import static io.pinelink.cli.data.ExampleIndexes.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.cli.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the commands for the content of an index against the embedded server. */
@Tag("slow")
class DataCommandsTest {
  private static ExampleIndexes indexes;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    indexes = new ExampleIndexes();
  }

  @AfterAll
  static void stop() {
    indexes.close();
  }

  @BeforeEach
  void reset() {
    indexes.reset();
  }

  private String write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  @Test
  void upsertLoadsEachFormatAndReportsBrokenLines() throws IOException {
    String file =
        write(
            "v.jsonl",
            """
            {"id": "n-1", "values": [1, 2, 3]}
            {"id": "n-2", "values": [1, 2
            {"id": "n-3", "values": [1, 2]}
            {"id": "n-4", "values": [1, 2, 3], "metadata": {"k": 1}}
            """);
    Run run =
        indexes.run("upsert", file, "-n", "docs", "--failed", path("f.jsonl").toString(), "-j");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    JsonNode facts = json(run);
    assertThat(facts.get("accepted").asInt()).isEqualTo(2);
    assertThat(facts.get("invalid").asInt()).isEqualTo(2);
    assertThat(run.err())
        .contains("v.jsonl, line 2: no valid JSON")
        .contains("v.jsonl, line 3: vector 'n-3' has 2 values, expected 3");
    String corrected =
        Files.readString(path("f.jsonl"))
            .replace("[1, 2\n", "[1, 2, 3]}\n")
            .replace("[1, 2]", "[3, 2, 1]");
    Run again = indexes.run("upsert", write("c.jsonl", corrected), "-n", "docs");
    assertThat(again.exitCode()).as(again.toString()).isZero();
    Run csv = indexes.run("upsert", write("v.csv", "id,values\nn-5,\"[1,2,3]\"\n"), "-n", "docs");
    assertThat(csv.exitCode()).as(csv.toString()).isZero();
    Run fetched = indexes.run("fetch", "-n", "docs", "n-1", "n-2", "n-3", "n-4", "n-5", "-j");
    assertThat(fetched.exitCode()).as(fetched.toString()).isZero();
    assertThat(json(fetched).at("/vectors/n-4/metadata/k").asInt()).isEqualTo(1);
  }

  @Test
  void rowsThatTheServiceRefusesAreKeptAlsoFromStandardInput() throws IOException {
    Path failed = path("f.jsonl");
    Run run =
        indexes.runWith(
            "{\"id\":\"s-1\",\"values\":[1,2,3]}\n{\"id\":\"s-2\",\"values\":[0,0,0]}\n",
            "upsert",
            "-",
            "-n",
            "docs",
            "--failed",
            failed.toString());

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    assertThat(Files.readString(failed))
        .contains("\"file\":\"standard input\",\"line\":2")
        .contains("{\"id\":\"s-2\",\"values\":[0.0,0.0,0.0]}");
  }

  @Test
  void aDryRunSendsNothing() {
    String file = write("v.jsonl", "{\"id\":\"d-1\",\"values\":[1,2,3]}\n{\n");
    Run run = indexes.run("upsert", file, "-n", "docs", "--dry-run", "-j");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    assertThat(json(run).get("valid").asInt()).isEqualTo(1);
    assertThat(indexes.run("fetch", "-n", "docs", "d-1").exitCode()).isEqualTo(4);
  }

  @Test
  void upsertRefusesInvalidUsage() {
    String file = write("v.jsonl", "{\"id\":\"d-1\",\"values\":[1,2,3]}\n");
    String checkpoint = write("c", "");

    assertThat(indexes.run("upsert", file, "-n", "docs", "--resume").exitCode()).isEqualTo(2);
    assertThat(indexes.run("upsert", file, "-n", "docs", "--checkpoint", checkpoint).err())
        .contains("exists: add --resume");
    assertThat(indexes.run("upsert", file, "-n", "docs", "--failed", file).err())
        .contains("name another one");
    assertThat(indexes.run("upsert", file, "-n", "notes").err()).contains("add --embed");
    Run missing = indexes.run("upsert", path("none.jsonl").toString(), "-n", "docs");
    assertThat(missing.exitCode()).isEqualTo(8);
    assertThat(missing.err()).containsOnlyOnce("\n").contains("none.jsonl");
    assertThat(indexes.run("upsert", file, "-n", "nobody").exitCode()).isEqualTo(4);
    assertThat(indexes.run("upsert", write("v.txt", ""), "-n", "docs").exitCode()).isEqualTo(2);
  }

  @Test
  void textThatIsEmbeddedIsDisclosed() {
    String file = write("n.jsonl", "{\"_id\":\"r-9\",\"text\":\"hello\"}\n");
    Run run = indexes.run("upsert", file, "-n", "notes", "--embed", "--quiet");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(run.err())
        .isEqualTo(
            "pinelink: the index embeds the text of the records, so it leaves the private network\n");

    Run refused = indexes.run("search", "-n", "notes", "--text", "tide");
    assertThat(refused.exitCode()).isEqualTo(2);
    Run search = indexes.run("search", "-n", "notes", "--text", "tide", "--embed", "-j");
    assertThat(search.exitCode()).as(search.toString()).isZero();
    assertThat(search.err()).contains("leaves the private network");
    assertThat(json(search).get("hits")).isNotEmpty();
    assertThat(indexes.run("query", "-n", "docs", "--text", "tide").err()).contains("add --embed");
  }

  @Test
  void queryTakesIdsVectorsAndFilters() {
    String vector = write("v.json", "[0.1, 0.2, 0.3]");
    Run table = indexes.run("query", "-n", "docs", "--id", "a", "-k", "2", "--include-metadata");
    assertThat(table.exitCode()).as(table.toString()).isZero();
    assertThat(table.out().lines().findFirst().orElse("")).startsWith("ID").contains("METADATA");
    Run run =
        indexes.run(
            "query",
            "-n",
            "docs",
            "--vector",
            "@" + vector,
            "-f",
            "{\"genre\": \"drama\"}",
            "-j",
            "--include-values");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(json(run).at("/matches/0/values")).hasSize(3);
    Run none = indexes.run("query", "-n", "docs");
    assertThat(none.exitCode()).isEqualTo(2);
    Run broken = indexes.run("query", "-n", "docs", "--id", "a", "-f", "{");
    assertThat(broken.exitCode()).isEqualTo(2);
    assertThat(broken.err()).startsWith("pinelink: --filter: ").containsOnlyOnce("\n");
    Run fraction =
        indexes.run("query", "-n", "docs", "--sparse-indices", "[1.5]", "--sparse-values", "[1]");
    assertThat(fraction.err()).isEqualTo("pinelink: --sparse-indices: expected whole numbers\n");
  }

  @Test
  void searchFindsDocumentsByTextVectorAndBoth() {
    Run text =
        indexes.run("search", "-n", "articles", "--text", "moon", "--text-field", "body", "-j");
    assertThat(text.exitCode()).as(text.toString()).isZero();
    assertThat(json(text).get("matches")).isNotEmpty();
    Run hybrid =
        indexes.run(
            "search",
            "-n",
            "articles",
            "--text",
            "moon",
            "--text-field",
            "body",
            "--vector",
            "[0.1,0.2,0.3]",
            "--vector-field",
            "embedding",
            "--fields",
            "title");
    assertThat(hybrid.exitCode()).as(hybrid.toString()).isZero();
    Run lucene = indexes.run("search", "-n", "articles", "--query-string", "body:moon");
    assertThat(lucene.exitCode()).as(lucene.toString()).isZero();
    assertThat(indexes.run("search", "-n", "docs", "--text", "x").err()).contains("use query");
  }

  @Test
  void optionsWithoutEffectAreRefused() {
    for (String[] args :
        new String[][] {
          {"--query-string", "moon", "--text-field", "body"},
          {"--query-string", "moon", "--vector-field", "embedding"},
          {"--query-string", "moon", "--sparse-field", "embedding"},
          {"--query-string", "moon", "--rank-field", "body"},
          {"--query-string", "moon", "--embed"}
        }) {
      Run run = indexes.run(words(new String[] {"search", "-n", "articles"}, args));
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(2);
      assertThat(run.err()).contains(" has no effect without --");
    }
    Run query =
        indexes.run(
            "query",
            "-n",
            "docs",
            "--text",
            "tide",
            "--embed",
            "multilingual-e5-large",
            "--id",
            "a");
    assertThat(query.err())
        .isEqualTo("pinelink: a text and an id or values are given, expected one of them\n");
  }

  private static String[] words(String[] first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void fetchTakesAnyNumberOfIds() {
    StringBuilder rows = new StringBuilder();
    StringBuilder ids = new StringBuilder("a\n");
    for (int i = 0; i < 1_500; i++) {
      rows.append("{\"id\":\"m-").append(i).append("\",\"values\":[1,2,3]}\n");
      ids.append("m-").append(i).append('\n');
    }
    Run load = indexes.run("upsert", write("v.jsonl", rows.toString()), "-n", "docs");
    assertThat(load.exitCode()).as(load.toString()).isZero();

    Run json = indexes.runWith(ids.toString(), "fetch", "-n", "docs", "--ids-from", "-", "-j");
    assertThat(json.exitCode()).as(json.err()).isZero();
    assertThat(json(json).get("vectors")).hasSize(1_501);
    assertThat(json(json).at("/vectors/m-1499/values")).hasSize(3);
    assertThat(json(json).get("namespace").asText()).isEmpty();
    Run table = indexes.run("fetch", "-n", "docs", "--ids-from", write("ids", ids + "none\n"));
    assertThat(table.exitCode()).isEqualTo(4);
    assertThat(table.err()).isEqualTo("pinelink: 1 of 1502 ids do not exist: none\n");
    assertThat(table.out().lines()).hasSize(1_502);
    assertThat(table.out()).containsOnlyOnce("METADATA");

    Run deleted = indexes.runWith(ids.toString(), "delete", "-n", "docs", "--ids-from", "-", "-j");
    assertThat(json(deleted).get("ids").asInt()).isEqualTo(1_501);
    assertThat(indexes.run("list", "-n", "docs", "--prefix", "m-").out()).isEmpty();
  }

  @Test
  void documentsAreFetchedInOneJsonObject() {
    Run run = indexes.run("fetch", "-n", "articles", "x", "--ids", "[\"x\",\"y\"]", "-j");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(json(run).get("documents")).hasSize(2);
    Run none = indexes.run("fetch", "-n", "articles", "none", "-j");
    assertThat(none.exitCode()).isEqualTo(4);
    assertThat(json(none).get("documents")).isEmpty();
  }

  @Test
  void controlCharactersOfAFileDoNotReachTheTerminal() {
    String file = write("v.jsonl", "{\"id\":\"e\\u001b[2J\",\"values\":[0,0,0]}\n");

    Run run = indexes.run("upsert", file, "-n", "docs");

    assertThat(run.err()).contains("vectors 'e\\u001b[2J': ").doesNotContain("\u001b");
  }

  @Test
  void aQueryOfAnIndexOfDocumentsNamesTheCommandForThem() {
    Run run = indexes.run("query", "-n", "articles", "--vector", "[1,2,3]");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("use search").containsOnlyOnce("\n");
  }

  @Test
  void listPrintsIds() {
    assertThat(indexes.run("list", "-n", "docs", "--limit", "1").out().lines()).hasSize(1);
    assertThat(indexes.run("list", "-n", "articles", "-j").out()).startsWith("{\"id\":");
    assertThat(indexes.run("list", "-n", "docs", "--limit", "0").exitCode()).isEqualTo(2);
  }

  @Test
  void updateChangesWhatIsNamed() {
    Run run = indexes.run("update", "-n", "docs", "--id", "a", "--metadata", "{\"year\": 1}", "-j");
    assertThat(run.exitCode()).as(run.toString()).isZero();
    assertThat(
            json(indexes.run("fetch", "-n", "docs", "a", "-j"))
                .at("/vectors/a/metadata/year")
                .asInt())
        .isEqualTo(1);
    Run asked =
        indexes.run("update", "-n", "docs", "-f", "{\"year\": 1}", "--metadata", "{\"k\": 2}");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err()).contains("--yes");
    Run document =
        indexes.run("update", "-n", "articles", "--id", "x", "--set", "{\"embedding\": [1,2,3]}");
    assertThat(document.exitCode()).as(document.toString()).isZero();
  }

  @Test
  void deleteNeverWidens() {
    for (String[] args :
        new String[][] {
          {},
          {"--ids", "[]"},
          {"--filter", "{}"},
          {"--filter", ""},
          {"a", "--all"},
          {"--all"},
          {"--filter", "{\"genre\":\"drama\"}"},
          {"--all", "--yes", "--namespace", ""},
          {"--ids-from", "/dev/null"}
        }) {
      String[] all = words(new String[] {"delete", "-n", "docs"}, args);
      assertThat(indexes.run(all).exitCode()).as(String.join(" ", all)).isEqualTo(2);
    }
    assertThat(indexes.run("fetch", "-n", "docs", "a", "b").exitCode()).isZero();

    assertThat(indexes.run("delete", "-n", "docs", "a").exitCode()).isZero();
    assertThat(indexes.run("fetch", "-n", "docs", "a").exitCode()).isEqualTo(4);
    assertThat(indexes.run("delete", "-n", "docs", "--all", "--yes").exitCode()).isZero();
    assertThat(indexes.run("list", "-n", "docs").out()).isEmpty();
  }

  @Test
  void aLoadOnAFullDiskFailsWithItsOwnCode() {
    String file = write("v.jsonl", "{\n{\"id\":\"a\",\"values\":[1,2,3]}\n");
    Run run = indexes.run("upsert", file, "-n", "docs", "--failed", "/dev/full");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(8);
    assertThat(run.err()).contains("/dev/full");
  }
}
