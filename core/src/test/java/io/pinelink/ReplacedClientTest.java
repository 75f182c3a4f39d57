package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ClientParts;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.CallContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A client that is replaced by another one while it is used. */
class ReplacedClientTest extends ClientScene {
  private final FakeTransport newGrpc = new FakeTransport(Protocol.GRPC);
  private final FakeTransport newRest = new FakeTransport(Protocol.REST);
  private final Pinelink old = builder().build();

  private Pinelink.Builder newBuilder() {
    return Pinelink.builder()
        .apiKey("other-key")
        .callbackExecutor(Runnable::run)
        .transports(newRest, newGrpc);
  }

  private static CompletableFuture<Void> handOver(Pinelink from, Pinelink to) {
    return ClientParts.of(from).handOver().apply(() -> to);
  }

  private static Map<String, String> headers(CallContext context) {
    Map<String, String> headers = new HashMap<>();
    context.credential().forEachHeader(headers::put);
    context.headers().forEach(headers::put);
    return headers;
  }

  @Test
  void callsOfIndexesViewsAndFacadesStartOnTheOtherClient() {
    Index index = old.indexAt(PUBLIC);
    Index view = index.namespace("en").with(CallOptions.defaults().header("x-view", "kept"));
    AsyncIndex async = view.async();
    DocumentIndex documents = old.documentsAt(PUBLIC);
    ControlPlane control = old.controlPlane();

    assertThat(handOver(old, newBuilder().build())).succeedsWithin(Duration.ofSeconds(10));
    assertThat(grpc.closed).isEqualTo(1);

    newGrpc.responding = request -> FOUND;
    newRest.responding =
        request -> new VectorResponses.ListResult<>(List.of(), Optional.empty(), INFO);
    index.query(QUERY);
    view.query(QUERY);
    assertThat(async.query(QUERY)).isCompleted();
    control.listIndexes();
    old.controlPlane().listIndexes();
    old.indexAt(PUBLIC).query(QUERY);

    assertThat(grpc.hasNoCall()).isTrue();
    assertThat(rest.hasNoCall()).isTrue();
    assertThat(headers(newGrpc.next().context())).containsEntry("api-key", "other-key");
    CallContext ofView = newGrpc.next().context();
    assertThat(ofView.namespace()).isEqualTo("en");
    assertThat(headers(ofView)).containsEntry("x-view", "kept");
    assertThat(newGrpc.next().context().namespace()).isEqualTo("en");
    assertThat(documents.route().host()).isEqualTo(PUBLIC);
    assertThat(newRest.next()).isNotNull();
  }

