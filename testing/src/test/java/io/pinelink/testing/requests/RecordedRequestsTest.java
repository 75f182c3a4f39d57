package io.pinelink.testing.requests;

import static io.pinelink.testing.requests.RequestCount.atLeast;
import static io.pinelink.testing.requests.RequestCount.atMost;
import static io.pinelink.testing.requests.RequestCount.between;
import static io.pinelink.testing.requests.RequestCount.exactly;
import static io.pinelink.testing.requests.RequestCount.never;
import static io.pinelink.testing.requests.RequestPatterns.deletes;
import static io.pinelink.testing.requests.RequestPatterns.fetches;
import static io.pinelink.testing.requests.RequestPatterns.queries;
import static io.pinelink.testing.requests.RequestPatterns.requests;
import static io.pinelink.testing.requests.RequestPatterns.requestsFor;
import static io.pinelink.testing.requests.RequestPatterns.searches;
import static io.pinelink.testing.requests.RequestPatterns.updates;
import static io.pinelink.testing.requests.RequestPatterns.upserts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import io.pinelink.server.Faults;
import io.pinelink.server.Listener;
import io.pinelink.testing.IndexName;
import io.pinelink.testing.PineconeIndex;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;

@PineconeIndex(name = "docs", dimension = 3)
@PineconeIndex(name = "news", dimension = 3)
class RecordedRequestsTest {
  private static final QueryRequest QUERY = QueryRequest.nearest(1, 0, 0);

  @Test
  void requestsAreCountedByOperationIndexAndNamespace(
      @IndexName("docs") Index docs, @IndexName("news") Index news, RecordedRequests requests) {
    docs.namespace("a").query(QUERY);
    docs.namespace("a").query(QUERY);
    docs.namespace("b").query(QUERY);
    news.namespace("a").query(QUERY);
    docs.upsert(List.of(Vector.of("a", new float[] {1, 0, 0})));

    requests.verify(exactly(2), queries().onIndex("docs").inNamespace("a"));
    requests.verify(exactly(3), queries().onIndex("docs"));
    requests.verify(exactly(4), queries());
    requests.verify(between(1, 2), queries().onIndex("news"));
    requests.verify(upserts().inNamespace("__default__"));
    requests.verify(upserts().inNamespace(""));
    requests.verify(never(), deletes());
    requests.verify(never(), fetches());
    requests.verify(never(), updates());
    requests.verify(never(), searches());
    requests.verify(exactly(5), requests());
    assertThat(requests.matching(upserts())).hasSize(1);
  }

  @Test
  void everyAttemptIsCountedWithItsNamespace(
      @IndexName("docs") Index docs, Faults faults, RecordedRequests requests) {
    faults.next("query", Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down"));

    docs.namespace("a").query(QUERY);

    requests.verify(exactly(2), queries().inNamespace("a"));
  }

  @Test
  void conditionsNarrowAPattern(
      @IndexName("docs") Index docs, Pinelink client, RecordedRequests requests)
      throws InterruptedException {
    docs.with(CallOptions.defaults().header("tenant", "blue")).query(QUERY);
    client.controlPlane().describeIndex("docs");

    requests.verify(queries().at(Listener.PRIVATE_DATA).over(Protocol.GRPC).answeredWith(200));
    requests.verify(exactly(1), queries().withHeader("Tenant", "blue"));
    requests.verify(requestsFor("describeIndex").onIndex("docs").over(Protocol.REST));
    requests.verify(
        never(), requests().matching("with a query string", request -> !request.query().isEmpty()));
    assertThat(requests.await(queries(), Duration.ofMinutes(1)).operation()).isEqualTo("query");
  }

  @Test
  void aFailureShowsTheRequestsAndTheNearestMiss(
      @IndexName("docs") Index docs, @IndexName("news") Index news, RecordedRequests requests) {
    docs.namespace("a").query(QUERY);
    news.namespace("b").query(QUERY);
    news.upsert(List.of(Vector.of("a", new float[] {1, 0, 0})));

    assertThatThrownBy(
            () -> requests.verify(exactly(2), queries().onIndex("docs").inNamespace("a")))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage(
            """
            expected exactly 2 of: query, on index 'docs', in namespace 'a'
            but 1 of 3 requests matched
            nearest miss: query on index 'news' in namespace 'b' over gRPC at PRIVATE_DATA: HTTP 200, gRPC status 0
              which is not: on index 'docs', in namespace 'a'
            * query on index 'docs' in namespace 'a' over gRPC at PRIVATE_DATA: HTTP 200, gRPC status 0
              query on index 'news' in namespace 'b' over gRPC at PRIVATE_DATA: HTTP 200, gRPC status 0
              upsert on index 'news' in namespace '' over gRPC at PRIVATE_DATA: HTTP 200, gRPC status 0""");
  }

  @Test
  void awaitFailsWithTheRequestsAfterTheTimeout(RecordedRequests requests) {
    assertThatThrownBy(() -> requests.await(queries(), Duration.ZERO))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessage("expected at least 1 of: query\nbut 0 of 0 requests matched\nwaited PT0S");
  }

  @Test
  void clearForgetsRequests(@IndexName("docs") Index docs, RecordedRequests requests) {
    docs.query(QUERY);
    requests.clear();

    requests.verify(never(), requests());
    assertThat(requests.all()).isEmpty();
  }

  @Test
  void unknownOperationsAndInvalidCountsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> requestsFor("search"))
        .withMessageStartingWith("operations are unknown: [search]; known are [");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> requestsFor())
        .withMessage("operations are empty, expected one or more");
    assertThatIllegalArgumentException().isThrownBy(() -> exactly(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> between(2, 1));
    assertThat(atLeast(2)).hasToString("at least 2");
    assertThat(atMost(2)).hasToString("at most 2");
  }
}
