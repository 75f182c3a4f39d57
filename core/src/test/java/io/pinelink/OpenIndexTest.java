package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Metric;
import io.pinelink.model.VectorType;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Tests that indexes of each kind are opened the same way, and of no other kind by name. */
class OpenIndexTest extends ClientScene {
  private static final IndexDescription VECTORS = described().metric(Metric.COSINE).build();
  private static final IndexDescription RECORDS =
      described()
          .embed(
              new ControlResponses.IntegratedEmbeddingResult(
                  "a-model",
                  Optional.of(Metric.COSINE),
                  OptionalInt.of(2),
                  VectorType.DENSE,
                  Map.of("text", "chunk"),
                  Fields.empty(),
                  Fields.empty()))
          .build();
  private static final IndexDescription DOCUMENTS =
      described()
          .schema(IndexSchema.builder().text("body", FullTextSearch.defaults()).build())
          .build();
  private static final IndexDescription UNKNOWN = described().build();

  private final Pinelink client = builder().build();

  private static IndexDescription.Builder described() {
    return IndexDescription.builder(
            "docs",
            new ControlResponses.IndexStatusResult(true, "Ready"),
            IndexSpec.serverless(Cloud.AWS, "us-east-1"),
            INFO)
        .host(PUBLIC);
  }

  private void assertOpened(
      IndexDescription index,
      BiFunction<Pinelink, String, Object> open,
      BiFunction<AsyncPinelink, String, CompletableFuture<?>> openAsync) {
    rest.answering(index, index);
    assertThat(open.apply(client, "docs")).isNotNull();
    assertThat(openAsync.apply(client.async(), "docs")).isCompleted();
  }

  private void assertRefused(
      IndexDescription index,
      String message,
      BiFunction<Pinelink, String, Object> open,
      BiFunction<AsyncPinelink, String, CompletableFuture<?>> openAsync) {
    rest.answering(index, index);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> open.apply(client, "docs"))
        .withMessage(message);
    assertThat(openAsync.apply(client.async(), "docs"))
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .withMessage(message);
  }

  @Test
  void vectorIndexIsOpenedForVectorsOnly() {
    String message = "index 'docs' is a vector index: open it with index(\"docs\")";
    assertThat(VECTORS.family()).contains(IndexFamily.VECTORS);
    assertOpened(VECTORS, Pinelink::index, AsyncPinelink::index);
    assertRefused(VECTORS, message, Pinelink::records, AsyncPinelink::records);
    assertRefused(VECTORS, message, Pinelink::documents, AsyncPinelink::documents);
  }

  @Test
  void recordIndexIsOpenedForRecordsOrVectors() {
    assertThat(RECORDS.family()).contains(IndexFamily.RECORDS);
    assertOpened(RECORDS, Pinelink::records, AsyncPinelink::records);
    assertOpened(RECORDS, Pinelink::index, AsyncPinelink::index);
    assertRefused(
        RECORDS,
        "index 'docs' is a record index: open it with records(\"docs\")",
        Pinelink::documents,
        AsyncPinelink::documents);
  }

  @Test
  void documentIndexIsOpenedForDocumentsOnly() {
    String message = "index 'docs' is a document index: open it with documents(\"docs\")";
    assertThat(DOCUMENTS.family()).contains(IndexFamily.DOCUMENTS);
    assertOpened(DOCUMENTS, Pinelink::documents, AsyncPinelink::documents);
    assertRefused(DOCUMENTS, message, Pinelink::index, AsyncPinelink::index);
    assertRefused(DOCUMENTS, message, Pinelink::records, AsyncPinelink::records);
  }

  @Test
  void indexOfAnUnknownKindIsNotRefused() {
    assertThat(UNKNOWN.family()).isEmpty();
    assertOpened(UNKNOWN, Pinelink::index, AsyncPinelink::index);
    assertOpened(UNKNOWN, Pinelink::records, AsyncPinelink::records);
    assertOpened(UNKNOWN, Pinelink::documents, AsyncPinelink::documents);
  }

  @Test
  void kindOfAnIndexOpenedByHostIsNotChecked() {
    assertThat(client.indexAt(PUBLIC).route()).isEqualTo(client.recordsAt(PUBLIC).route());
    assertThat(client.documentsAt(PUBLIC).route()).isEqualTo(client.recordsAt(PUBLIC).route());
    assertThat(client.async().indexAt(PUBLIC)).isCompleted();
    assertThat(client.async().recordsAt(PUBLIC)).isCompleted();
    assertThat(client.async().documentsAt(PUBLIC)).isCompleted();
    assertThat(rest.hasNoCall()).isTrue();
  }

  private void assertFails(CompletableFuture<?> opening, Class<? extends Throwable> type) {
    assertThat(opening)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingRootCause()
        .isInstanceOf(type);
  }

  @Test
  void asynchronousOpeningFailsThroughTheFutureOnly() {
    List<Function<AsyncPinelink, CompletableFuture<?>>> byHost =
        List.of(
            async -> async.indexAt("not a host"),
            async -> async.recordsAt("not a host"),
            async -> async.documentsAt("not a host"));
    byHost.forEach(open -> assertFails(open.apply(client.async()), IllegalArgumentException.class));
    try (Pinelink refusing = builder().routePolicy(RoutePolicy.publicOnly()).build()) {
      assertFails(refusing.async().indexAt(PRIVATE), IllegalArgumentException.class);
    }
    client.close();
    assertFails(client.async().index("docs"), IllegalStateException.class);
    assertFails(client.async().records("docs"), IllegalStateException.class);
    assertFails(client.async().documents("docs"), IllegalStateException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void nullIsRefusedAtOnce() {
    List<Function<AsyncPinelink, CompletableFuture<?>>> opening =
        List.of(
            async -> async.index(null),
            async -> async.records(null),
            async -> async.documents(null));
    opening.forEach(
        open ->
            assertThatNullPointerException()
                .isThrownBy(() -> open.apply(client.async()))
                .withMessage("name is null"));
    assertThatNullPointerException()
        .isThrownBy(() -> client.async().indexAt(null))
        .withMessage("host is null");
  }

  @Test
  void recordsAreVectorsOfTheSameViewForOtherCalls() {
    Index index =
        client
            .recordsAt(PUBLIC)
            .namespace("en")
            .with(CallOptions.defaults().timeout(Duration.ofSeconds(7)))
            .index();
    grpc.answering(FOUND);
    assertThat(index.query(QUERY)).isSameAs(FOUND);

    FakeTransport.Call query = grpc.next();
    assertThat(query.context().namespace()).isEqualTo("en");
    assertThat(query.context().deadline().timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(index.name()).contains("docs");
  }

  @Test
  void asynchronousRecordsUseTheirView() {
    AsyncRecordIndex records = client.recordsAt(PUBLIC).async().namespace("en");
    assertThat(records.search(SearchRecordsRequest.byText("x"))).isNotDone();

    FakeTransport.Call search = rest.next();
    assertThat(search.operation()).isEqualTo(DataOperations.SEARCH_RECORDS);
    assertThat(search.context().namespace()).isEqualTo("en");
    assertThat(records.index().namespace()).isEqualTo("en");
    assertThat(records.namespaces().route()).isEqualTo(records.route());
  }
}
