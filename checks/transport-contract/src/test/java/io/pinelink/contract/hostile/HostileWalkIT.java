package io.pinelink.contract.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.TransportException;
import io.pinelink.retry.RetryOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A random walk: 16 callers share a client, and a server answers each call honestly or with one of
 * the attacks, and lets some connections not become ready. With retries, TLS goes through a proxy,
 * which attacks too. Every response must belong to its call, every failure must be a {@code
 * PinelinkException}, the client must work when the server is honest again, and nothing may leak.
 *
 * <p>The walk has 2,000 exchanges over all protocol variants together. To run a longer walk, to
 * repeat the attacks of a failure, or to run only some of the attacks:
 *
 * <pre>
 * mvn verify -Pthorough -pl transport-contract -am -Dtest=none -Dit.test=HostileWalkIT \
 *   -Dpinelink.exchanges=1000000 -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false
 * mvn verify … -Dpinelink.seed=1234567
 * mvn verify … -Dpinelink.attacks='DOUBLED.*'
 * </pre>
 */
@Tag("slow")
class HostileWalkIT {
  static final String CALLER = "hostile-walk-caller";

  private static final int ALL_EXCHANGES = Integer.getInteger("pinelink.exchanges", 2_000);

  private static final long SEED = Long.getLong("pinelink.seed", System.nanoTime());

  /** A pattern for the names of the attacks to run. */
  private static final String ATTACKS = System.getProperty("pinelink.attacks", ".*");

  /** One in this many exchanges is made by a client that retries. */
  private static final int RETRIED_ONE_OF = 4;

  private static final int ROUNDS = 4;
  private static final int HONEST_CALLS = 64;

  /** Over HTTP/1.1 an attack affects one call, over HTTP/2 all calls on the connection. */
  private static final double SHARE_OVER_HTTP_1 = 0.5;

  private static final double SHARE_OVER_HTTP_2 = 0.15;
  private static final int MAX_CONNECTIONS = 64;
  private static final long MAX_GROWTH = 16L * 1024 * 1024;

  /** Longer than an attempt takes on a busy machine. Unanswered calls have a shorter timeout. */
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  /** Longer than a connect takes on a busy machine, as far as its failures are not repeated. */
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  /** The port for which the client asks the proxy. */
  private static final int TARGET = 443;

  static Stream<Arguments> forms() {
    return Arrays.stream(ProtocolVariant.values())
        .flatMap(form -> Stream.of(Arguments.of(form, false), Arguments.of(form, true)));
  }

  private static int exchanges(boolean retries) {
    int ofForm = ALL_EXCHANGES / ProtocolVariant.values().length;
    return retries ? ofForm / RETRIED_ONE_OF : ofForm - ofForm / RETRIED_ONE_OF;
  }

  private static RetryOptions retries() {
    return RetryOptions.builder()
        .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
        .attemptTimeout(ATTEMPT)
        .budget(1_000, 1)
        .build();
  }

  @ParameterizedTest(name = "{0}, retries: {1}")
  @MethodSource("forms")
  @Timeout(value = 12, unit = TimeUnit.HOURS)
  void everyAnswerBelongsToItsCallAndNothingLeaks(ProtocolVariant form, boolean retries)
      throws Exception {
    boolean proxied = retries && form.isTls();
    Walk walk = new Walk(form, SEED, exchanges(retries), proxied);
    ClientThreads threads = new ClientThreads();
    try (RawServer server = walk.connects.server(form)) {
      Pinelink.Builder builder = proxied ? form.clientThrough(server, TARGET) : form.client(server);
      try (Pinelink client =
          builder
              .connectTimeout(CONNECT_TIMEOUT)
              .retryOptions(retries ? retries() : RetryOptions.none())
              .build()) {
        walk.run(client.indexAt(form.indexHost(server)), server);
      }
      threads.awaitEnd();
      server.awaitOpen(0);
      walk.report(server, retries);
    }
    walk.check();
  }

  /** A walk over one protocol variant. */
  private static final class Walk {
    private final ProtocolVariant form;
    private final long seed;
    private final int exchanges;
    private final OutcomeCounts attacked = new OutcomeCounts();
    private final OutcomeCounts honest = new OutcomeCounts();
    private final RandomAttackPlan<Http1Attack> http1;
    private final RandomAttackPlan<Http2Attack> http2;
    private final Http1AttackScript http1Script;
    private final RandomConnectPlan connectPlan;
    private final ConnectAttackScript connects;
    private int maxOpen;
    private MemoryInUse first = new MemoryInUse(0, 0);
    private MemoryInUse last = new MemoryInUse(0, 0);

