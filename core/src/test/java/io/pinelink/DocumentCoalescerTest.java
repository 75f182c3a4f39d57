package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.documents.Document;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsResponse;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.FailedCall;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Route;
import io.pinelink.spi.DocumentOperations;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests the coalescing of documents where it differs from vectors. */
@Timeout(20)
class DocumentCoalescerTest {
  private static final Route ROUTE =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));

  private final FakeTransport rest = new FakeTransport(Protocol.REST);
  private final DocumentIndex index =
      Pinelink.builder()
          .apiKey("any-api-key")
          .transports(rest)
          .build()
          .documentsAt("docs-a1.svc.aped-1.pinecone.io");
  private final DocumentCoalescer coalescer =
      index.coalescing(new CoalesceOptions(100, Duration.ofMinutes(1)));

  private static Document document(String id, String text) {
    return Document.builder(id).put("text", text).build();
  }

  private static UpsertDocumentsResponse written(int count, String requestId) {
    return new DocumentResponses.UpsertDocumentsResult(
        count, VectorResponses.info(requestId, "", 3L, null, ROUTE, Protocol.REST, 1));
  }

  private static ServiceException refusal(ErrorCode code) {
    return Failures.refusal(
        new FailedCall("upsertDocuments", ROUTE, 1), new Refusal(code, "no", null, null), null);
  }

  private static List<String> ids(FakeTransport.Call call) {
    assertThat(call.operation()).isEqualTo(DocumentOperations.UPSERT_DOCUMENTS);
    return ((UpsertDocumentsRequest) call.request())
        .documents().stream().map(Document::id).toList();
  }

  private static <T> T join(CompletableFuture<T> future) {
    return future.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void documentsThatArriveDuringACallAreSentTogether() {
    CompletableFuture<UpsertDocumentsResponse> first = coalescer.upsertAsync(document("a", "x"));
    CompletableFuture<UpsertDocumentsResponse> second = coalescer.upsertAsync(document("b", "x"));
    CompletableFuture<UpsertDocumentsResponse> third = coalescer.upsertAsync(document("c", "x"));
    FakeTransport.Call alone = rest.next();
    assertThat(ids(alone)).containsExactly("a");
    alone.answer().complete(written(1, "one"));
    FakeTransport.Call together = rest.next();
    assertThat(ids(together)).containsExactly("b", "c");
    together.answer().complete(written(2, "two"));

    assertThat(join(first)).isEqualTo(written(1, "one"));
    assertThat(join(second)).isEqualTo(written(1, "two"));
    assertThat(join(third)).isEqualTo(written(1, "two"));
  }

  @Test
  void upsertWaitsForTheResponse() {
    rest.answering(written(1, "one"));

    assertThat(index.coalescing().upsert(document("a", "x"))).isEqualTo(written(1, "one"));
  }

  @Test
  void fieldsCountTowardsTheSizeOfABatch() {
    String text = "x".repeat(300_000);
    var unused = coalescer.upsertAsync(document("first", "x"));
    IntStream.range(0, 7).forEach(i -> ignore(coalescer.upsertAsync(document("d" + i, text))));

    assertThat(ids(rest.next())).containsExactly("first");
    assertThat(ids(rest.next())).hasSize(6);
  }

  private static void ignore(CompletableFuture<?> future) {
    assertThat(future).isNotDone();
  }

  @Test
  void anInvalidDocumentFailsAlone() {
    CompletableFuture<UpsertDocumentsResponse> first = coalescer.upsertAsync(document("a", "x"));
    CompletableFuture<UpsertDocumentsResponse> invalid = coalescer.upsertAsync(document("b", "x"));
    CompletableFuture<UpsertDocumentsResponse> valid = coalescer.upsertAsync(document("c", "x"));
    rest.next().answer().complete(written(1, "one"));
    rest.next().answer().completeExceptionally(refusal(ErrorCode.INVALID_ARGUMENT));
    FakeTransport.Call half = rest.next();
    assertThat(ids(half)).containsExactly("b");
    half.answer().completeExceptionally(refusal(ErrorCode.INVALID_ARGUMENT));
    rest.next().answer().complete(written(1, "last"));

    assertThat(join(first)).isEqualTo(written(1, "one"));
    assertThat(join(valid)).isEqualTo(written(1, "last"));
    assertThatThrownBy(() -> join(invalid)).hasCauseInstanceOf(ServiceException.class);
  }

  @Test
  void aFetchedDocumentThatViolatesARuleIsRefusedAtOnce() {
    Document received =
        new Document(
            "a",
            DocumentResponses.fields(
                Map.of("v", VectorResponses.denseValues(new float[] {Float.NaN}))));

    assertThatThrownBy(() -> coalescer.upsertAsync(received))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(rest.hasNoCall()).isTrue();
  }
}
