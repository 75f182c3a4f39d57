package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.AsyncIndex;
import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.network.ConnectionLifetime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests connections on which the server lets calls make no progress, and which stay open. */
@Tag("slow")
@Timeout(180)
class StalledConnectionIT {
  /** Far longer than the client waits for such a connection. */
  private static final Duration LONG = Duration.ofSeconds(110);

  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  /** Together larger than the buffers of both systems. */
  private static final int UPSERTS = 20;

  private static final ExecutorService THREADS = Executors.newCachedThreadPool();
  private static final Map<String, Future<?>> STARTED = new LinkedHashMap<>();

  /** A behaviour of a server, and what the client does. */
  private interface Scenario {
    void run(ProtocolVariant form) throws Exception;
  }

  /** Starts all scenarios at once: they wait for most of their time. */
  @BeforeAll
  static void start() {
    start(
        "aCallThatTheServerLetsNobodySendTakesAnotherConnection",
        ProtocolVariant.http2(),
        StalledConnectionIT::aCallThatTheServerLetsNobodySendTakesAnotherConnection);
    start(
        "callsLeaveAConnectionWhoseWindowStaysClosed",
        ProtocolVariant.http2(),
        StalledConnectionIT::callsLeaveAConnectionWhoseWindowStaysClosed);
    start(
        "callsLeaveAConnectionThatAnswersPingsButNoCall",
        ProtocolVariant.http2(),
        StalledConnectionIT::callsLeaveAConnectionThatAnswersPingsButNoCall);
    start(
        "callsLeaveAConnectionThatTheServerNoLongerReads",
        ProtocolVariant.http2(),
        StalledConnectionIT::callsLeaveAConnectionThatTheServerNoLongerReads);
    start(
        "aCallThatWasSentIsAnsweredOnTheConnectionThatNewCallsLeft",
        ProtocolVariant.http2(),
        StalledConnectionIT::aCallThatWasSentIsAnsweredOnTheConnectionThatNewCallsLeft);
    start(
        "aServerThatReadsNothingLosesTheConnectionAndNoUnsentCallReachesIt",
        ProtocolVariant.http2(),
        StalledConnectionIT::aServerThatReadsNothingLosesTheConnectionAndNoUnsentCallReachesIt);
    start(
        "aLongCallFailsWhenNoPingIsAnswered",
        ProtocolVariant.http2(),
        StalledConnectionIT::aLongCallFailsWhenNoPingIsAnswered);
    start(
        "aLongCallIsAnsweredIfPingsAre",
        ProtocolVariant.http2(),
        StalledConnectionIT::aLongCallIsAnsweredIfPingsAre);
    start(
        "aSilentConnectionIsClosedAtTheDeadlineOfItsCallAndNeverReused",
        ProtocolVariant.http1(),
        StalledConnectionIT::aSilentConnectionIsClosedAtTheDeadlineOfItsCallAndNeverReused);
    start(
        "aConnectionThatIsNotReadIsClosedAtTheDeadlineOfItsCall",
        ProtocolVariant.http1(),
        StalledConnectionIT::aConnectionThatIsNotReadIsClosedAtTheDeadlineOfItsCall);
  }

  private static void start(String name, List<ProtocolVariant> forms, Scenario scenario) {
    for (ProtocolVariant form : forms) {
      STARTED.put(
          name + ", " + form,
          THREADS.submit(
              () -> {
                scenario.run(form);
                return null;
              }));
    }
  }

  static Set<String> started() {
    return STARTED.keySet();
  }

  @AfterAll
  static void stop() {
    THREADS.shutdownNow();
  }

  @ParameterizedTest
  @MethodSource("started")
  void callsLeaveStalledConnections(String scenario) throws Exception {
    Objects.requireNonNull(STARTED.get(scenario)).get();
  }

  private static ConnectionScript stalledFirst(ProtocolVariant form, ConnectionScript stalled) {
    return connection -> {
      if (connection.number() == 1) {
        stalled.play(connection);
      } else {
        HonestHttp2.serve(form, Http2Connection.open(connection));
      }
    };
  }

  /** A call that has not been sent can safely be sent on another connection. */
  private static void aCallThatTheServerLetsNobodySendTakesAnotherConnection(ProtocolVariant form) {
    ConnectionScript noStreams =
        connection ->
            HonestHttp2.awaitEnd(
                Http2Connection.open(connection, Frame.settings(Frame.MAX_CONCURRENT_STREAMS, 0)));
    try (RawServer server = form.server(stalledFirst(form, noStreams));
        Pinelink client = form.client(server).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));

