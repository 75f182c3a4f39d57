package io.pinelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.internal.Timers;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressClass;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.spi.dial.Destination;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallOutcome;
import io.pinelink.telemetry.CallScope;
import io.pinelink.telemetry.CallStart;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** The events that listeners of calls receive, and what they cannot break. */
class CallListenerTest extends ClientScene {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private final List<CallStart> starts = new CopyOnWriteArrayList<>();
  private final List<CallEnd> ends = new CopyOnWriteArrayList<>();
  private final CallListener recorder = recorder("");

  private CallListener recorder(String name) {
    return call -> {
      starts.add(call);
      events.add(name + "started on " + Thread.currentThread().getName());
      return new Recording(name);
    };
  }

  private final class Recording implements CallObserver {
    private final String name;

    private Recording(String name) {
      this.name = name;
    }

    @Override
    public CallScope enter() {
      events.add(name + "enter");
      return () -> events.add(name + "leave");
    }

    @Override
    public void attemptStarted(int number, AttemptKind kind, Route route) {
      events.add(name + "attempt " + number + " " + kind);
    }

    @Override
    public void attemptFailed(int number, Throwable failure) {
      events.add(name + "failed " + number);
    }

    @Override
    public void retrying(Duration wait) {
      events.add(name + "retrying");
    }

    @Override
    public void gaveUp(GiveUpReason why) {
      events.add(name + "gave up " + why);
    }

    @Override
    public void ended(CallEnd end) {
      ends.add(end);
      events.add(name + "ended " + end.outcome());
    }
  }

  private static TransportException gone() {
    return Failures.transport(
        new FailedCall("query", CONTROL, 1), NetworkCause.CONNECTION_LOST, false, "lost", null);
  }

  private static ServiceException unavailable() {
    return Failures.refusal(
        new FailedCall("query", CONTROL, 1),
        new Refusal(ErrorCode.UNAVAILABLE, "busy", null, null),
        null);
  }

