package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.output.TerminalStreams;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** Tests that what commands print is in the words of the command line, not of a library. */
class CommandTextsTest {
  private static final String LONG = "a very long title ".repeat(9);

  private static LocalRun local;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    local = new LocalRun("--index", "docs:2");
    Path rows = folder.resolve("rows.jsonl");
    Files.writeString(
        rows,
        """
        {"id": "a", "values": [1, 0], "metadata": {"title": "%s"}}
        {"id": "b", "values": [0.3, 0.7]}
        """
            .formatted(LONG));
    assertThat(local.run("upsert -n docs -q " + rows).exitCode()).isZero();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "query -n docs | nothing to search for: give --id, --vector, --sparse-values with"
            + " --sparse-indices, or --text with --embed",
        "query -n docs --id a --vector [1,2] | --id and values are given, expected one of them",
        "query -n docs --vector [1,2 | --vector: the JSON ends early",
        "query -n docs --vector [1;2] | --vector: no valid JSON at line 1, character 3",
        "query -n docs --id a --filter {\"a\":1,\"a\":2} | --filter: the member 'a' occurs twice",
        "query -n docs --id a --filter {\"a\":{\"$foo\":1}} | --filter: filter on 'a': $foo is an"
            + " unknown operator",
        "query -n docs --id a --top-k 0 | --top-k is 0, expected 1 to 10000",
        "query -n docs --id a --top-k x | Invalid value for option '--top-k': 'x' is not a whole"
            + " number; see pinelink query --help",
      })
  void refusalsNameOptions(String command, String reason) {
    Run run = local.run(command);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).isEqualTo("pinelink: " + reason + "\n");
  }

  @Test
  void aFileThatCannotBeReadIsDescribedWithoutTheLibraryThatReadsIt(@TempDir Path folder)
      throws Exception {
    Path junk = Files.writeString(folder.resolve("junk.parquet"), "no Parquet");
    Path csv = Files.writeString(folder.resolve("rows.csv"), "key,values\na,1\n");
    Path unknown = Files.writeString(folder.resolve("rows.txt"), "a");

    assertThat(local.run("upsert -n docs " + junk).err())
        .isEqualTo("pinelink: " + junk + " is no complete Parquet file\n");
    assertThat(local.run("upsert -n docs " + csv).err()).contains("--id-column").hasLineCount(1);
    assertThat(local.run("upsert -n docs " + unknown).err())
        .contains("or set --format")
        .hasLineCount(1);
  }

  @Test
  void aRefusedConnectionToTheControlPlaneDoesNotNameTheJavaApi() {
    assertThat(local.run("index list --control-plane http://localhost:1").err())
        .contains("nothing listens on that port")
        .doesNotContain("ConnectRule");
  }

  @Test
  void theFieldsOfAnIndexAreNoJavaMap() {
    assertThat(
            local
                .run("index create --name texts --field title:text:en --field terms:sparse -q")
                .exitCode())
        .isZero();

    Run run = local.run("index describe --name texts");

    assertThat(run.out())
        .containsPattern("fields +(title: text, terms: sparse|terms: sparse, title: text)\n")
        .doesNotContain("{", "tags");
  }

  private static String onTerminal(String command, int columns) {
    StringWriter out = new StringWriter();
    CommandLine line =
        Main.commandLine(
            local.environment(), new TerminalStreams(true, true, true, false, columns));
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute(command.split(" "))).isZero();
    return out.toString();
  }

  @Test
  void longMetadataIsCutAtTheWidthOfATerminalOnly() {
    String query = "query -n docs --id a --include-metadata";

    assertThat(onTerminal(query, 60).lines())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(60))
        .anySatisfy(line -> assertThat(line).startsWith("a   1.000000  {\"title").endsWith("…"));
    assertThat(local.run(query).out()).contains(LONG);
    assertThat(onTerminal(query + " --json", 60)).contains(LONG);
  }

  @Test
  void anEmptyFileIsNamed(@TempDir Path folder) throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.jsonl"));

    Run loaded = local.run("import -n docs " + empty);
    Run upserted = local.run("upsert -n docs " + empty);

    assertThat(loaded.exitCode()).isZero();
    assertThat(loaded.err()).isEqualTo(empty + " has no rows\n");
    assertThat(upserted.err()).isEqualTo(empty + " has no rows\n");
    assertThat(local.run("import -q -n docs " + empty).err()).isEmpty();
  }
}
