package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.error.QuotaResource;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.grpc.GrpcTransport;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.retry.RetryingTransport;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import io.pinelink.model.StatsRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.network.HttpVersion;
import io.pinelink.rest.RestTransport;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.Route;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.CallHandling;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import io.pinelink.spi.TransportOptions;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.credential.ExtraHeaders;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.request.EmptyRequest;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests retries over each transport and to both planes: real connections to a server that fails as
 * scripted, with waits that the test controls.
 */
class RetryIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration FIRST_BOUND = Duration.ofMillis(200);
  private static final long SEED = 11;

  private static EmbeddedPinecone server;
  private static Pinelink setup;
  private static Route data;
  private static Route control;

  private final FakeTime time = new FakeTime();

  /** The transports. */
  enum Wire {
    GRPC,
    REST,
    REST_OVER_HTTP2;

    Transport transport() {
      TransportOptions options =
          new TransportOptions(
              "2026-04",
              "retry",
              Duration.ofSeconds(10),
              64 * 1024 * 1024,
              4,
              this == REST_OVER_HTTP2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1,
              AddressResolver.system());
      return this == GRPC ? GrpcTransport.create(options) : RestTransport.create(options);
    }
  }

  @BeforeAll
  static void start() {
    server = EmbeddedPinecone.start();
    setup = server.clientBuilder().build();
    data = Indexes.create(setup, "docs", Metric.COSINE).route();
    control = setup.controlPlane().route();
  }

  @AfterAll
  static void stop() {
    setup.close();
    server.close();
  }

  @AfterEach
  void clear() {
    server.faults().clear();
    server.clearRequests();
  }

  private Transport chain(Wire wire) {
    return chain(wire, RetryOptions.defaults());
  }

  private Transport chain(Wire wire, RetryOptions options) {
    return new RetryingTransport(wire.transport(), options, new SplittableRandom(SEED), time);
  }

  private <Q, R> CompletableFuture<R> call(
      Transport chain, Operation<Q, R> operation, Q request, Route route) {
    return chain.call(
        operation,
        request,
        new CallContext(
            route,
            "",
            Deadline.after(TIMEOUT, time::nanoTime),
            new ApiKey(EmbeddedPinecone.API_KEY),
            ExtraHeaders.none(),
            1,
            CallHandling.unobserved(false)));
  }

  private CompletableFuture<IndexStats> stats(Transport chain) {
    return call(chain, DataOperations.DESCRIBE_INDEX_STATS, StatsRequest.all(), data);
  }

  private CompletableFuture<?> create(Transport chain) {
    return call(chain, DataOperations.CREATE_NAMESPACE, CreateNamespaceRequest.named("en"), data);
  }

  private static <T> T answer(CompletableFuture<T> call) throws Exception {
    return call.get(20, TimeUnit.SECONDS);
  }

  private static PinelinkException failure(CompletableFuture<?> call)
      throws InterruptedException, TimeoutException {
    try {
      throw new AssertionError("it succeeded: " + call.get(20, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return (PinelinkException) Futures.unwrap(e);
    }
  }

  /** Clients spread over a quarter of a long wait. */
  private static Duration spread(Duration requested) {
    return requested.plus(requested.dividedBy(4));
  }

  private static long sent(Operation<?, ?> operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation.name()))
        .count();
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void aUsedUpMonthlyQuotaIsNotRetried(Wire wire) throws Exception {
    Fault spent =
        Fault.refuse(
            ErrorCode.RESOURCE_EXHAUSTED,
            "Request failed. You've reached your read unit limit for the current month (1000000)."
                + " To continue reading data, upgrade your plan.");
    server
        .faults()
        .next("describeIndexStats", Collections.nCopies(50, spent).toArray(Fault[]::new));
    try (Transport chain = chain(wire)) {
      for (int i = 0; i < 30; i++) {
        assertThat(failure(stats(chain)))
            .isInstanceOfSatisfying(
                QuotaExhaustedException.class,
                e -> {
                  assertThat(e.resource()).contains(QuotaResource.READ_UNITS);
                  assertThat(e.limit()).hasValue(1_000_000);
                  assertThat(e.attempts()).isEqualTo(1);
                });
      }
      assertThat(sent(DataOperations.DESCRIBE_INDEX_STATS)).isEqualTo(30);

      // The retry budget is not used up.
      server.faults().clear();
      server
          .faults()
          .next("describeIndexStats", Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow"));
      CompletableFuture<IndexStats> throttled = stats(chain);
      time.passUntil(throttled);
      assertThat(answer(throttled).dimension()).isPresent();
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void transientFailuresAreRetriedUntilSuccess(Wire wire) throws Exception {
    for (ErrorCode code :
        List.of(
            ErrorCode.UNAVAILABLE,
            ErrorCode.RESOURCE_EXHAUSTED,
            ErrorCode.ABORTED,
            ErrorCode.INTERNAL,
            ErrorCode.DEADLINE_EXCEEDED)) {
      Fault fault = Fault.refuse(code, "not now");
      server.faults().next("upsert", fault, fault, fault);
      server.clearRequests();
      try (Transport chain = chain(wire)) {
        var call =
            call(
                chain,
                DataOperations.UPSERT,
                UpsertRequest.of(List.of(Vector.of("I", new float[] {1, 2}))),
                data);
        assertThat(time.pass()).isLessThan(FIRST_BOUND);
        assertThat(time.pass()).isLessThan(FIRST_BOUND.multipliedBy(2));
        assertThat(time.pass()).isLessThan(FIRST_BOUND.multipliedBy(4));

        assertThat(answer(call).info().attempts()).as("%s", code).isEqualTo(4);
        assertThat(sent(DataOperations.UPSERT)).isEqualTo(4);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void httpErrorsOfAGatewayAreRetried(Wire wire) throws Exception {
    for (int status : new int[] {408, 429, 500, 502, 503, 504}) {
      server.faults().next("describeIndexStats", Fault.plainText(status, "no"));
      try (Transport chain = chain(wire)) {
        CompletableFuture<IndexStats> call = stats(chain);
        time.pass();

        assertThat(answer(call).info().attempts()).as("HTTP %s", status).isEqualTo(2);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Wire.class,
      names = {"REST", "REST_OVER_HTTP2"})
  void controlPlaneCallsAreRetried(Wire wire) throws Exception {
    server
        .faults()
        .next(
            "listIndexes",
            Fault.refuse(ErrorCode.UNAVAILABLE, "not now"),
            Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slower", Duration.ofSeconds(2)),
            Fault.drop());
    try (Transport chain = chain(wire)) {
      var call = call(chain, ControlOperations.LIST_INDEXES, new EmptyRequest(), control);
      time.pass();
      assertThat(time.pass()).isBetween(Duration.ofSeconds(2), spread(Duration.ofSeconds(2)));
      time.pass();

      assertThat(answer(call).items()).isNotEmpty();
      assertThat(sent(ControlOperations.LIST_INDEXES)).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void lostConnectionsAreRetried(Wire wire) throws Exception {
    server.faults().next("describeIndexStats", Fault.drop(), Fault.breakOff());
    try (Transport chain = chain(wire)) {
      CompletableFuture<IndexStats> call = stats(chain);
      time.pass();
      time.pass();

      assertThat(answer(call).info().attempts()).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void anUnansweredAttemptTimesOut(Wire wire) throws Exception {
    server.faults().next("describeIndexStats", Fault.hang());
    RetryOptions options = RetryOptions.builder().attemptTimeout(Duration.ofSeconds(1)).build();
    try (Transport chain = chain(wire, options)) {
      // The transports' timers use the system clock, and so must the deadline.
      CompletableFuture<IndexStats> call =
          chain.call(
              DataOperations.DESCRIBE_INDEX_STATS,
              StatsRequest.all(),
              new CallContext(
                  data,
                  "",
                  Deadline.after(TIMEOUT),
                  new ApiKey(EmbeddedPinecone.API_KEY),
                  ExtraHeaders.none(),
                  1,
                  CallHandling.unobserved(false)));
      // On a busy machine, an attempt that is answered may time out, too.
      time.passUntil(call);

      assertThat(answer(call).info().attempts()).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void nonIdempotentCallsThatMayHaveBeenExecutedAreNotRetried(Wire wire) throws Exception {
    for (Fault fault :
        List.of(
            Fault.refuse(ErrorCode.UNAVAILABLE, "no"), Fault.plainText(502, ""), Fault.drop())) {
      server.faults().next("createNamespace", fault);
      server.clearRequests();
      try (Transport chain = chain(wire)) {
        assertThat(failure(create(chain)))
            .hasMessageEndingWith(
                "; not retried: createNamespace is not idempotent and may have been executed");
        assertThat(sent(DataOperations.CREATE_NAMESPACE)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void unexecutedCallsAreRetriedEvenIfNotIdempotent(Wire wire) throws Exception {
    server
        .faults()
        .next(
            "createNamespace",
            Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow"),
            Fault.refuse(ErrorCode.ALREADY_EXISTS, "there"));
    try (Transport chain = chain(wire)) {
      CompletableFuture<?> call = create(chain);
      time.pass();

      assertThat(failure(call).attempts()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void theRetryDelayOfTheServiceIsRespected(Wire wire) throws Exception {
    Instant until = Instant.now().plusSeconds(20);
    server
        .faults()
        .next(
            "describeIndexStats",
            Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow", Duration.ofSeconds(7)),
            Fault.plainText(503, "busy", Duration.ofSeconds(3)),
            Fault.refuseUntil(ErrorCode.UNAVAILABLE, "closed", until));
    try (Transport chain = chain(wire)) {
      CompletableFuture<IndexStats> call = stats(chain);
      assertThat(time.pass()).isBetween(Duration.ofSeconds(7), spread(Duration.ofSeconds(7)));
      assertThat(time.pass()).isBetween(Duration.ofSeconds(3), spread(Duration.ofSeconds(3)));
      // The wait counts from the Date of the response, which has whole seconds.
      Duration most = spread(Duration.ofSeconds(22));
      Duration asked = time.pass();
      assertThat(asked).isLessThan(most);
      assertThat(Instant.now().plus(asked)).isAfterOrEqualTo(until.truncatedTo(ChronoUnit.SECONDS));

      assertThat(answer(call).info().attempts()).isEqualTo(4);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void aWaitBeyondTheTimeoutFailsTheCallImmediately(Wire wire) throws Exception {
    server
        .faults()
        .next(
            "describeIndexStats",
            Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow", Duration.ofMinutes(2)));
    try (Transport chain = chain(wire)) {
      PinelinkException failure = failure(stats(chain));

      assertThat(failure)
          .isInstanceOfSatisfying(
              RateLimitedException.class,
              e -> assertThat(e.retryAfter()).hasValue(Duration.ofMinutes(2)))
          .hasMessageEndingWith(
              "; not retried: the service asks to wait 2 min, but the call's timeout leaves"
                  + " 1 min");
      assertThat(time.nobodyWaits()).isTrue();
      assertThat(sent(DataOperations.DESCRIBE_INDEX_STATS)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void theServiceMayForbidRetries(Wire wire) throws Exception {
    server.faults().next("describeIndexStats", Fault.refuseForGood(ErrorCode.UNAVAILABLE, "never"));
    try (Transport chain = chain(wire)) {
      assertThat(failure(stats(chain)))
          .isInstanceOfSatisfying(
              ServiceException.class, e -> assertThat(e.isRetryForbidden()).isTrue())
          .hasMessageEndingWith("; not retried: the service asked not to retry this call");
      assertThat(sent(DataOperations.DESCRIBE_INDEX_STATS)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void cancellingDuringAWaitSendsNoFurtherCall(Wire wire) throws Exception {
    server.faults().next("describeIndexStats", Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
    try (Transport chain = chain(wire)) {
      CompletableFuture<IndexStats> call = stats(chain);
      server.awaitRequest(request -> server.faults().pending().isEmpty(), Duration.ofSeconds(20));
      call.cancel(true);

      assertThat(call).isCancelled();
    }
    assertThat(sent(DataOperations.DESCRIBE_INDEX_STATS)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void aServerThatFailsAllCallsReceivesFewRetries(Wire wire) throws Exception {
    failAll(wire, Fault.refuse(ErrorCode.UNAVAILABLE, "down"));
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(Wire.class)
  void aServerThatClosesAllConnectionsReceivesFewRetries(Wire wire) throws Exception {
    failAll(wire, Fault.drop());
  }

  /** A call that was not processed is resent automatically, but not forever. */
  @Tag("slow")
  @Test
  void aServerThatRejectsAllCallsUnprocessedReceivesFewRetries() throws Exception {
    failAll(Wire.GRPC, Fault.goAway());
  }

  private void failAll(Wire wire, Fault fault) throws Exception {
    int calls = 300;
    Fault[] script = Collections.nCopies(calls * 2, fault).toArray(Fault[]::new);
    server.faults().next("describeIndexStats", script);
    try (Transport chain = chain(wire)) {
      for (int i = 0; i < calls; i++) {
        CompletableFuture<IndexStats> call = stats(chain);
        time.passUntil(call);
        assertThat(call).isCompletedExceptionally();
      }
    }
    assertThat(sent(DataOperations.DESCRIBE_INDEX_STATS)).isLessThan((long) (calls * 1.2));
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  void callsSucceedDespiteAFifthOfFailures(Wire wire) throws Exception {
    int calls = 500;
    Fault no = Fault.refuse(ErrorCode.UNAVAILABLE, "down");
    Fault yes = Fault.delay(Duration.ZERO);
    SplittableRandom random = new SplittableRandom(SEED);
    Fault[] script =
        random.doubles(calls * 2L).mapToObj(part -> part < 0.2 ? no : yes).toArray(Fault[]::new);
    server.faults().next("describeIndexStats", script);
    int answered = 0;
    try (Transport chain = chain(wire)) {
      for (int i = 0; i < calls; i++) {
        CompletableFuture<IndexStats> call = stats(chain);
        time.passUntil(call);
        answered += call.isCompletedExceptionally() ? 0 : 1;
      }
    }
    assertThat(sent(DataOperations.DESCRIBE_INDEX_STATS)).isLessThan((long) (calls * 1.3));
    assertThat(answered).isGreaterThan(calls * 98 / 100);
  }
}
