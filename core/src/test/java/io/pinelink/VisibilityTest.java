package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.call.ClientState;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.call.InFlightCalls;
import io.pinelink.internal.call.RouteCounts;
import io.pinelink.internal.call.SelectedApiVersion;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.Router;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.ConsistencyToken;
import io.pinelink.model.FetchResponse;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VisibilityTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final ConsistencyToken WRITE = new ConsistencyToken("en", 7);
  private static final QueryRequest QUERY = QueryRequest.builder().vector(1).after(WRITE).build();

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final List<Duration> pauses = new ArrayList<>();
  private final List<CompletableFuture<Void>> timers = new ArrayList<>();
  private final Scheduler scheduler =
      pause -> {
        CompletableFuture<Void> timer = new CompletableFuture<>();
        pauses.add(pause);
        timers.add(timer);
        return timer;
      };

  private final AsyncIndex index =
      new AsyncIndex(
          new Caller(
              new ClientState(
                  new InFlightCalls(),
                  new RouteCounts(new RouteListener() {}),
                  scheduler,
                  SelectedApiVersion.of("2026-04")),
              grpc,
              new ApiKey("any-api-key"),
              new CurrentRoute(ROUTE),
              "en",
              Duration.ofSeconds(30),
              false,
              ExtraHeaders.none(),
              Runnable::run));

  private static ResponseInfo readAt(@Nullable Long lsn) {
    return VectorResponses.info(null, "en", null, lsn, ROUTE, Protocol.GRPC, 1);
  }

  private static QueryResponse found(@Nullable Long lsn) {
    return new VectorResponses.QueryResult(
        List.of(), "en", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), readAt(lsn));
  }

  private static FetchResponse fetched(@Nullable Long lsn) {
    return new VectorResponses.FetchResult(
        Map.of(), "en", OptionalLong.of(1), OptionalLong.empty(), Optional.empty(), readAt(lsn));
  }

  private void pass() {
    timers.get(timers.size() - 1).complete(null);
  }

  @Test
  void aQueryIsRepeatedUntilItSeesTheWrite() {
    grpc.answering(found(5L), found(6L), found(7L));
    CompletableFuture<QueryResponse> query = index.query(QUERY);

    assertThat(query).isNotDone();
    pass();
    assertThat(query).isNotDone();
    pass();
    assertThat(query).isCompletedWithValue(found(7L));
    assertThat(pauses).containsExactly(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void aQueryThatHasSeenTheWriteIsSentOnce() {
    grpc.answering(found(8L));

    assertThat(index.query(QUERY)).isCompletedWithValue(found(8L));
    assertThat(pauses).isEmpty();
  }

  @Test
  void aQueryOfAnotherNamespaceIsRefusedBeforeItIsSent() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.namespace("et").query(QUERY))
        .withMessage("query in namespace 'et' cannot wait for a write to namespace 'en'");
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void theDefaultNamespaceHasTwoNames() {
    grpc.answering(found(8L));
    QueryRequest query =
        QueryRequest.builder().vector(1).after(new ConsistencyToken("__default__", 7)).build();

    assertThat(index.namespace("").query(query)).isCompleted();
  }

  @Test
  void waitingUsesTheNamespaceOfTheWrite() {
    grpc.answering(fetched(6L), fetched(7L));
    CompletableFuture<@Nullable Void> visible =
        index.namespace("et").awaitVisible(WRITE, Duration.ofSeconds(5));
    assertThat(visible).isNotDone();
    pass();

    assertThat(visible).isCompleted();
    FakeTransport.Call call = grpc.next();
    assertThat(call.operation()).isEqualTo(DataOperations.FETCH);
    assertThat(call.context().namespace()).isEqualTo("en");
  }

  @Test
  void aResponseWithoutASequenceNumberEndsTheWait() {
    grpc.answering(fetched(null));

    assertThatThrownBy(index.awaitVisible(WRITE, Duration.ofSeconds(5))::join)
        .cause()
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.FAILED_PRECONDITION))
        .hasMessageContaining("awaitVisible")
        .hasMessageContaining("does not report");
  }

  @Test
  void theWaitEndsAtItsTimeout() {
    grpc.answering(fetched(6L));

    assertThatThrownBy(index.awaitVisible(WRITE, Duration.ofMillis(50))::join)
        .cause()
        .isInstanceOf(DeadlineExceededException.class);
  }

  @Test
  void cancellingEndsThePause() {
    grpc.answering(fetched(6L));
    CompletableFuture<@Nullable Void> visible = index.awaitVisible(WRITE, Duration.ofSeconds(5));
    visible.cancel(true);

    assertThat(timers.get(0)).isCancelled();
  }
}