      assertThat(Call.query(index, 1)).isEqualTo(Outcome.answered());
      assertThat(Call.query(index, 2)).isEqualTo(Outcome.answered());
    }
  }

  /** The server accepts streams, but no byte of their bodies. */
  private static void callsLeaveAConnectionWhoseWindowStaysClosed(ProtocolVariant form) {
    ConnectionScript noWindow =
        connection ->
            HonestHttp2.awaitEnd(
                Http2Connection.open(connection, Frame.settings(Frame.INITIAL_WINDOW_SIZE, 0)));
    assertLaterCallsAreAnswered(form, noWindow);
  }

  /** The server acknowledges PING and SETTINGS, and answers no call. */
  private static void callsLeaveAConnectionThatAnswersPingsButNoCall(ProtocolVariant form) {
    assertLaterCallsAreAnswered(
        form, connection -> HonestHttp2.awaitEnd(Http2Connection.open(connection)));
  }

  /** The server responds once, and then reads nothing. */
  private static void callsLeaveAConnectionThatTheServerNoLongerReads(ProtocolVariant form) {
    assertLaterCallsAreAnswered(form, readingOnce(form));
  }

  private static ConnectionScript readingOnce(ProtocolVariant form) {
    return connection -> {
      Http2Connection frames = Http2Connection.open(connection);
      Http2Request request = frames.next();
      if (request != null) {
        frames.stopReading();
        HonestHttp2.answer(form, frames, request);
      }
      connection.hold();
    };
  }

  private static void assertLaterCallsAreAnswered(ProtocolVariant form, ConnectionScript stalled) {
    try (RawServer server = form.server(stalledFirst(form, stalled));
        Pinelink client = form.client(server).build()) {
      Index index =
          client.indexAt(form.indexHost(server)).with(CallOptions.defaults().timeout(SHORT));

      int number = 1;
      while (server.connections() < 2) {
        Call.query(index, number);
        number++;
      }

      assertThat(Call.query(index.with(CallOptions.defaults().timeout(LONG)), number))
          .isEqualTo(Outcome.answered());
    }
  }

  /** A call that was sent may still be answered, on a connection that new calls have left. */
  private static void aCallThatWasSentIsAnsweredOnTheConnectionThatNewCallsLeft(
      ProtocolVariant form) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    ConnectionScript late =
        connection -> {
          Http2Connection frames = Http2Connection.open(connection);
          Http2Request first = frames.next();
          arrived.countDown();
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          if (first != null) {
            HonestHttp2.answer(form, frames, first);
          }
          HonestHttp2.awaitEnd(frames);
        };
    try (RawServer server = form.server(stalledFirst(form, late));
        Pinelink client = form.client(server).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));
      CompletableFuture<Outcome> sent = CompletableFuture.supplyAsync(() -> Call.query(index, 1));
      arrived.await();
      Index impatient = index.with(CallOptions.defaults().timeout(SHORT));
      int number = 2;
      while (!Call.query(impatient, number).isAnswered()) {
        number++;
      }

      assertThat(sent).isNotDone();
      answer.countDown();

      assertThat(sent.get()).isEqualTo(Outcome.answered());
      server.awaitOpen(1);
    }
  }

  /** Megabytes wait in the client; none of them may reach the server after their calls failed. */
  private static void aServerThatReadsNothingLosesTheConnectionAndNoUnsentCallReachesIt(
      ProtocolVariant form) throws Exception {
    AtomicInteger received = new AtomicInteger();
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch counted = new CountDownLatch(1);
    ConnectionScript pausing =
        connection -> {
          Http2Connection frames = Http2Connection.open(connection);
          Http2Request first = frames.next();
          frames.stopReadingUntil(failed);
          if (first != null) {
            HonestHttp2.answer(form, frames, first);
          }
          received.set(HonestHttp2.awaitEnd(frames));
          counted.countDown();
        };
    try (RawServer server = form.server(stalledFirst(form, pausing));
        Pinelink client = form.client(server).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));
      assertThat(Call.query(index, 1)).isEqualTo(Outcome.answered());

      List<PinelinkException> failures = failuresOf(upserts(index.async()));
      failed.countDown();
      assertThat(counted.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

      assertThat(failures).hasOnlyElementsOfType(TransportException.class);
      assertThat(failures.get(0))
          .hasMessageContaining("the server read nothing and ended no call for 10 s");
      long unsent = failures.stream().filter(e -> ((TransportException) e).isUnsent()).count();
      assertThat(received.get()).isLessThanOrEqualTo((int) (failures.size() - unsent));
      assertThat(Call.query(index, 2)).isEqualTo(Outcome.answered());
    }
  }

  private static List<CompletableFuture<UpsertResponse>> upserts(AsyncIndex index) {
    List<Vector> megabytes =
        IntStream.range(0, 40)
            .mapToObj(i -> Vector.of(new NumberedCall(NumberedCall.Kind.UPSERT, i).id(), values(i)))
            .toList();
    List<CompletableFuture<UpsertResponse>> calls = new ArrayList<>();
    for (int i = 0; i < UPSERTS; i++) {
      calls.add(index.upsert(megabytes));
    }
    return calls;
  }

  private static float[] values(int seed) {
    float[] values = new float[10_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1 + seed + i / 7f;
    }
    return values;
  }

  private static List<PinelinkException> failuresOf(List<CompletableFuture<UpsertResponse>> calls) {
    List<PinelinkException> failures = new ArrayList<>();
    for (CompletableFuture<UpsertResponse> call : calls) {
      call.handle((value, failure) -> failure)
          .thenAccept(
              failure -> {
                if (failure != null) {
                  failures.add((PinelinkException) Futures.unwrap(failure));
                }
              })
          .join();
    }
    return failures;
  }

  /** Nothing arrives any more, as after a silent loss of the network. */
  private static void aLongCallFailsWhenNoPingIsAnswered(ProtocolVariant form) {
    ConnectionScript gone =
        connection -> {
          Http2Connection frames = Http2Connection.open(connection);
          frames.next();
          frames.stopReading();
          connection.hold();
        };
    try (RawServer server = form.server(stalledFirst(form, gone));
        Pinelink client =
            form.client(server).connectionLifetime(lifetime()).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));

      Outcome lost = Call.query(index, 1);

      assertThat(lost.failure())
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.isUnsent()).isFalse());
      assertThat(Call.query(index, 2)).isEqualTo(Outcome.answered());
    }
  }

  /** The server works on a call for far longer than the keep-alive, and answers pings. */
  private static void aLongCallIsAnsweredIfPingsAre(ProtocolVariant form) throws Exception {
    AtomicInteger pings = new AtomicInteger();
    ConnectionScript slow =
        connection -> {
          Http2Connection frames = Http2Connection.open(connection);
          Http2Request request = frames.next();
          pings.set(frames.awaitPings(2));
          if (request != null) {
            HonestHttp2.answer(form, frames, request);
          }
          HonestHttp2.serve(form, frames);
        };
    try (RawServer server = form.server(slow);
        Pinelink client =
            form.client(server).connectionLifetime(lifetime()).timeout(LONG).build()) {
      Index index = client.indexAt(form.indexHost(server));

      assertThat(Call.query(index, 1)).isEqualTo(Outcome.answered());
      assertThat(pings.get()).isEqualTo(2);
    }
  }

  private static ConnectionLifetime lifetime() {
    return ConnectionLifetime.builder(Duration.ofMinutes(4)).keepAlive(KEEP_ALIVE).build();
  }

  /** HTTP/1.1 has no pings; a connection has one call, whose deadline bounds it. */
  private static void aSilentConnectionIsClosedAtTheDeadlineOfItsCallAndNeverReused(
      ProtocolVariant form) throws Exception {
    List<Integer> requests = new ArrayList<>();
    ConnectionScript silent =
        connection -> {
          for (HttpRequest request = HttpRequest.read(connection.in());
              request != null;
              request = HttpRequest.read(connection.in())) {
            synchronized (requests) {
              requests.add(connection.number());
            }
          }
        };
    try (RawServer server = form.server(silent);
        Pinelink client = form.client(server).build()) {
      Index index =
          client.indexAt(form.indexHost(server)).with(CallOptions.defaults().timeout(SHORT));

      for (int number = 1; number <= 3; number++) {
        assertThat(Call.query(index, number)).matches(Outcome::isFailed);
        server.awaitOpen(0);
      }

      assertThat(requests).doesNotHaveDuplicates();
    }
  }

  /** The server reads no more of a request than its first byte. */
  private static void aConnectionThatIsNotReadIsClosedAtTheDeadlineOfItsCall(ProtocolVariant form)
      throws Exception {
    Set<Connection> begun = ConcurrentHashMap.newKeySet();
    ConnectionScript unread =
        connection -> {
          if (connection.in().read() >= 0) {
            begun.add(connection);
          }
          connection.hold();
        };
    try (RawServer server = form.server(unread);
        Pinelink client = form.client(server).build()) {
      Index index = client.indexAt(form.indexHost(server));

      // On a busy machine a short deadline can pass before a request begins.
      for (Duration timeout = SHORT; begun.isEmpty(); timeout = timeout.multipliedBy(2)) {
        Index timed = index.with(CallOptions.defaults().timeout(timeout));
        assertThat(failuresOf(upserts(timed.async()))).hasSize(UPSERTS);
      }

      for (Connection connection : begun) {
        assertThat(connection.awaitEnd()).isNotNegative();
      }
    }
  }
}
