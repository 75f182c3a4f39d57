package io.pinelink.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.Timers;
import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.network.TlsServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.dial.AddressResolver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RouteProbeTest {
  private static final String HOST = PrivateRoute.HOST;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Timers timers = new Timers();
  private final AtomicLong now = new AtomicLong();

  private RouteProbe probe(DnsResolver lookup) {
    AddressResolver resolver = new AddressResolver(lookup, () -> 0L, new RouteListener() {});
    return new RouteProbe(
        resolver, timers, now::get, new DaemonThreadExecutor("probe-of-the-test"));
  }

  private static Route route(TlsOptions tls, ConnectRule... rules) {
    return PrivateRoute.router(RoutePolicy.privateRequired(), tls, ProxyOptions.none(), rules)
        .toHost(HOST);
  }

  /** The thread on which a future completes. */
  private static CompletableFuture<String> threadOf(CompletableFuture<?> future) {
    return future.handle((value, failure) -> Thread.currentThread().getName());
  }

  @Test
  void theTimerIsRemovedOnceARouteWorks() throws Exception {
    try (TlsServer server = new TlsServer(HOST, Instant.now(), "h2")) {
      Route route =
          route(
              TlsOptions.trustOnly(server.authority()),
              ConnectRule.forHost(HOST).dial(server.address()));

      Handshake shake = probe(DnsResolver.system()).reach(route, TIMEOUT).get(20, TimeUnit.SECONDS);

      assertThat(shake.target().target()).isEqualTo(server.address());
      assertThat(timers.delays()).hasSize(2).startsWith(TIMEOUT);
      assertThat(timers.pending()).isZero();
    }
  }

  @Test
  void theProbeTimesOutOffTheTimerThread() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    CompletableFuture<Handshake> result =
        probe(
                name -> {
                  asked.countDown();
                  return PrivateRoute.noAnswerBefore(end);
                })
            .reach(route(TlsOptions.systemTrust()), TIMEOUT);
    CompletableFuture<String> thread = threadOf(result);
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(result).isNotDone();

    timers.end();

    assertThat(thread.get(20, TimeUnit.SECONDS)).isEqualTo("probe-of-the-test");
    assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SocketTimeoutException.class);
    end.countDown();
  }

  @Test
  void addressesShareTheTimeLeftByDns() throws Exception {
    CompletableFuture<Handshake> result =
        probe(
                name -> {
                  now.addAndGet(TIMEOUT.toNanos());
                  return new InetAddress[] {InetAddress.getLoopbackAddress()};
                })
            .reach(route(TlsOptions.systemTrust()), TIMEOUT);

    assertThatThrownBy(() -> result.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void connectionsOfTheProbeAreReported() throws Exception {
    List<InetSocketAddress> reported = new CopyOnWriteArrayList<>();
    RouteListener listener =
        new RouteListener() {
          @Override
          public void connected(Connection connection) {
            reported.add(connection.address());
          }
        };
    try (TlsServer server = new TlsServer(HOST, Instant.now(), "h2")) {
      Route route =
          route(
              TlsOptions.trustOnly(server.authority()),
              ConnectRule.forHost(HOST).dial(server.address()));

      assertThat(
              new RouteProbe(new AddressResolver(DnsResolver.system(), () -> 0L, listener))
                  .reach(route, TIMEOUT)
                  .get(20, TimeUnit.SECONDS))
          .isNotNull();

      assertThat(reported).containsExactly(server.address());
    }
  }
}
