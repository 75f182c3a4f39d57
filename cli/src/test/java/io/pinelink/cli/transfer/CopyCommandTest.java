package io.pinelink.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.Run;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import io.pinelink.spi.DataOperations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests copies and comparisons of namespaces on the command line. */
class CopyCommandTest {
  @RegisterExtension
  private static final TransferServer server = new TransferServer(2, Metric.COSINE);

  @BeforeEach
  void fill() {
    fill("docs", 250);
  }

  private static Index index(String name, String namespace) {
    return server.index(name, namespace);
  }

  private static void fill(String name, int count) {
    server.load(
        name,
        "en",
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    Vector.of(
                        "v" + i,
                        new float[] {i, 1},
                        i == 7 ? Metadata.of("text", 7) : Metadata.of("text", "tide " + i)))
            .toList());
  }

  private static Run run(String... args) {
    return server.run(args);
  }

  private static Run copy(String... more) {
    String[] sides = {"copy", "--from-index-name", "docs", "--to-index-name", "docs-copy", "-q"};
    return server.run(sides, more);
  }

  private static Run verify(String... more) {
    String[] sides = {"verify", "--from-index-name", "docs", "--to-index-name", "docs-copy", "-q"};
    return server.run(sides, more);
  }

  private static List<String> ids(Index index) {
    return index.listAllIds(ListIdsRequest.all()).stream().toList();
  }

  @Test
  void aNamespaceIsCopiedAndVerified() throws Exception {
    Run run = copy("--from-namespace", "en", "--to-namespace", "en", "--verify", "--json");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    JsonNode part = new ObjectMapper().readTree(run.out()).at("/namespaces/0");
    assertThat(part.at("/copied").intValue()).isEqualTo(250);
    assertThat(part.at("/comparison/equal").intValue()).isEqualTo(250);
    assertThat(ids(index("docs-copy", "en"))).isEqualTo(ids(index("docs", "en")));
    assertThat(verify("--from-namespace", "en", "--to-namespace", "en").out())
        .isEqualTo("250 equal, 0 missing, 0 extra, 0 different\n");
  }

  @Test
  void differencesExitWithOne() {
    fill("docs-copy", 249);
    index("docs-copy", "en").upsert(List.of(Vector.of("v3", new float[] {3, 1}), vector("zz")));

    Run run = verify("--from-namespace", "en", "--to-namespace", "en");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .containsExactlyInAnyOrder(
            "missing v249",
            "extra zz",
            "different v3 metadata 'text'",
            "248 equal, 1 missing, 1 extra, 1 different");
  }

  private static Vector vector(String id) {
    return Vector.of(id, new float[] {1, 1});
  }

  @Test
  void aMirrorAsksFirst() {
    index("docs-copy", "en").upsert(List.of(vector("stale")));

    Run asked = copy("--all-namespaces", "--mirror");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err())
        .isEqualTo(
            "pinelink: this would delete from all namespaces of 'docs-copy' what all namespaces"
                + " of 'docs' does not have, once it is copied; it cannot ask without a terminal: add"
                + " --yes\n");
    assertThat(ids(index("docs-copy", "en"))).containsExactly("stale");

    Run agreed = copy("--all-namespaces", "--mirror", "--yes");
    assertThat(agreed.exitCode()).isZero();
    assertThat(ids(index("docs-copy", "en"))).isEqualTo(ids(index("docs", "en")));
  }

  @Test
  void vectorsBecomeDocumentsAndRefusedOnesExitWithThree() {
    IndexSchema schema =
        IndexSchema.builder()
            .text("body", FullTextSearch.defaults())
            .denseVector("embedding", 2, Metric.COSINE)
            .build();
    server
        .client()
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder("articles", schema, TransferServer.SPEC).build());
    String[] sides = {
      "copy", "--from-index-name", "docs", "--from-namespace", "en", "--to-index-name", "articles"
    };

    Run unmapped = run(sides);
    assertThat(unmapped.exitCode()).isEqualTo(2);
    assertThat(unmapped.err()).contains("add --map values=FIELD");

    Run run = server.run(sides, "--map", "values=embedding", "--map-text", "text=body");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("rejected 'v7': metadata 'text' of vector 'v7' is no string");
    assertThat(server.client().documents("articles").describeIndexStats().totalVectorCount())
        .isEqualTo(249);
  }

  @Test
  void documentsThatTheTargetRefusesExitWithThreeAndTheRestArrives() throws Exception {
    IndexSchema.Builder schema = IndexSchema.builder().denseVector("embedding", 2, Metric.COSINE);
    for (String name : List.of("articles", "articles-copy")) {
      server
          .client()
          .controlPlane()
          .createDocumentIndex(
              CreateDocumentIndexRequest.builder(name, schema.build(), TransferServer.SPEC)
                  .build());
      schema.text("note", FullTextSearch.defaults());
    }
    List<Document> documents =
        IntStream.range(0, 250)
            .mapToObj(
                i -> {
                  Document.Builder document =
                      Document.builder("d" + i).put("embedding", new float[] {i, 1});
                  return i % 100 == 7
                      ? document.put("note", i).build()
                      : document.put("note", "tide " + i).build();
                })
            .toList();
    server
        .client()
        .documents("articles")
        .bulkUpsert(BulkSource.of(documents), BulkOptions.defaults());

    Run run =
        run("copy", "--from-index-name", "articles", "--to-index-name", "articles-copy", "--json");

    assertThat(run.exitCode()).as(run.toString()).isEqualTo(3);
    assertThat(run.err()).contains("rejected 'd7': ", "rejected 'd107': ", "rejected 'd207': ");
    JsonNode part = new ObjectMapper().readTree(run.out()).at("/namespaces/0");
    assertThat(part.at("/copied").intValue()).isEqualTo(247);
    assertThat(part.at("/failures")).hasSize(3);
    assertThat(server.client().documents("articles-copy").describeIndexStats().totalVectorCount())
        .isEqualTo(247);
  }

  @Test
  void aComparisonOfVectorsWithDocumentsNeedsAMapping() {
    server
        .client()
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles",
                    IndexSchema.builder().denseVector("embedding", 2, Metric.COSINE).build(),
                    TransferServer.SPEC)
                .build());

    Run run = run("verify", "--from-index-name", "docs", "--to-index-name", "articles");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("add --map values=FIELD").containsOnlyOnce("\n");
  }

  @Test
  void anInterruptedCopyIsResumedOnRequestOnly(@TempDir Path folder) {
    Path checkpoint = folder.resolve("copy.checkpoint");
    String[] options = {
      "--from-namespace", "en", "--to-namespace", "en", "--checkpoint", checkpoint.toString()
    };
    server
        .server()
        .faults()
        .next(DataOperations.UPSERT, Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));

    Run failed = copy(options);
    assertThat(failed.exitCode()).isEqualTo(5);
    assertThat(failed.err()).contains("not any more");
    assertThat(checkpoint).exists();

    Run again = copy(options);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("add --resume to continue from it");

    String[] resumed = Arrays.copyOf(options, options.length + 2);
    resumed[options.length] = "--resume";
    resumed[options.length + 1] = "--verify";
    assertThat(copy(resumed).exitCode()).isZero();
    assertThat(Files.exists(checkpoint)).isFalse();
  }

  @Test
  void aDryRunPrintsZerosAndCopiesNothing() {
    Run run = copy("--all-namespaces", "--dry-run", "--mirror");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("NAMESPACE").contains("en");
    assertThat(ids(index("docs-copy", "en"))).isEmpty();
  }

  @Test
  void aMissingIndexExitsWithFour() {
    Run run = run("copy", "--from-index-name", "none", "--to-index-name", "docs-copy");

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.err()).startsWith("pinelink: ").contains("none");
  }
}
