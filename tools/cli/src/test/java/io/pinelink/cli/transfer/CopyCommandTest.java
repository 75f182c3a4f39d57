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
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
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
    return index.listAllIds().stream().toList();
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
  void aMirrorAsksFirstWithTheNumbers() {
    fill("docs-copy", 250);
    index("docs-copy", "en").upsert(List.of(vector("stale")));

    Run asked = copy("--all-namespaces", "--mirror");
    assertThat(asked.exitCode()).isEqualTo(2);
    assertThat(asked.err())
        .startsWith("pinelink: this would delete 1 of the 251 items of ")
        .contains(
            " namespaces of 'docs-copy' (en 1 of 251), which 'docs' does not have, once they are"
                + " copied; it cannot ask without a terminal: add --yes\n");
    assertThat(ids(index("docs-copy", "en"))).contains("stale");

    Run agreed = copy("--all-namespaces", "--mirror", "--yes");
    assertThat(agreed.exitCode()).as(agreed.toString()).isZero();
    assertThat(ids(index("docs-copy", "en"))).isEqualTo(ids(index("docs", "en")));
  }

  @Test
  void aMirrorOfAMisspeltNamespaceDeletesNothingUnlessItIsAllowed() {
    fill("docs-copy", 200);
    String[] typo = {"--from-namespace", "typo", "--to-namespace", "en", "--mirror", "--yes"};
    String message =
        "pinelink: namespace 'typo' of 'docs' is empty or does not exist: this would delete 200 of"
            + " the 200 items of namespace 'en' of 'docs-copy', which namespace 'typo' of 'docs' does"
            + " not have; add --allow-empty-source if that is intended\n";

    Run refused = copy(typo);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).isEqualTo(message);
    Run dry = copy(with(typo, "--dry-run"));
    assertThat(dry.exitCode()).isEqualTo(2);
    assertThat(dry.out().lines().skip(1)).containsExactly("en               200  200");
    assertThat(dry.err()).isEqualTo(message);
    assertThat(ids(index("docs-copy", "en"))).hasSize(200);

    Run allowed = copy(with(typo, "--allow-empty-source"));
    assertThat(allowed.exitCode()).as(allowed.toString()).isZero();
    assertThat(ids(index("docs-copy", "en"))).isEmpty();
  }

  private static String[] with(String[] args, String more) {
    String[] all = Arrays.copyOf(args, args.length + 1);
    all[args.length] = more;
    return all;
  }

  @Test
  void aMirrorThatDeletesMostOfTheTargetAsksAgain() throws Exception {
    index("docs-copy", "en").upsert(List.of(vector("a"), vector("b"), vector("v1")));
    String[] mirror = {"--from-namespace", "en", "--to-namespace", "en", "--mirror", "--yes"};

    Run refused = copy(mirror);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .isEqualTo(
            "pinelink: this would delete 2 of the 3 items of namespace 'en' of 'docs-copy', which"
                + " namespace 'en' of 'docs' does not have, which is more than --max-deleted-share"
                + " 0.5; it cannot ask without a terminal: add --max-deleted-share 1\n");
    Run dry = copy(with(with(mirror, "--dry-run"), "--json"));
    assertThat(dry.exitCode()).isEqualTo(2);
    assertThat(new ObjectMapper().readTree(dry.out()).at("/namespaces/0/toDelete").intValue())
        .isEqualTo(2);
    assertThat(ids(index("docs-copy", "en"))).containsExactly("a", "b", "v1");

    Run allowed = copy(with(mirror, "--max-deleted-share=0.67"));
    assertThat(allowed.exitCode()).as(allowed.toString()).isZero();
    assertThat(ids(index("docs-copy", "en"))).isEqualTo(ids(index("docs", "en")));
    assertThat(copy(with(mirror, "--max-deleted-share=50")).err())
        .isEqualTo("pinelink: --max-deleted-share is 50.0, expected 0 to 1\n");
  }

  @Test
  void allNamespacesOfBothSidesAreVerified() throws Exception {
    fill("docs-copy", 250);
    assertThat(verify("--all-namespaces").exitCode()).isZero();
    server.fill("docs", "a", 2);
    server.fill("docs-copy", "z", 1);

    Run run = verify("--all-namespaces");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines())
        .contains(
            "missing v0",
            "extra v0",
            "namespace 'a': 0 equal, 2 missing, 0 extra, 0 different",
            "namespace 'en': 250 equal, 0 missing, 0 extra, 0 different",
            "namespace 'z': 0 equal, 0 missing, 1 extra, 0 different");
    JsonNode json = new ObjectMapper().readTree(verify("--all-namespaces", "--json").out());
    assertThat(json.at("/namespaces").findValuesAsText("missing")).contains("2");
    assertThat(verify("--all-namespaces", "--from-namespace", "en").exitCode()).isEqualTo(2);
  }

  @Test
  void allNamespacesAreVerifiedWithAnExport(@TempDir Path folder) {
    String export = folder.resolve("export").toString();
    assertThat(run("export", "-n", "docs", "--namespace", "en", "-q", export).exitCode()).isZero();
    String[] verify = {"verify", "--from-index-name", "docs", "-q", export};
    server.fill("docs", "later", 2);

    assertThat(server.run(verify).exitCode()).isZero();
    Run all = server.run(verify, "--all-namespaces");
    assertThat(all.exitCode()).isEqualTo(1);
    assertThat(all.out().lines())
        .contains(
            "namespace 'en': 250 equal, 0 missing, 0 extra, 0 different",
            "namespace 'later': 0 equal, 2 missing, 0 extra, 0 different");
  }

  @Test
  void aComparisonOfAllNamespacesIsAListInJsonForAnyNumberOfThem(@TempDir Path folder)
      throws Exception {
    Path export = folder.resolve("export");
    String[] write = {"export", "-n", "docs", "--namespace", "en", "-q", export.toString()};
    assertThat(server.run(write).exitCode()).isZero();
    String[] verify = {"verify", "--from-index-name", "docs", "-q", "--json", export.toString()};

    JsonNode one = new ObjectMapper().readTree(server.run(verify, "--all-namespaces").out());
    assertThat(one.at("/namespaces/0/equal").asInt()).isEqualTo(250);

    ExportManifest manifest = ExportManifest.read(export);
    manifest.namespaces.clear();
    manifest.save();
    Run none = server.run(verify);
    assertThat(none.exitCode()).as(none.toString()).isEqualTo(4);
    assertThat(new ObjectMapper().readTree(none.out()).at("/namespaces").isEmpty()).isTrue();
  }

  @Test
  void aComparisonOfNothingExitsWithFour() {
    for (Run run :
        List.of(
            verify(),
            verify("--from-namespace", "typo", "--to-namespace", "other"),
            copy("--from-namespace", "typo", "--to-namespace", "other", "--verify"))) {
      assertThat(run.exitCode()).as(run.toString()).isEqualTo(4);
    }
    assertThat(verify().err())
        .isEqualTo("pinelink: nothing was compared: both sides are empty or do not exist\n");
    server.index("docs", "en").delete(DeleteRequest.all());
    assertThat(verify("--all-namespaces").exitCode()).isEqualTo(4);
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
        .next("upsert", Fault.refuse(ErrorCode.PERMISSION_DENIED, "not any more"));

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
  void aDryRunCopiesNothing() {
    Run run = copy("--all-namespaces", "--dry-run");

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
