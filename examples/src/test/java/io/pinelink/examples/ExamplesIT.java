package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the output of each short example, except the parts that depend on timing. */
@Tag("slow")
class ExamplesIT {
  @Test
  void recordsAreFoundByTextFilterRerankingAndId() throws Exception {
    String output = Printed.by(RecordSearch::main);

    assertThat(output)
        .startsWith("wrote 480 records to public records-a1b234c.svc.")
        .containsPattern("\nit swims in the sea\n {2}\\S+ sea: ")
        .containsPattern("\nthe same, only animals\n {2}\\S+ fish: ")
        .containsPattern("cold-blooded vertebrates\"\n {2}\\S+ fish: .*\n.*\n.*\n\n")
        .containsPattern("\naround the first animal\n {2}1.000 fish: ");
  }

  @Test
  void documentsAreJavaRecords() throws Exception {
    assertThat(Printed.by(TypedDocuments::main))
        .startsWith("wrote 400 senses\n")
        .containsPattern("\nwords: living organisms\n {2}\\S+ \\S+ \\(noun\\.\\S+\\): ")
        .containsPattern("\nmeaning: a device that tells the time\n {2}0\\.\\d{3} \\S+ \\(noun\\.")
        .containsPattern("\n[1-9]\\d* of them are animals\n$");
  }

  @Test
  void eachTenantFindsOnlyItsOwn() throws Exception {
    String output = Printed.by(Tenants::main);

    assertThat(output)
        .contains(
            "  tenant-diner: 38\n  tenant-garden: 116\n  tenant-zoo: 109\n",
            "  tenant-diner: [lemon, orange, ",
            "of all tenants\n  tenant-diner: lemon\n");
    String garden = output.substring(output.lastIndexOf("  tenant-garden: ["));
    assertThat(garden.lines().findFirst()).get().asString().doesNotContain("lemon");
  }

  @Test
  void hybridSearchWeighsMeaningAndWords() throws Exception {
    assertThat(Printed.by(HybridSearch::main))
        .startsWith("wrote 768 nouns")
        .containsPattern("95 % by meaning\n {2}\\S+ buckskin: horse ")
        .containsPattern("50 % by meaning\n {2}\\S+ tail: ")
        .containsPattern("5 % by meaning\n {2}\\S+ piece: a separate part");
  }

  @Test
  void theMeanOfManyVectorsIsNearToThem() throws Exception {
    assertThat(Printed.by(MeanVector::main))
        .matches("the mean of [1-9]\\d+ vectors is nearest to\n( {2}\\S.*\n){3}");
  }

  @Test
  void anExportHasEveryVectorOnALine() throws Exception {
    String output = Printed.by(ExportNamespace::main);

    Matcher exported =
        Pattern.compile("exported 300 vectors, (\\d+) bytes, to (.*)").matcher(output);
    assertThat(exported.find()).isTrue();
    Path file = Path.of(exported.group(2));
    List<String> lines = Files.readAllLines(file);
    assertThat(file).hasSize(Long.parseLong(exported.group(1)));
    Files.delete(file);
    assertThat(lines)
        .hasSize(300)
        .isSorted()
        .allMatch(
            line -> line.matches("\\{\"id\":\"n-\\d{8}\",\"values\":\\[.*],\"metadata\":.*}"));
    assertThat(output)
        .contains("\n  person: a human being\n")
        .endsWith("\n  {\"lemma\":\"person\",\"gloss\":\"a human being\"}\n");
  }

  @Test
  void anImportFillsANamespaceForEachDirectory() throws Exception {
    assertThat(Printed.by(ImportVectors::main))
        .contains("wrote animals: Count[files=1, rows=54, bytes=")
        .contains("wrote plants: Count[files=1, rows=58, bytes=")
        .contains("import 1 is Completed: 112 records\nnamespaces: {animals=54, plants=58}\n")
        .endsWith("\"lexicalFile\":\"noun.animal\",\"gloss\":\"young domestic cat\"}\n");
  }

  @Test
  void aLoadEmbedsOnceAndReportsTheResultOfAllVectors(@TempDir Path cache) throws Exception {
    Printed.Program load =
        args -> LoadDictionary.main("--count", "300", "--cache", cache.toString());

    assertThat(Printed.by(load))
        .startsWith("embedding ")
        .containsPattern("\nloaded 300 in \\S+ s, \\S+/s, 0\\.\\d MB\n")
        .contains("all 300 are stored and readable: 300 in the namespace\n")
        .containsPattern("a small domesticated feline\n {2}\\S+ cat \\(noun\\): feline mammal");
    assertThat(Printed.by(load)).startsWith("loaded 300 in ");
    assertThat(
            Printed.by(
                args ->
                    LoadDictionary.main(
                        "--count", "300", "--cache", cache.toString(), "--count-only")))
        .contains("{pinelink-load=WriteCounts[upserted=300, distinct=300, checksum=");
  }

  @Test
  void aRestoredIndexHasWhatTheDeletedOneHad() throws Exception {
    assertThat(Printed.by(BackupAndRestore::main))
        .endsWith(
            """
            backup is Ready: 2 vectors
            indexes: 0
            restore of docs is Completed
            {"id":"I","values":[0.1,0.9],"metadata":{"genre":"drama"}}
            {"id":"J","values":[0.8,0.2],"metadata":{"genre":"comedy"}}
            backups: 0
            """);
  }

  @Test
  void aReadAfterAWriteSeesIt() throws Exception {
    assertThat(Printed.by(ReadYourWrites::main))
        .contains("\nquery after the write: [Match[I, 1.0]]\n")
        .endsWith("\nfetch after the update: drama\nthe other process sees it too\n");
  }

  @Test
  void asyncCallsAreComposedMeteredAndEnded() throws Exception {
    assertThat(Printed.by(AsyncSearch::main))
        .startsWith("wrote 400\n")
        .contains(
            "and similar words: [kitten, cat, ",
            "\nread 150 of 400\npages requested: 2\n",
            "\nwith a deadline: query on words-",
            "no answer within 200 ms")
        .endsWith("\ncancelled: true, also on the server\n");
  }
}
