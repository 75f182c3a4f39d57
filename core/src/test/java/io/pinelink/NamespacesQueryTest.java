package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.pinelink.model.IndexStats;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.QueryNamespacesRequest;
import io.pinelink.namespaces.QueryNamespacesResponse;
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
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NamespacesQueryTest {
  private static final Route ROUTE =
      new Router(RoutePolicy.asGiven(), List.of(), new TrustedDomains(List.of()))
          .toHost("docs-a1.svc.aped-1.pinecone.io");
  private static final ResponseInfo INFO =
      VectorResponses.info(null, "", null, 3L, ROUTE, Protocol.GRPC, 1);
  private static final QueryRequest QUERY = QueryRequest.builder().vector(1).topK(3).build();

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final AsyncIndex index =
      new AsyncIndex(
          new Caller(
              new ClientState(
                  new InFlightCalls(),
                  new RouteCounts(new RouteListener() {}),
                  Scheduler.system(),
                  SelectedApiVersion.of("2026-04")),
              grpc,
              new ApiKey("any-api-key"),
              new CurrentRoute(ROUTE),
              "",
              Duration.ofSeconds(30),
              false,
              ExtraHeaders.none(),
              Runnable::run));

  private static QueryResponse found(Match... matches) {
    return new VectorResponses.QueryResult(
        List.of(matches), "", OptionalLong.of(2), OptionalLong.empty(), Optional.empty(), INFO);
  }

  private static QueryResponse egress(long bytes) {
    return new VectorResponses.QueryResult(
        List.of(), "", OptionalLong.of(2), OptionalLong.of(bytes), Optional.empty(), INFO);
  }

  private static Match match(String id, float score) {
    return new VectorResponses.MatchResult(score, Vector.of(id, new float[] {1}));
  }

  private static IndexStats stats(@Nullable Metric metric) {
    return new VectorResponses.StatsResult(
        Map.of(),
        0,
        OptionalInt.of(1),
        0,
        Optional.ofNullable(metric),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        INFO);
  }

  private CompletableFuture<QueryNamespacesResponse> query(Metric metric, String... namespaces) {
    return index.queryNamespaces(
        QueryNamespacesRequest.builder(List.of(namespaces), QUERY).metric(metric).build());
  }

  private static List<String> ids(QueryNamespacesResponse response) {
    return response.matches().stream()
        .map(found -> found.namespace() + "/" + found.match().id())
        .toList();
  }

  @Test
  void mergesTheHighestScoresOfSimilarityMetrics() {
    grpc.answering(
        found(match("1", 0.9f), match("2", 0.5f), match("3", 0.1f)),
        found(match("4", 0.7f), match("5", 0.5f)),
        found());

    QueryNamespacesResponse response = query(Metric.COSINE, "a", "b", "c").join();

    assertThat(ids(response)).containsExactly("a/1", "b/4", "a/2");
    assertThat(response.readUnits()).hasValue(6);
    assertThat(response.egressBytes()).isEmpty();
    assertThat(response.infos()).containsOnlyKeys("a", "b", "c");
  }

  @Test
  void addsTheEgressOfTheQueriesThatReportIt() {
    grpc.answering(egress(10), found(), egress(4_000_000_000L));

    assertThat(query(Metric.COSINE, "a", "b", "c").join().egressBytes()).hasValue(4_000_000_010L);
  }

  @Test
  void mergesTheLowestScoresOfDistanceMetrics() {
    grpc.answering(found(match("1", 0.5f), match("2", 9f)), found(match("3", 0.5f), match("4", 7)));

    assertThat(ids(query(Metric.EUCLIDEAN, "a", "b").join())).containsExactly("a/1", "b/3", "b/4");
  }

  @Test
  void tiesGoToTheNamespaceGivenFirst() {
    CompletableFuture<QueryNamespacesResponse> response = query(Metric.DOT_PRODUCT, "a", "b");
    FakeTransport.Call a = grpc.next();
    FakeTransport.Call b = grpc.next();
    b.answer().complete(found(match("1", 1), match("2", 1), match("3", 1)));
    a.answer().complete(found(match("4", 1), match("5", 1)));

    assertThat(ids(response.join())).containsExactly("a/4", "a/5", "b/1");
  }

  @Test
  void requestsTheMetricIfItIsNotGiven() {
    grpc.answering(stats(Metric.EUCLIDEAN), found(match("1", 2), match("2", 3)));
    QueryNamespacesRequest request = QueryNamespacesRequest.of(List.of("a"), QUERY);

    assertThat(ids(index.queryNamespaces(request).join())).containsExactly("a/1", "a/2");
    assertThat(grpc.next().operation()).isEqualTo(DataOperations.DESCRIBE_INDEX_STATS);
  }

  @Test
  void anUnknownMetricIsRefused() {
    grpc.answering(stats(new Metric("hamming")));
    QueryNamespacesRequest request = QueryNamespacesRequest.of(List.of("a"), QUERY);

    assertThatThrownBy(index.queryNamespaces(request)::join)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'hamming'");
  }

  @Test
  void concurrencyIsLimited() {
    List<String> namespaces = IntStream.range(0, 5).mapToObj(i -> "n" + i).toList();
    CompletableFuture<QueryNamespacesResponse> response =
        index.queryNamespaces(
            QueryNamespacesRequest.builder(namespaces, QUERY)
                .metric(Metric.COSINE)
                .concurrency(2)
                .build());
    List<FakeTransport.Call> calls = new ArrayList<>(List.of(grpc.next(), grpc.next()));
    assertThat(grpc.hasNoCall()).isTrue();

    while (!calls.isEmpty()) {
      calls.remove(0).answer().complete(found(match("m", 1)));
      if (!grpc.hasNoCall()) {
        calls.add(grpc.next());
      }
      assertThat(grpc.hasNoCall()).isTrue();
    }
    assertThat(response.join().infos()).hasSize(5);
  }

  @Test
  void oneFailureEndsAllCalls() {
    CompletableFuture<QueryNamespacesResponse> response = query(Metric.COSINE, "a", "b");
    FakeTransport.Call a = grpc.next();
    FakeTransport.Call b = grpc.next();
    IllegalStateException failure = new IllegalStateException("no");
    a.answer().completeExceptionally(failure);

    assertThatThrownBy(response::join).hasCause(failure);
    assertThat(b.answer()).isCancelled();
  }

  @Test
  void cancellingEndsAllCalls() {
    CompletableFuture<QueryNamespacesResponse> response = query(Metric.COSINE, "a", "b");
    response.cancel(true);

    assertThat(grpc.next().answer()).isCancelled();
    assertThat(grpc.next().answer()).isCancelled();
  }

  @Test
  void invalidRequestsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryNamespacesRequest.builder(List.of(), QUERY))
        .withMessage("namespaces is empty, expected at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryNamespacesRequest.builder(List.of("", "__default__"), QUERY))
        .withMessage("namespace '__default__' is given twice");
    QueryRequest after =
        QueryRequest.builder().vector(1).after(new ConsistencyToken("", 1)).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> QueryNamespacesRequest.builder(List.of("a"), after))
        .withMessageContaining("awaitVisible");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> QueryNamespacesRequest.builder(List.of("a"), QUERY).metric(new Metric("hamming")))
        .withMessageStartingWith("metric is 'hamming'");
  }
}
