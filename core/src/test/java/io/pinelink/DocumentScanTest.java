package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.DocumentOperations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The scan of a namespace, as {@link DocumentIndex} offers it. */
class DocumentScanTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, 3L, ROUTE, Protocol.REST, 1);

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final DocumentIndex index =
      Pinelink.builder()
          .apiKey("any-api-key")
          .transports(rest)
          .build()
          .documentsAt("docs-a1.svc.aped-1.pinecone.io");

  private static ListIdsResponse ids(@Nullable String next, String... ids) {
    return new VectorResponses.ListIdsResult(
        List.of(ids),
        Optional.ofNullable(next),
        "",
        OptionalLong.of(1),
        OptionalLong.empty(),
        INFO);
  }

  private static FetchDocumentsResponse documents(String... ids) {
    return new DocumentResponses.FetchDocumentsResult(
        Arrays.stream(ids).map(id -> Document.builder(id).put("title", "Tides").build()).toList(),
        Optional.empty(),
        "",
        OptionalLong.of(1),
        OptionalLong.empty(),
        Optional.empty(),
        INFO);
  }

  @Test
  void readsPageByPageInTheOrderOfIds() {
    rest.answering(
        ids("t", "xa", "xb"),
        documents("xb", "xa"),
        ids("u"),
        ids(null, "xc", "x-deleted"),
        documents("xc"));

    assertThat(index.scan(ListIdsRequest.withPrefix("x")).stream().map(Document::id))
        .containsExactly("xa", "xb", "xc");
    assertThat(rest.next().request()).isEqualTo(ListIdsRequest.withPrefix("x"));
    assertThat(rest.next().request()).isEqualTo(FetchDocumentsRequest.byIds("xa", "xb"));
    assertThat(rest.next().request())
        .isEqualTo(ListIdsRequest.builder().prefix("x").paginationToken("t").build());
    assertThat(rest.next().operation()).isEqualTo(DocumentOperations.LIST_DOCUMENTS);
  }

  @Test
  void requestsAPageWhenTheIterationNeedsIt() {
    rest.answering(ids("t", "a"), documents("a"));
    Iterator<Document> scan = index.scan().iterator();
    assertThat(rest.hasNoCall()).isTrue();

    assertThat(scan.next().id()).isEqualTo("a");
    rest.next();
    rest.next();
    assertThat(rest.hasNoCall()).isTrue();
  }

  @Test
  void thePublisherEmitsWhatWasRequested() {
    rest.answering(ids("t", "a"), documents("a"), ids(null, "b"), documents("b"));
    List<String> received = new ArrayList<>();
    CompletableFuture<List<String>> all = new CompletableFuture<>();

    index
        .async()
        .scan()
        .subscribe(
            new Flow.Subscriber<>() {
              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(5);
              }

              @Override
              public void onNext(Document document) {
                received.add(document.id());
              }

              @Override
              public void onError(Throwable failure) {
                all.completeExceptionally(failure);
              }

              @Override
              public void onComplete() {
                all.complete(received);
              }
            });

    assertThat(all.orTimeout(10, TimeUnit.SECONDS).join()).containsExactly("a", "b");
  }
}