  @Test
  void clientSettingsChangeAndCallSettingsStay() {
    Pinelink first = builder().timeout(Duration.ofSeconds(7)).header("x-client", "old").build();
    Index index = first.indexAt(PUBLIC);
    Index own =
        index.with(
            CallOptions.defaults()
                .timeout(Duration.ofSeconds(3))
                .header("x-call", "1")
                .header("x-both", "c"));
    CompletableFuture<Void> unused =
        handOver(
            first,
            newBuilder()
                .timeout(Duration.ofSeconds(60))
                .header("x-client", "new")
                .header("x-both", "n")
                .build());
    newGrpc.answering(FOUND, FOUND);

    index.query(QUERY);
    own.query(QUERY);

    CallContext plain = newGrpc.next().context();
    assertThat(plain.deadline().remaining()).isGreaterThan(Duration.ofSeconds(8));
    assertThat(headers(plain)).containsEntry("x-client", "new").containsEntry("x-both", "n");
    CallContext changed = newGrpc.next().context();
    assertThat(changed.deadline().remaining()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(headers(changed))
        .containsEntry("x-client", "new")
        .containsEntry("x-call", "1")
        .containsEntry("x-both", "c");
  }

  @Test
  void callsInFlightAreCompletedByTheReplacedClient() {
    CompletableFuture<QueryResponse> call = old.indexAt(PUBLIC).async().query(QUERY);
    FakeTransport.Call started = grpc.next();

    CompletableFuture<Void> closed = handOver(old, newBuilder().build());

    assertThat(closed).isNotDone();
    assertThat(grpc.closed).isZero();
    started.answer().complete(FOUND);
    assertThat(call).isCompletedWithValue(FOUND);
    assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  void aBulkOperationContinuesOnTheOtherClient() {
    grpc.counting = request -> 100L * ((UpsertRequest) request).vectors().size();
    newGrpc.counting = grpc.counting;
    newGrpc.responding =
        request ->
            new VectorResponses.UpsertResult(((UpsertRequest) request).vectors().size(), INFO);
    List<Vector> vectors =
        IntStream.range(0, 10).mapToObj(i -> Vector.of("v" + i, new float[] {1})).toList();
    CompletableFuture<BulkReport> load =
        old.indexAt(PUBLIC)
            .async()
            .bulkUpsert(
                BulkSource.of(vectors),
                BulkOptions.builder().maxBatchItems(1).concurrency(1, 1).build());
    FakeTransport.Call first = grpc.next();

    CompletableFuture<Void> closed = handOver(old, newBuilder().build());
    first.answer().complete(new VectorResponses.UpsertResult(1, INFO));

    assertThat(load).succeedsWithin(Duration.ofSeconds(10)).matches(BulkReport::isClean);
    assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void eachClientMayBeReplacedInTurn() {
    Index index = old.indexAt(PUBLIC);
    Pinelink second = builder().build();
    Pinelink third = newBuilder().build();
    assertThat(handOver(old, second)).succeedsWithin(Duration.ofSeconds(10));
    assertThat(handOver(second, third)).succeedsWithin(Duration.ofSeconds(10));
    newGrpc.answering(FOUND);

    index.query(QUERY);

    assertThat(newGrpc.next()).isNotNull();
    third.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> index.query(QUERY))
        .withMessage("the client is closed");
  }

  @Test
  void anIndexUsesTheRoutesOfTheOtherClient() {
    rest.answering(docs(PUBLIC, PRIVATE));
    Index index = old.index("docs");
    assertThat(index.route().host()).isEqualTo(PUBLIC);

    CompletableFuture<Void> unused =
        handOver(old, newBuilder().routePolicy(RoutePolicy.privateRequired()).build());

    assertThat(index.route().host()).isEqualTo(PRIVATE);
    assertThat(index.route().policy()).contains(RoutePolicy.privateRequired());
  }

  @Test
  void aHostThatTheOtherClientRefusesFailsItsCalls() {
    Pinelink trusting = builder().trustedDomain("example.com").build();
    Index index = trusting.indexAt("docs.example.com");
    assertThat(handOver(trusting, newBuilder().build())).succeedsWithin(Duration.ofSeconds(10));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.query(QUERY))
        .withMessageContaining("docs.example.com");
    assertThat(newGrpc.hasNoCall()).isTrue();
  }

  @Test
  void closingAReplacedClientDoesNotEndItsCalls() {
    Index index = old.indexAt(PUBLIC);
    assertThat(handOver(old, newBuilder().build())).succeedsWithin(Duration.ofSeconds(10));
    old.close();
    newGrpc.answering(FOUND);

    index.query(QUERY);

    assertThat(newGrpc.next()).isNotNull();
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  void aClosedClientHandsNothingOver() {
    Index index = old.indexAt(PUBLIC);
    old.close();

    assertThat(handOver(old, newBuilder().build())).succeedsWithin(Duration.ofSeconds(10));

    assertThatIllegalStateException()
        .isThrownBy(() -> index.query(QUERY))
        .withMessage("the client is closed");
  }

  /** All clients before the last lead to it, so that those in between need not be kept. */
  @Test
  void aSuccessorIsAskedForAtTheTimeOfEachCall() {
    Index index = old.indexAt(PUBLIC);
    AtomicReference<Pinelink> latest = new AtomicReference<>(builder().build());
    Supplier<Pinelink> successor = latest::get;
    assertThat(ClientParts.of(old).handOver().apply(successor))
        .succeedsWithin(Duration.ofSeconds(10));
    latest.get().close();
    latest.set(newBuilder().build());
    newGrpc.answering(FOUND);

    index.query(QUERY);

    assertThat(newGrpc.next()).isNotNull();
  }

  @Test
  void noCallIsLostWhileClientsAreReplacedUnderLoad() throws Exception {
    FakeTransport shared = new FakeTransport(Protocol.GRPC);
    shared.responding = request -> FOUND;
    AtomicBoolean stop = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    Pinelink first = Pinelink.builder().apiKey(KEY).transports(shared).build();
    List<Index> indexes = List.of(first.indexAt(PUBLIC), first.indexAt(PUBLIC).namespace("en"));
    CountDownLatch started = new CountDownLatch(8);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Optional<Throwable>>> loads = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Index index = indexes.get(i % 2);
        Callable<Optional<Throwable>> load =
            () -> {
              while (!stop.get()) {
                try {
                  index.query(QUERY);
                  index.async().query(QUERY).get(10, TimeUnit.SECONDS);
                } catch (RuntimeException e) {
                  return Optional.of(e);
                }
                calls.addAndGet(2);
                started.countDown();
              }
              return Optional.empty();
            };
        loads.add(threads.submit(load));
      }
      assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
      Pinelink current = first;
      for (int i = 0; i < 30; i++) {
        Pinelink next = Pinelink.builder().apiKey(KEY + i).transports(shared).build();
        handOver(current, next).get(10, TimeUnit.SECONDS);
        current = next;
      }
      stop.set(true);
      for (Future<Optional<Throwable>> load : loads) {
        assertThat(load.get(10, TimeUnit.SECONDS)).isEmpty();
      }
      assertThat(calls).hasPositiveValue();
      current.close();
    } finally {
      stop.set(true);
      threads.shutdownNow();
    }
  }
}