    Walk(ProtocolVariant form, long seed, int exchanges, boolean proxied) {
      this.form = form;
      this.seed = seed;
      this.exchanges = exchanges;
      int calls = exchanges + (ROUNDS + 1) * HONEST_CALLS;
      this.http1 =
          new RandomAttackPlan<>(
              seed,
              Arrays.stream(Http1Attack.values())
                  .filter(attack -> form.isTls() || attack != Http1Attack.GARBAGE_BELOW_TLS)
                  .filter(attack -> attack.name().matches(ATTACKS))
                  .toList(),
              Http1Attack::isSlow,
              SHARE_OVER_HTTP_1,
              calls);
      this.http2 =
          new RandomAttackPlan<>(
              seed,
              Arrays.stream(Http2Attack.values())
                  .filter(attack -> attack.appliesTo(form))
                  .filter(attack -> attack.name().matches(ATTACKS))
                  .toList(),
              Http2Attack::isSlow,
              SHARE_OVER_HTTP_2,
              calls);
      this.http1Script = new Http1AttackScript(http1);
      this.connectPlan =
          new RandomConnectPlan(
              seed,
              Arrays.stream(ConnectAttack.values())
                  .filter(attack -> attack.appliesTo(form, proxied))
                  .filter(attack -> attack.name().matches(ATTACKS))
                  .toList());
      this.connects = new ConnectAttackScript(proxied, connectPlan, script());
    }

    ConnectionScript script() {
      return form.isHttp2() ? new Http2AttackScript(form, http2) : http1Script;
    }

    private RandomAttackPlan<?> plan() {
      return form.isHttp2() ? http2 : http1;
    }

    void run(Index index, RawServer server) throws InterruptedException {
      CallerThreads hostileCallers =
          new CallerThreads(index, seed, plan(), attacked, 1, lost -> false);
      for (int round = 1; round <= ROUNDS; round++) {
        plan().setHonest(false);
        connectPlan.setHonest(false);
        hostileCallers.callUntil(1 + exchanges * round / ROUNDS);
        maxOpen = Math.max(maxOpen, server.open().size());
        connectPlan.setHonest(true);
        connects.awaitEndOfAttacks();
        lateResponses(server);
        plan().setHonest(true);
        honestCalls(index, round);
        MemoryInUse now = MemoryInUse.measure();
        first = round == 1 ? now : first;
        last = now;
      }
    }

    /**
     * Sends unsolicited responses on idle connections, all of which the client must close, also on
     * those that are opened meanwhile for calls that have ended.
     */
    private void lateResponses(RawServer server) throws InterruptedException {
      for (List<Connection> idle = server.open(); !idle.isEmpty(); idle = server.open()) {
        idle.forEach(this::lateResponse);
        for (Connection connection : idle) {
          server.awaitClosed(connection);
        }
      }
    }

    private void lateResponse(Connection connection) {
      byte[] unsolicited =
          form.isHttp2()
              ? Frame.goAway(Integer.MAX_VALUE, Frame.NO_ERROR).toBytes()
              : CorrectResponses.http1(new NumberedCall(NumberedCall.Kind.QUERY, 0), 0);
      try {
        connection.send(unsolicited);
      } catch (IOException e) {
        // The client has closed it already.
      }
      if (form.isGrpc()) {
        // The library leaves it to the server to close a drained connection.
        connection.close();
      }
    }

    private void honestCalls(Index index, int round) throws InterruptedException {
      int start = exchanges + round * HONEST_CALLS;
      // A call that joins an attempt to connect fails with it, though it was attacked before.
      Predicate<TransportException> repeated =
          form.isGrpc() ? lost -> true : TransportException::isUnsent;
      CallerThreads callers = new CallerThreads(index, seed, plan(), honest, start, repeated);
      callers.callUntil(start + HONEST_CALLS);
    }

    void report(RawServer server, boolean retries) {
      System.out.println(
          String.format(
              Locale.ROOT,
              "walk %s%s seed=%d exchanges=%d %s reused=%s connections=%d attacked=%s open=%d"
                  + " heap=%+d KB direct=%+d KB",
              form,
              retries ? " with retries" : "",
              seed,
              exchanges,
              attacked,
              http1Script.reused(),
              server.connections(),
              connects.counts(),
              maxOpen,
              (last.heap() - first.heap()) / 1024,
              (last.direct() - first.direct()) / 1024));
    }

    void check() {
      String repeat = "-Dpinelink.seed=" + seed + " -Dpinelink.exchanges=" + ALL_EXCHANGES;
      List<String> details = attacked.details();
      assertThat(attacked.wrong()).as("wrong answers, %s: %s", repeat, details).isZero();
      assertThat(attacked.stalled()).as("stalled calls, %s: %s", repeat, details).isZero();
      assertThat(http1Script.reused()).as("reused connections, %s", repeat).isEmpty();
      assertThat(honest)
          .as("calls to the server once it is honest, %s", repeat)
          .hasToString("answers=" + ROUNDS * HONEST_CALLS + " failures={} wrong=0");
      assertThat(maxOpen).as("connections, %s", repeat).isLessThanOrEqualTo(MAX_CONNECTIONS);
      assertThat(last.heap() - first.heap())
          .as("growth of the heap, %s", repeat)
          .isLessThan(MAX_GROWTH);
      assertThat(last.direct() - first.direct())
          .as("growth of direct memory, %s", repeat)
          .isLessThan(MAX_GROWTH);
    }
  }
}
