package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.FakeTransport.Call;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IndexStatus;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.FailedCall;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.ServiceException.Refusal;
import io.pinelink.error.TransportException;
import io.pinelink.internal.Timers;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.ListRequest;
import io.pinelink.model.ListResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.ResponseInfo;
import io.pinelink.retry.RetryListener;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.ControlPlaneEndpoint;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.TrustedDomains;
import io.pinelink.spi.ApiKey;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.HttpVersion;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PinelinkTest {
  private static final String KEY = "s3cret";
  private static final String PUBLIC = "docs-a1.svc.aped-1.pinecone.io";
  private static final String PRIVATE = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final QueryRequest QUERY = QueryRequest.nearest(1).build();
  private static final Route CONTROL =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));
  private static final ResponseInfo INFO =
      new ResponseInfo("r-1", "", null, null, CONTROL, Protocol.REST, 1);
  private static final QueryResponse FOUND = new QueryResponse(List.of(), "", 1, INFO);

  private final FakeTransport grpc = new FakeTransport(Protocol.GRPC);
  private final FakeTransport rest = new FakeTransport(Protocol.REST);

  private Pinelink.Builder builder() {
    return Pinelink.builder().apiKey(KEY).callbackExecutor(Runnable::run).transports(rest, grpc);
  }

  private static IndexDescription docs(@Nullable String host, @Nullable String privateHost) {
    IndexDescription.Builder docs =
        IndexDescription.builder(
            "docs",
            Metric.COSINE,
            new IndexStatus(host != null, "Initializing"),
            IndexSpec.serverless("aws", "us-east-1"),
            INFO);
    if (host != null) {
      docs.host(host);
    }
    if (privateHost != null) {
      docs.privateHost(privateHost);
    }
    return docs.build();
  }

  private static FutureTask<String> inBackground(Runnable work) {
    FutureTask<String> task = new FutureTask<>(work, "done");
    Thread thread = new Thread(task, "background");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  @Test
  void theDecoratorStandsOutsideOfAllAttempts() {
    List<String> order = new ArrayList<>();
    Pinelink client = builder().decorator(inner -> new Recording(inner, order)).build();
    grpc.answering(FOUND);

    assertThat(client.indexAt(PUBLIC).query(QUERY)).isSameAs(FOUND);

    assertThat(order).containsExactly("in Retrying", "out query");
    client.close();
    assertThat(order).endsWith("close");
  }

  @Test
  void bothPlanesAreTriedAgain() {
    List<String> told = new ArrayList<>();
    RetryListener listener =
        new RetryListener() {
          @Override
          public void retrying(PinelinkException failure, Duration wait) {
            told.add(failure.operation());
          }
        };
    try (Pinelink client =
        builder().retryListener(listener).scheduler(Timers.thatAreOverAfter(0)).build()) {
      rest.answering(
          ServiceException.of(
              new FailedCall("describeIndex", CONTROL, 1),
              new Refusal(ErrorCode.UNAVAILABLE, "no", null, null),
              null),
          docs(PUBLIC, null));
      Index index = client.index("docs");
      grpc.answering(
          TransportException.of(
              new FailedCall("query", index.route(), 1), false, new IOException("reset")),
          FOUND);

      assertThat(index.query(QUERY)).isSameAs(FOUND);
    }
    assertThat(told).containsExactly("describeIndex", "query");
  }

  private record Recording(Transport inner, List<String> order) implements Transport {
    @Override
    public <Q, R> CompletableFuture<R> call(
        Operation<Q, R> operation, Q request, CallContext context) {
      order.add("in " + inner.getClass().getSimpleName());
      return inner
          .call(operation, request, context)
          .whenComplete((value, failure) -> order.add("out " + operation));
    }

    @Override
    public boolean supports(Operation<?, ?> operation) {
      return inner.supports(operation);
    }

    @Override
    public void refresh() {
      inner.refresh();
    }

    @Override
    public void close() {
      order.add("close");
      inner.close();
    }
  }

  @Test
  void theUsersOrderOfProtocolsPicksTheTransport() {
    grpc.answering(FOUND);
    builder().build().indexAt(PUBLIC).query(QUERY);
    assertThat(grpc.next().operation()).isEqualTo(DataOperations.QUERY);

    rest.answering(FOUND, docs(PUBLIC, null));
    Pinelink restFirst = builder().protocols(Protocol.REST, Protocol.GRPC).build();
    restFirst.indexAt(PUBLIC).query(QUERY);
    assertThat(rest.next().operation()).isEqualTo(DataOperations.QUERY);
    builder().build().controlPlane().describeIndex("docs");
    assertThat(rest.next().operation()).isEqualTo(ControlOperations.DESCRIBE_INDEX);
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aMissingTransportIsNamedByItsArtifact() {
    assertThatIllegalStateException()
        .isThrownBy(() -> Pinelink.builder().apiKey(KEY).transports().build())
        .withMessageContaining("io.pinelink:pinelink-grpc for vectors")
        .withMessageContaining("io.pinelink:pinelink-rest for the control plane");
    Pinelink client = Pinelink.builder().apiKey(KEY).transports(grpc).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> client.controlPlane().listIndexes())
        .withMessageStartingWith("listIndexes needs a transport")
        .withMessageEndingWith("add the artifact io.pinelink:pinelink-rest");
    client.close();
  }

  @Test
  void aViewMakesItsCallsOnce() {
    Index index = builder().build().indexAt(PUBLIC);
    TransportException lost =
        TransportException.of(
            new FailedCall("query", index.route(), 1), false, new IOException("reset"));
    grpc.answering(lost, FOUND);

    assertThatThrownBy(
            () ->
                index
                    .with(CallOptions.defaults().once())
                    .with(CallOptions.timeout(Duration.ofSeconds(2)))
                    .query(QUERY))
        .isSameAs(lost);

    CallContext context = grpc.next().context();
    assertThat(context.once()).isTrue();
    assertThat(context.deadline().timeout()).isEqualTo(Duration.ofSeconds(2));
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void routeNamespaceTimeoutAndKeyTravelInTheContext() {
    Index index = builder().timeout(Duration.ofSeconds(9)).build().indexAt(PUBLIC);
    Index short2 = index.namespace("en").with(CallOptions.timeout(Duration.ofSeconds(2)));
    grpc.answering(FOUND, FOUND);

    index.query(QUERY);
    CallContext plain = grpc.next().context();
    assertThat(plain.route()).isEqualTo(index.route());
    assertThat(plain.namespace()).isEmpty();
    assertThat(plain.deadline().timeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(plain.credential()).isEqualTo(new ApiKey(KEY));
    assertThat(plain.attempt()).isEqualTo(1);

    short2.query(QUERY);
    CallContext other = grpc.next().context();
    assertThat(other.namespace()).isEqualTo("en");
    assertThat(other.deadline().timeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void aNamespaceIsAsciiOfAtMost512Characters() {
    Index index = builder().build().indexAt(PUBLIC);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.namespace("n".repeat(513)))
        .withMessageStartingWith("namespace has 513 characters, expected at most 512: 'nnn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index.async().namespace("é"))
        .withMessageStartingWith("namespace has the character U+00E9 at position 0")
        .withMessageEndingWith("'é'");
  }

  @Test
  void optionsOfTransportsComeFromTheBuilder() {
    builder()
        .apiVersion("2026-07")
        .sourceTag("My App!")
        .connectTimeout(Duration.ofMillis(5))
        .build();
    var options = Objects.requireNonNull(rest.options);
    assertThat(options.apiVersion()).isEqualTo("2026-07");
    assertThat(options.userAgent())
        .startsWith("lang=java; pinelink=")
        .endsWith("source_tag=my_app");
    assertThat(options.connectTimeout()).isEqualTo(Duration.ofMillis(5));
    assertThat(options.httpVersion()).isEqualTo(HttpVersion.HTTP_1_1);
  }

  @Test
  void transportsAreToldTheVersionOfHttp() {
    FakeTransport rest = new FakeTransport(Protocol.REST);

    builder().transports(rest).httpVersion(HttpVersion.HTTP_2).build().close();

    assertThat(Objects.requireNonNull(rest.options).httpVersion()).isEqualTo(HttpVersion.HTTP_2);
  }

  @Test
  void theBuilderChecksWhatItIsGiven() {
    Pinelink.Builder builder = builder();
    assertThatIllegalArgumentException().isThrownBy(() -> builder.apiKey(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.apiVersion("latest"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.timeout(Duration.ZERO));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxResponseBytes(0));
    assertThatIllegalArgumentException().isThrownBy(builder::protocols);
    assertThatIllegalArgumentException().isThrownBy(() -> builder.trustDomain("com"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.controlPlane(PUBLIC).build());
    for (@Nullable String missing : new @Nullable String[] {null, "", " "}) {
      assertThatIllegalStateException()
          .isThrownBy(() -> Pinelink.Builder.keyFrom(missing))
          .withMessage("apiKey is missing: give it to the builder, or set PINECONE_API_KEY");
    }
    assertThat(Pinelink.Builder.keyFrom(" k\n")).isEqualTo(new ApiKey("k"));
  }

  @Test
  @SuppressWarnings("NullAway") // What a caller without a checker may do.
  void aNullRequestIsRefusedBeforeAnythingIsSent() {
    Index index = builder().build().indexAt(PUBLIC);
    QueryRequest none = null;
    assertThatNullPointerException().isThrownBy(() -> index.query(none)).withMessage("request");
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void cancellingReachesTheTransport() {
    CompletableFuture<QueryResponse> future =
        builder().build().indexAt(PUBLIC).async().query(QUERY);
    Call call = grpc.next();
    assertThat(call.answer()).isNotDone();
    future.cancel(true);
    assertThat(call.answer()).isCancelled();

    CompletableFuture<Index> index = builder().build().indexAsync("docs");
    index.cancel(true);
    assertThat(rest.next().answer()).isCancelled();
  }

  @Test
  void anInterruptCancelsTheCallAndStaysSet() throws Exception {
    Index index = builder().build().indexAt(PUBLIC);
    AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
    AtomicReference<@Nullable Boolean> flag = new AtomicReference<>();
    Thread waiting =
        new Thread(
            () -> {
              try {
                index.query(QUERY);
              } catch (CancellationException e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    waiting.start();
    Call call = grpc.next();
    waiting.interrupt();
    waiting.join();

    assertThat(thrown.get()).hasCauseInstanceOf(InterruptedException.class);
    assertThat(flag.get()).isTrue();
    assertThat(call.answer()).isCancelled();
  }

  @Test
  void callbacksRunOnTheExecutorAndNowhereElse() {
    Queue<Runnable> handedOver = new ArrayDeque<>();
    Index index = builder().callbackExecutor(handedOver::add).build().indexAt(PUBLIC);
    CompletableFuture<QueryResponse> future = index.async().query(QUERY);
    grpc.next().answer().complete(FOUND);

    assertThat(future).isNotDone();
    Objects.requireNonNull(handedOver.poll()).run();
    assertThat(future).isCompletedWithValue(FOUND);
  }

  @Test
  void aCancelledCallDoesNotKeepTheClientOpen() {
    Pinelink client = builder().build();
    client.indexAt(PUBLIC).async().query(QUERY).cancel(true);

    client.close();

    assertThat(grpc.next().answer()).isCancelled();
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  void aCallbackThatRunsInPlaceMayCloseTheClient() {
    Pinelink client = builder().build();
    CompletableFuture<Void> closed =
        client.indexAt(PUBLIC).async().query(QUERY).thenRun(client::close);

    grpc.next().answer().complete(FOUND);

    assertThat(closed).isCompleted();
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  void waitingNeedsNoCallbackExecutor() {
    Pinelink client = builder().callbackExecutor(task -> {}).build();
    grpc.answering(FOUND);
    rest.answering(docs(PUBLIC, null), docs(PUBLIC, null));
    assertThat(client.indexAt(PUBLIC).query(QUERY)).isSameAs(FOUND);
    assertThat(client.controlPlane().describeIndex("docs").name()).isEqualTo("docs");
    assertThat(client.index("docs").route().host()).isEqualTo(PUBLIC);
  }

  @Test
  void anExecutorThatIsShutDownDoesNotHangACall() {
    Index index =
        builder()
            .callbackExecutor(
                task -> {
                  throw new java.util.concurrent.RejectedExecutionException("shut down");
                })
            .build()
            .indexAt(PUBLIC);
    grpc.answering(FOUND);
    assertThat(index.async().query(QUERY)).isCompletedWithValue(FOUND);
  }

  @Test
  void anExecutorOutOfThreadsDoesNotHangACall() {
    Index index =
        builder()
            .callbackExecutor(
                task -> {
                  throw new OutOfMemoryError("unable to create native thread");
                })
            .build()
            .indexAt(PUBLIC);
    grpc.answering(FOUND);
    assertThat(index.async().query(QUERY)).isCompletedWithValue(FOUND);
  }

  @Test
  void closingWaitsNoLongerThanTheDeadlinesOfLostCalls() {
    Pinelink client = builder().timeout(Duration.ofMillis(10)).build();
    CompletableFuture<QueryResponse> lost = client.indexAt(PUBLIC).async().query(QUERY);

    client.close();

    assertThat(lost).isNotDone();
    assertThat(grpc.closed).isEqualTo(1);
  }

  @Test
  @SuppressWarnings("NullAway") // A chain from outside may return null all the same.
  void aChainThatBreaksItsPromiseFailsTheCallAndDoesNotKeepTheClientOpen() {
    for (Supplier<CompletableFuture<?>> broken :
        List.<Supplier<CompletableFuture<?>>>of(
            () -> {
              throw new NoSuchMethodError("clash");
            },
            () -> null)) {
      Pinelink client = builder().decorator(chain -> new Broken(chain, broken)).build();

      assertThat(client.indexAt(PUBLIC).async().query(QUERY)).isCompletedExceptionally();
      client.close();
    }
  }

  /** A transport that does not answer with a future. */
  private record Broken(Transport chain, Supplier<CompletableFuture<?>> answer)
      implements Transport {
    @Override
    @SuppressWarnings("unchecked")
    public <Q, R> CompletableFuture<R> call(
        Operation<Q, R> operation, Q request, CallContext context) {
      return (CompletableFuture<R>) answer.get();
    }

    @Override
    public boolean supports(Operation<?, ?> operation) {
      return true;
    }

    @Override
    public void refresh() {
      chain.refresh();
    }

    @Override
    public void close() {
      chain.close();
    }
  }

  @Test
  void aKeyInAWrongPlaceIsNotRepeated() {
    Pinelink client = builder().build();
    String key = "pcsk_" + "aB3".repeat(24);
    for (ThrowingCallable misplaced :
        List.<ThrowingCallable>of(
            () -> client.indexAt(key),
            () -> client.indexAt("docs.svc.e.pinecone.io/" + key),
            () -> client.index(key),
            () -> builder().trustDomain(key),
            () -> builder().controlPlane(key).build(),
            () -> ConnectRule.forHost(PUBLIC).dial(key))) {
      assertThatIllegalArgumentException()
          .isThrownBy(misplaced)
          .satisfies(
              e ->
                  assertThat(String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT))
                      .doesNotContain(key.toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void aFailureCarriesTheStackOfTheCaller() {
    Index index = builder().retry(RetryOptions.none()).build().indexAt(PUBLIC);
    TransportException failure =
        TransportException.of(
            new FailedCall("query", index.route(), 1), false, new IOException("reset"));
    grpc.answering(failure);
    assertThatThrownBy(() -> index.query(QUERY))
        .isSameAs(failure)
        .satisfies(
            e ->
                assertThat(List.of(e.getSuppressed()[0].getStackTrace()).toString())
                    .contains("aFailureCarriesTheStackOfTheCaller"))
        .hasMessageNotContaining(KEY);
  }

  @Test
  void anAsyncFailureIsNotWrapped() {
    NotFoundException missing = notFound();
    rest.answering(missing);
    CompletableFuture<Throwable> seen = new CompletableFuture<>();
    var unused =
        builder()
            .build()
            .indexAsync("docs")
            .whenComplete((index, failure) -> seen.complete(failure));
    assertThat(seen).isCompletedWithValue(missing);
  }

  private static NotFoundException notFound() {
    return (NotFoundException)
        ServiceException.of(
            new FailedCall("describeIndex", CONTROL, 1),
            new Refusal(ErrorCode.NOT_FOUND, "no", null, null),
            null);
  }

  @Test
  void closingWaitsForCallsInFlightAndLetsNoMoreIn() throws Exception {
    Pinelink client = builder().build();
    Index index = client.indexAt(PUBLIC);
    CompletableFuture<QueryResponse> future = index.async().query(QUERY);
    Call call = grpc.next();
    CountDownLatch closing = new CountDownLatch(1);
    FutureTask<String> closer =
        inBackground(
            () -> {
              closing.countDown();
              client.close();
            });
    assertThat(closing.await(10, TimeUnit.SECONDS)).isTrue();
    awaitRefusal(index);

    assertThat(closer).isNotDone();
    assertThat(grpc.closed).isZero();
    call.answer().complete(FOUND);
    assertThat(closer.get(10, TimeUnit.SECONDS)).isEqualTo("done");

    assertThat(future).isCompletedWithValue(FOUND);
    assertThat(grpc.closed).isEqualTo(1);
    assertThat(rest.closed).isEqualTo(1);
    client.close();
    assertThat(grpc.closed).isEqualTo(1);
  }

  /** Until the other thread has got into close(), calls still get in; those end at once. */
  private void awaitRefusal(Index index) {
    while (true) {
      grpc.answering(FOUND);
      try {
        index.query(QUERY);
      } catch (IllegalStateException refused) {
        assertThat(refused).hasMessage("the client is closed");
        return;
      }
      Thread.onSpinWait();
    }
  }

  @Test
  void aDecoratorThatThrowsDoesNotKeepTheClientOpen() {
    Pinelink client = builder().decorator(inner -> new Throwing(inner)).build();
    assertThatIllegalStateException()
        .isThrownBy(() -> client.indexAt(PUBLIC).query(QUERY))
        .withMessage("decorator");
    client.close();
    assertThat(grpc.closed).isEqualTo(1);
  }

  private record Throwing(Transport inner) implements Transport {
    @Override
    public <Q, R> CompletableFuture<R> call(
        Operation<Q, R> operation, Q request, CallContext context) {
      throw new IllegalStateException("decorator");
    }

    @Override
    public boolean supports(Operation<?, ?> operation) {
      return true;
    }

    @Override
    public void refresh() {
      inner.refresh();
    }

    @Override
    public void close() {
      inner.close();
    }
  }

  @Test
  void anIndexByNameGoesAsThePolicySays() {
    assertThat(routeByName(RoutePolicy.asGiven(), PRIVATE).host()).isEqualTo(PUBLIC);
    assertThat(routeByName(RoutePolicy.publicOnly(), PRIVATE).host()).isEqualTo(PUBLIC);
    assertThat(routeByName(RoutePolicy.privateRequired(), PRIVATE).host()).isEqualTo(PRIVATE);
    assertThat(routeByName(RoutePolicy.privateRequired(), "").host()).isEqualTo(PRIVATE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> routeByName(RoutePolicy.privateRequired(), PUBLIC))
        .withMessageContaining("the host is not a private form");
    assertThat(rest.next().context().route().host()).isEqualTo("api.pinecone.io");
  }

  private Route routeByName(RoutePolicy policy, String privateHost) {
    rest.answering(docs(PUBLIC, privateHost));
    return builder().routing(policy).build().index("docs").route();
  }

  @Test
  void anIndexByHostAsksNobody() {
    Pinelink client = builder().routing(RoutePolicy.privateRequired()).build();
    assertThat(client.indexAt(PUBLIC).route().host()).isEqualTo(PRIVATE);
    assertThatIllegalArgumentException().isThrownBy(() -> client.indexAt("localhost:5081"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().routing(RoutePolicy.publicOnly()).build().indexAt(PRIVATE));
    assertThat(rest.hasNoCall() && grpc.hasNoCall()).isTrue();
  }

  @Test
  void anIndexWithoutAHostIsNotOpened() {
    rest.answering(docs(null, null));
    assertThatIllegalStateException()
        .isThrownBy(() -> builder().build().index("docs"))
        .withMessage(
            "index 'docs' has no host yet, it is Initializing; waitUntilReady waits for it");
  }

  @Test
  void allPagesAreWalkedAsTheyAreNeeded() {
    Index index = builder().build().indexAt(PUBLIC);
    grpc.answering(
        new ListResponse(List.of("a", "b"), Optional.of("t-1"), "", 1, INFO),
        new ListResponse(List.of(), Optional.of("t-2"), "", 1, INFO),
        new ListResponse(List.of("c"), Optional.of(""), "", 1, INFO));
    Iterable<String> ids = index.listAll(ListRequest.withPrefix("x"));
    assertThat(grpc.hasNoCall()).isTrue();

    assertThat(ids).containsExactly("a", "b", "c");

    ListRequest first = ListRequest.withPrefix("x");
    assertThat(grpc.next().request()).isEqualTo(first);
    assertThat(grpc.next().request()).isEqualTo(first.toBuilder().paginationToken("t-1").build());
    assertThat(grpc.next().request()).isEqualTo(first.toBuilder().paginationToken("t-2").build());
    assertThat(grpc.hasNoCall()).isTrue();
  }

  @Test
  void aPageThatNamesItselfAsTheNextEndsTheWalk() {
    Index index = builder().build().indexAt(PUBLIC);
    grpc.answering(
        new ListResponse(List.of("a"), Optional.of("t-1"), "", 1, INFO),
        new ListResponse(List.of("b"), Optional.of("t-1"), "", 1, INFO));

    assertThatIllegalStateException()
        .isThrownBy(() -> index.listAll(ListRequest.all()).forEach(id -> {}))
        .withMessageContaining("t-1");
  }

  @Test
  void nothingPrintsTheKey() {
    Pinelink client = builder().build();
    Index index = client.indexAt(PUBLIC);
    grpc.answering(new DeleteResponse(INFO));
    index.delete(DeleteRequest.all());
    for (Object any :
        List.of(
            client,
            builder(),
            index,
            index.async(),
            client.controlPlane(),
            client.controlPlane().async(),
            grpc.next().context())) {
      assertThat(any.toString()).doesNotContain(KEY);
    }
    assertThat(index).hasToString("Index[" + index.route() + "]");
  }
}
