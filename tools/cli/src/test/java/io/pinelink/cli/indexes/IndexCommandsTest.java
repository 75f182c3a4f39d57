package io.pinelink.cli.indexes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.cli.LocalRun;
import io.pinelink.cli.Run;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the commands for indexes against a server. */
class IndexCommandsTest {
  private static LocalRun local;

  @BeforeAll
  static void start() {
    local = new LocalRun("--index", "docs:2");
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @Test
  void indexesAreListedInATable() {
    Run run = local.run("index list");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().lines().findFirst().orElseThrow())
        .matches("NAME +FAMILY +DIMENSION +METRIC +STATE +HOST");
    assertThat(run.out().lines().skip(1))
        .anySatisfy(
            line -> assertThat(line).matches("docs +vectors +2 +cosine +Ready +localhost.*"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void indexesAreListedAsJson() {
    assertThat(local.json("index list").get("indexes"))
        .anySatisfy(
            index -> {
              assertThat(index.get("name").textValue()).isEqualTo("docs");
              assertThat(index.get("dimension").intValue()).isEqualTo(2);
              assertThat(index.get("ready").booleanValue()).isTrue();
            });
  }

  @Test
  void anIndexIsCreatedDescribedAndDeleted() {
    Run created =
        local.run("index create -n made -d 3 -m dotproduct --tags team=search --schema year,kind");
    assertThat(created.exitCode()).as(created.err()).isZero();
    assertThat(created.err()).isEqualTo("created index 'made'\n");

    JsonNode described = local.json("index describe --name made");
    assertThat(described.get("metric").textValue()).isEqualTo("dotproduct");
    assertThat(described.get("tags").get("team").textValue()).isEqualTo("search");
    assertThat(described.get("state").textValue()).isEqualTo("Ready");

    assertThat(local.run("index delete -i made --yes").exitCode()).isZero();
    assertThat(local.run("index describe --name made").exitCode()).isEqualTo(4);
  }

  @Test
  void aSparseIndexHasNoDimension() {
    JsonNode created = local.json("index create -n words --vector-type sparse");

    assertThat(created.get("vectorType").textValue()).isEqualTo("sparse");
    assertThat(created.get("dimension").isNull()).isTrue();
  }

  @Test
  void fieldsMakeADocumentIndex() {
    JsonNode created =
        local.json(
            "index create -n papers --field title:text:en --field embedding:dense:3:dotproduct");

    assertThat(created.get("family").textValue()).isEqualTo("documents");
    assertThat(created.get("fields").fieldNames()).toIterable().contains("title", "embedding");
    assertThat(local.json("index stats -n papers").get("totalRecordCount").longValue()).isZero();
  }

  @Test
  void aModelMakesAnIndexOfTexts() {
    JsonNode created =
        local.json("index create -n notes --model multilingual-e5-large --text-field body");

    assertThat(created.get("family").textValue()).isEqualTo("records");
    assertThat(created.get("textField").textValue()).isEqualTo("body");
  }

  @Test
  void aFieldOfAnUnknownKindIsRefused() {
    Run run = local.run("index create -n papers2 --field title:word");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'title:word' is not a field; expected NAME:text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--field title:text --model multilingual-e5-large",
        "--field title:text --dimension 3",
        "--field title:text -m cosine",
        "--field title:text --schema year",
        "--model multilingual-e5-large --vector-type sparse",
        "--model multilingual-e5-large --byoc-environment mine",
        "--dimension 3 --text-field body",
        "--dimension 3 --vector-type spares",
        "--dimension 3 --byoc-environment mine --region eu-west-1",
        "--dimension 3 --read-shards 2",
        "--dimension 3 --read-mode ondemand --read-node-type b1",
        "--dimension 3 --read-mode dedicate",
      })
  void anOptionThatWouldBeIgnoredIsRefused(String options) {
    Run run = local.run("index create -n refused " + options);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    String[] words = options.split(" ", -1);
    assertThat(run.err()).containsAnyOf(words[words.length - 2], "--metric");
    assertThat(local.run("index describe -n refused").exitCode()).isEqualTo(4);
  }

  @Test
  void noDefaultReducesTheCapacityOfAnIndex() {
    Run run = local.run("index configure -n docs --read-mode dedicated --read-node-type b1");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("needs --read-shards and --read-replicas");
  }

  @Test
  void aProtectedIndexIsNotDeleted() {
    local.json("index create -n kept -d 2");
    assertThat(
            local
                .json("index configure -n kept --deletion-protection enabled --tags env=test")
                .get("deletionProtection")
                .booleanValue())
        .isTrue();

    Run refused = local.run("index delete -n kept --yes");
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.err()).startsWith("pinelink: deleteIndex").hasLineCount(1);

    local.json("index configure -n kept --deletion-protection disabled --tags env=");
    assertThat(local.run("index delete -n kept --yes").exitCode()).isZero();
  }

  @Test
  void nothingIsDeletedWithoutAnAnswer() {
    Run run = local.run("index delete -n docs");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err())
        .isEqualTo(
            "pinelink: this would delete index 'docs' and everything in it; it cannot ask without"
                + " a terminal: add --yes\n");
    assertThat(local.run("index describe -n docs").exitCode()).isZero();
  }

  @Test
  void statsComeFromTheIndexWithoutItsName() {
    String host = local.facts().at("/indexes/0/host").textValue();
    Run run = Run.of(local.environment(), "index", "stats", "--host", host);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("NAMESPACE  RECORDS\n");
    assertThat(run.err()).contains("0 records");
  }
}