  @Test
  void aCallIsReportedFromStartToEnd() {
    grpc.answering(FOUND);
    try (Pinelink client = builder().callListener(recorder).build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    assertThat(events)
        .containsExactly(
            "started on " + Thread.currentThread().getName(),
            "enter",
            "enter",
            "attempt 1 FIRST",
            "leave",
            "leave",
            "ended SUCCEEDED");
  }

  @Test
  void aStartDescribesTheCall() {
    grpc.answering(FOUND, new VectorResponses.UpsertResult(2, INFO));
    try (Pinelink client =
        builder().routePolicy(RoutePolicy.privateRequired()).callListener(recorder).build()) {
      Index index = client.indexAt(PUBLIC);
      index.namespace("n").query(QUERY);
      index.upsert(
          UpsertRequest.of(
              List.of(Vector.of("a", new float[] {1}), Vector.of("b", new float[] {2}))));
    }

    CallStart query = starts.get(0);
    assertThat(query.operation()).isEqualTo("query");
    assertThat(query.index()).hasValue("docs");
    assertThat(query.namespace()).isEqualTo("n");
    assertThat(query.route().kind()).isEqualTo(Route.Kind.PRIVATE);
    assertThat(query.batchSize()).isEqualTo(OptionalInt.empty());
    assertThat(query.addressClass()).isEmpty();
    assertThat(starts.get(1).batchSize()).hasValue(2);
    assertThat(starts.get(1).namespace()).isEmpty();
  }

  @Test
  void theNameOfAnIndexIsTheOneUsedToOpenIt() {
    rest.answering(docs("other-a1.svc.aped-1.pinecone.io", null));
    grpc.answering(FOUND);
    try (Pinelink client = builder().callListener(recorder).build()) {
      client.index("docs").query(QUERY);
    }

    assertThat(starts).extracting(CallStart::operation).containsExactly("describeIndex", "query");
    assertThat(starts).extracting(CallStart::index).containsOnly(Optional.of("docs"));
    assertThat(starts.get(0).route().isControlPlane()).isTrue();
  }

  @Test
  void anEndDescribesTheResponse() {
    grpc.answering(FOUND);
    try (Pinelink client = builder().callListener(recorder).build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    CallEnd end = ends.get(0);
    assertThat(end.outcome()).isEqualTo(CallOutcome.SUCCEEDED);
    assertThat(end.attempts()).isEqualTo(1);
    assertThat(end.readUnits()).hasValue(1);
    assertThat(end.rows()).hasValue(0);
    assertThat(end.info()).hasValue(INFO);
    assertThat(end.route().host()).isEqualTo(PUBLIC);
    assertThat(end.duration()).isPositive();
    assertThat(end.failure()).isEmpty();
    assertThat(end.errorType()).isEmpty();
    assertThat(end.errorCode()).isEmpty();
  }

  @Test
  void aRetryIsReported() {
    grpc.answering(unavailable(), FOUND);
    try (Pinelink client =
        builder().scheduler(Timers.thatAreOverAfter(0)).callListener(recorder).build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    assertThat(events)
        .filteredOn(event -> !event.equals("enter") && !event.equals("leave"))
        .endsWith("attempt 1 FIRST", "failed 1", "retrying", "attempt 2 RETRY", "ended SUCCEEDED");
    assertThat(ends.get(0).attempts()).isEqualTo(2);
  }

  @Test
  void theReasonForNotRetryingIsReported() {
    grpc.answering(unavailable());
    RetryOptions once = RetryOptions.builder().maxAttempts(1).build();
    try (Pinelink client = builder().retryOptions(once).callListener(recorder).build()) {
      Index index = client.indexAt(PUBLIC);
      assertThatThrownBy(() -> index.query(QUERY)).isInstanceOf(ServiceException.class);
    }

    assertThat(events)
        .containsSubsequence("failed 1", "gave up NO_ATTEMPTS_LEFT", "ended FAILED")
        .endsWith("ended FAILED");
    assertThat(ends.get(0).errorCode()).hasValue(ErrorCode.UNAVAILABLE);
    assertThat(ends.get(0).errorType()).hasValue("UNAVAILABLE");
  }

  @Test
  void aCallResentOnAnotherConnectionIsReported() {
    TransportException unsent =
        Failures.transport(
            new FailedCall("query", CONTROL, 1), NetworkCause.CONNECTION_LOST, true, "lost", null);
    grpc.answering(unsent, FOUND);
    try (Pinelink client = builder().callListener(recorder).build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    assertThat(events).contains("failed 1", "attempt 2 RESEND");
  }

  @Test
  void networkFailuresAreReportedByTheirCause() {
    grpc.answering(gone());
    try (Pinelink client =
        builder().retryOptions(RetryOptions.none()).callListener(recorder).build()) {
      Index index = client.indexAt(PUBLIC);
      assertThatThrownBy(() -> index.query(QUERY)).isInstanceOf(TransportException.class);
    }

    assertThat(ends.get(0).errorType()).hasValue("CONNECTION_LOST");
    assertThat(ends.get(0).errorCode()).isEmpty();
  }

  @Test
  void aMovedIndexIsReportedWithItsNewRoute() {
    HostBook book =
        HostBook.empty()
            .with(
                new HostBook.Entry(
                    "docs", PUBLIC, Optional.empty(), Optional.empty(), HostBook.Origin.USER));
    String moved = "docs-b2.svc.aped-2.pinecone.io";
    rest.answering(docs(moved, null));
    try (Pinelink client = builder().hostBook(book).callListener(recorder).build()) {
      Index index = client.index("docs");
      grpc.answering(
          Failures.refusal(
              new FailedCall("query", index.route(), 1),
              new Refusal(ErrorCode.NOT_FOUND, "no such index", null, null),
              null),
          FOUND);
      index.query(QUERY);
    }

    assertThat(events).contains("attempt 2 MOVE");
    assertThat(ends).extracting(end -> end.route().host()).contains(moved);
  }

  @Test
  void aCancelledCallEndsAsCancelled() {
    try (Pinelink client = builder().callListener(recorder).build()) {
      client.indexAt(PUBLIC).async().query(QUERY).cancel(true);
    }

    assertThat(events).endsWith("ended CANCELLED").doesNotContain("failed 1");
    assertThat(ends.get(0).errorType()).hasValue("cancelled");
    assertThat(ends).hasSize(1);
  }

  @Test
  void aCallEndsOnceAlthoughItsInterceptorIgnoresTheCancellation() {
    CallInterceptor deaf =
        call -> {
          var unused = call.proceed();
          return new CompletableFuture<>();
        };
    try (Pinelink client = builder().interceptor(deaf).callListener(recorder).build()) {
      client.indexAt(PUBLIC).async().query(QUERY).cancel(true);
      assertThat(ends).extracting(CallEnd::outcome).containsExactly(CallOutcome.CANCELLED);
    }
  }

  @Test
  void theEndIsReportedBeforeTheCallerHasTheResult() {
    List<Integer> endsSeen = new ArrayList<>();
    try (Pinelink client = builder().callListener(recorder).build()) {
      var found =
          client
              .indexAt(PUBLIC)
              .async()
              .query(QUERY)
              .thenAccept(response -> endsSeen.add(ends.size()));
      grpc.next().answer().complete(FOUND);
      found.join();
    }

    assertThat(endsSeen).containsExactly(1);
  }

  @Test
  void listenersAreCalledInTheOrderInWhichTheyWereAdded() {
    grpc.answering(FOUND);
    try (Pinelink client =
        builder().callListener(recorder("a ")).callListener(recorder("b ")).build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    String thread = Thread.currentThread().getName();
    assertThat(events)
        .startsWith("a started on " + thread, "b started on " + thread, "a enter", "b enter")
        .containsSubsequence("b leave", "a leave", "b leave", "a leave")
        .endsWith("a ended SUCCEEDED", "b ended SUCCEEDED");
  }

  @Test
  void aListenerSurroundsTheInterceptor() {
    grpc.answering(FOUND);
    try (Pinelink client =
        builder()
            .interceptor(
                call -> {
                  events.add("interceptor");
                  return call.proceed();
                })
            .callListener(recorder)
            .build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    assertThat(events).containsSubsequence("enter", "interceptor", "enter", "attempt 1 FIRST");
  }

  @Test
  void anExceptionInAListenerIsLoggedOnceAndAffectsNoCall() {
    grpc.answering(FOUND, FOUND);
    List<LogRecord> logged = new CopyOnWriteArrayList<>();
    Logger logger = Logger.getLogger("io.pinelink");
    Handler handler = new Collecting(logged);
    Level configured = logger.getLevel();
    logger.setLevel(Level.WARNING);
    logger.addHandler(handler);
    try (Pinelink client =
        builder().callListener(call -> new Throwing()).callListener(recorder).build()) {
      Index index = client.indexAt(PUBLIC);
      assertThat(index.query(QUERY)).isEqualTo(FOUND);
      assertThat(index.query(QUERY)).isEqualTo(FOUND);
    } finally {
      logger.removeHandler(handler);
      logger.setLevel(configured);
    }

    assertThat(ends).hasSize(2);
    assertThat(logged).filteredOn(r -> r.getMessage().contains("a call listener")).hasSize(1);
  }

  private static final class Collecting extends Handler {
    private final List<LogRecord> logged;

    Collecting(List<LogRecord> logged) {
      this.logged = logged;
    }

    @Override
    public void publish(LogRecord entry) {
      logged.add(entry);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private static final class Throwing implements CallObserver {
    @Override
    public CallScope enter() {
      throw new IllegalStateException("enter");
    }

    @Override
    public void attemptStarted(int number, AttemptKind kind, Route route) {
      throw new AssertionError("attemptStarted");
    }

    @Override
    public void ended(CallEnd end) {
      throw new IllegalStateException("ended");
    }
  }

  @Test
  void aListenerThatThrowsAtTheStartIsIgnored() {
    grpc.answering(FOUND);
    CallListener broken =
        call -> {
          throw new IllegalStateException("started");
        };
    try (Pinelink client = builder().callListener(broken).callListener(recorder).build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    assertThat(ends).hasSize(1);
  }

  @Test
  void aDisabledListenerReceivesNothing() {
    grpc.answering(FOUND);
    CallListener disabled =
        new CallListener() {
          @Override
          public CallObserver started(CallStart call) {
            events.add("started");
            return CallObserver.none();
          }

          @Override
          public boolean isEnabled() {
            return false;
          }
        };
    try (Pinelink client = builder().callListener(disabled).build()) {
      client.indexAt(PUBLIC).query(QUERY);
    }

    assertThat(events).isEmpty();
  }

  @Test
  void aCallOnAClosedClientIsNotReported() {
    Pinelink client = builder().callListener(recorder).build();
    Index index = client.indexAt(PUBLIC);
    client.close();

    assertThatThrownBy(() -> index.query(QUERY)).isInstanceOf(IllegalStateException.class);
    assertThat(events).isEmpty();
  }

  @Test
  void aConnectionIsReportedAndItsClassKnownToLaterCalls() throws Exception {
    grpc.answering(FOUND, FOUND);
    List<RouteListener.Connection> connections = new ArrayList<>();
    CallListener listener =
        new CallListener() {
          @Override
          public CallObserver started(CallStart call) {
            return recorder.started(call);
          }

          @Override
          public void connected(RouteListener.Connection connection) {
            connections.add(connection);
          }
        };
    try (Pinelink client = builder().callListener(listener).build()) {
      Index index = client.indexAt(PRIVATE);
      Objects.requireNonNull(grpc.options)
          .resolver()
          .connected(Destination.of(index.route()), new InetSocketAddress("10.1.2.3", 443));
      index.query(QUERY);
    }

    assertThat(connections)
        .extracting(RouteListener.Connection::addressClass)
        .containsExactly(AddressClass.PRIVATE);
    assertThat(starts.get(0).addressClass()).hasValue(AddressClass.PRIVATE);
    assertThat(ends.get(0).addressClass()).hasValue(AddressClass.PRIVATE);
  }

  @Test
  void theBatchSizeOfAFetchIsItsNumberOfIds() {
    try (Pinelink client = builder().callListener(recorder).build()) {
      client.indexAt(PUBLIC).async().fetch(FetchRequest.byIds("a", "b", "c")).cancel(true);
    }

    assertThat(starts.get(0).batchSize()).hasValue(3);
  }
}
