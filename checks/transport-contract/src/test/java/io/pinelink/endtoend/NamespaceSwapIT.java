package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.bulk.NamespaceSwap;
import io.pinelink.bulk.NamespaceSwapReport;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.BulkException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.RecordedRequest;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests the switch of readers to a newly loaded namespace. */
class NamespaceSwapIT {
  private static final int COUNT = 2_500;
  private static final BulkOptions READABLE =
      BulkOptions.builder().awaitVisible(Duration.ofMinutes(1)).build();

  private EmbeddedPinecone server;
  private Pinelink client;
  private Index index;

  @BeforeEach
  void start() {
    server = EmbeddedPinecone.builder().visibilityDelay(Duration.ofMillis(50)).start();
    client = server.clientBuilder().build();
    client.controlPlane().createIndex(CreateIndexRequest.dense("docs", 2, Indexes.REGION));
    index = client.index("docs");
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void theFirstSwapCreatesTheAlias() {
    NamespaceSwapReport report =
        index.namespaces().swap(NamespaceSwap.of("live", "v1"), vectors(1), READABLE);

    assertThat(report.previous()).isEmpty();
    assertThat(report.alias().targetNamespace()).isEqualTo("v1");
    assertThat(report.load().accepted()).isEqualTo(COUNT);
    assertThat(generation("live")).isEqualTo(1);
  }

  @Test
  void readersAlwaysFindACompleteDataSet() {
    index.namespaces().swap(NamespaceSwap.of("live", "v1"), vectors(1), READABLE);
    AtomicBoolean swapped = new AtomicBoolean();
    CompletableFuture<List<Float>> seen =
        CompletableFuture.supplyAsync(
            () -> {
              List<Float> generations = new ArrayList<>();
              while (!swapped.get()) {
                generations.add(generation("live"));
              }
              generations.add(generation("live"));
              return generations;
            });

    NamespaceSwapReport report =
        index
            .namespaces()
            .swap(NamespaceSwap.of("live", "v2").deletingPrevious(), vectors(2), READABLE);
    swapped.set(true);

    assertThat(report.previous()).contains("v1");
    assertThat(seen.join()).isSorted().containsOnly(1f, 2f).endsWith(2f);
    assertThat(server.requests())
        .extracting(RecordedRequest::operation)
        .contains("deleteNamespace");
  }

  @Test
  void aFailedLoadDoesNotAffectReaders() {
    index.namespaces().swap(NamespaceSwap.of("live", "v1"), vectors(1), READABLE);
    BulkSource<Vector> invalid = BulkSource.of(List.of(Vector.of("a", new float[] {1, 2, 3})));

    assertThatThrownBy(
            () ->
                index
                    .namespaces()
                    .swap(NamespaceSwap.of("live", "v2").deletingPrevious(), invalid, READABLE))
        .isInstanceOf(BulkException.class);

    assertThat(index.namespaces().describeAlias("live").targetNamespace()).isEqualTo("v1");
    assertThat(generation("live")).isEqualTo(1);
  }

  @Test
  void theNamespaceThatServesReadersIsNotLoaded() {
    index.namespaces().swap(NamespaceSwap.of("live", "v1"), vectors(1), READABLE);

    assertThatIllegalStateException()
        .isThrownBy(
            () -> index.namespaces().swap(NamespaceSwap.of("live", "v1"), vectors(2), READABLE))
        .withMessageContaining("alias 'live' points to namespace 'v1' already");
    assertThat(generation("live")).isEqualTo(1);
  }

  @Test
  void optionsThatCouldPublishAnIncompleteDataSetAreRefused() {
    NamespaceSwap swap = NamespaceSwap.of("live", "v1");
    BulkOptions collecting =
        BulkOptions.builder().awaitVisible(Duration.ofMinutes(1)).collectFailures().build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.namespaces().swap(swap, vectors(1), BulkOptions.builder().build()))
        .withMessageContaining("awaitVisible");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.namespaces().swap(swap, vectors(1), collecting))
        .withMessageContaining("collect failures");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NamespaceSwap.of("live", "live"))
        .withMessageContaining("which is the alias");
  }

  @Test
  void documentsAreSwappedAsVectorsAre() {
    IndexSchema schema = IndexSchema.builder().text("title", FullTextSearch.defaults()).build();
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder("articles", schema, Indexes.REGION).build());
    DocumentIndex articles = client.documents("articles");

    for (int generation = 1; generation <= 2; generation++) {
      Document document = Document.builder("a").put("title", "tide " + generation).build();
      articles
          .namespaces()
          .swap(
              NamespaceSwap.of("live", "v" + generation),
              BulkSource.of(List.of(document)),
              READABLE);
      assertThat(articles.namespace("live").fetch(FetchDocumentsRequest.byIds("a")).items())
          .containsExactly(document);
    }
  }

  private static BulkSource<Vector> vectors(int generation) {
    return BulkSource.of(
        IntStream.range(0, COUNT)
            .mapToObj(i -> Vector.of("v-" + i, new float[] {generation, i + 1})));
  }

  /** Returns the generation of the last vector, which is read through an alias. */
  private float generation(String alias) {
    String last = "v-" + (COUNT - 1);
    Vector found = index.namespace(alias).fetch(FetchRequest.byIds(last)).vectors().get(last);
    return Objects.requireNonNull(found, "found").value(0);
  }
}
