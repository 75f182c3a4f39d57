package io.pinelink.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.cli.Run;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import io.pinelink.spi.DataOperations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests copies and comparisons of namespaces on the command line. */
class CopyCommandTest {
  private static final IndexSpec SPEC = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  private static EmbeddedPinecone server;
  private static Pinelink client;

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.builder().localMode().start();
    client =
        Pinelink.builder()
            .apiKey(EmbeddedPinecone.API_KEY)
            .controlPlane(controlPlane())
            .proxy(ProxyOptions.none())
            .build();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static String controlPlane() {
    return "http://localhost:" + server.address(Listener.CONTROL).getPort();
  }

  @BeforeEach
  void fill() {
    server.reset();
    for (String name : List.of("docs", "docs-copy")) {
      client.controlPlane().createIndex(CreateIndexRequest.dense(name, 2, SPEC));
    }
    fill(index("docs", "en"), 250);
  }

  private static Index index(String name, String namespace) {
    return client.index(name).namespace(namespace);
  }

  private static void fill(Index index, int count) {
    assertThat(
            index
                .bulkUpsert(
                    BulkSource.of(
                        IntStream.range(0, count)
                            .mapToObj(
                                i ->
                                    Vector.of(
                                        "v" + i,
                                        new float[] {i, 1},
                                        i == 7
                                            ? Metadata.of("text", 7)
                                            : Metadata.of("text", "tide " + i)))),
                    BulkOptions.defaults())
                .isClean())
        .isTrue();
  }

  private static Run run(String... args) {
    return Run.of(
        Map.of(
            "PINECONE_API_KEY", EmbeddedPinecone.API_KEY, "PINELINK_CONTROL_PLANE", controlPlane()),
        args);
  }

  private static Run copy(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("copy", "--from-index-name", "docs", "--to-index-name", "docs-copy", "-q"));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
  }

  private static Run verify(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("verify", "--from-index-name", "docs", "--to-index-name", "docs-copy", "-q"));
    args.addAll(List.of(more));
    return run(args.toArray(String[]::new));
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
    fill(index("docs-copy", "en"), 249);
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
    client
        .controlPlane()
        .createDocumentIndex(CreateDocumentIndexRequest.builder("articles", schema, SPEC).build());
    String[] sides = {
      "copy", "--from-index-name", "docs", "--from-namespace", "en", "--to-index-name", "articles"
    };

    Run unmapped = run(sides);
    assertThat(unmapped.exitCode()).isEqualTo(2);
    assertThat(unmapped.err()).contains("add --map values=FIELD");

    List<String> mapped = new ArrayList<>(List.of(sides));
    mapped.addAll(List.of("--map", "values=embedding", "--map-text", "text=body"));
    Run run = run(mapped.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err()).contains("rejected 'v7': metadata 'text' of vector 'v7' is no string");
    assertThat(client.documents("articles").describeIndexStats().totalVectorCount()).isEqualTo(249);
  }

  @Test
  void anInterruptedCopyIsResumedOnRequestOnly(@TempDir Path folder) {
    Path checkpoint = folder.resolve("copy.checkpoint");
    String[] options = {
      "--from-namespace", "en", "--to-namespace", "en", "--checkpoint", checkpoint.toString()
    };
    server
        .faults()
        .next(DataOperations.UPSERT, Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));

    Run failed = copy(options);
    assertThat(failed.exitCode()).isEqualTo(5);
    assertThat(failed.err()).contains("not any more");
    assertThat(checkpoint).exists();

    Run again = copy(options);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("add --resume to continue from it");

    List<String> resumed = new ArrayList<>(List.of(options));
    resumed.addAll(List.of("--resume", "--verify"));
    assertThat(copy(resumed.toArray(String[]::new)).exitCode()).isZero();
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
