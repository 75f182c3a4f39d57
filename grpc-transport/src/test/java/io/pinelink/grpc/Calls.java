package io.pinelink.grpc;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.routing.Router;
import io.pinelink.routing.TlsOptions;
import io.pinelink.routing.TrustedDomains;
import io.pinelink.spi.ApiKey;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.HttpVersion;
import io.pinelink.spi.TransportOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** What the tests call with. */
final class Calls {
  static final String PUBLIC_HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  static final String PRIVATE_HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  static final String KEY = "pcsk_secret";
  static final int PATIENCE_SECONDS = 20;

  private Calls() {}

  static Route route(String host, ConnectRule... rules) {
    return new Router(RoutePolicy.asGiven(), List.of(rules), new TrustedDomains(List.of()))
        .toHost(host);
  }

  /** A route that means a host and dials a port of loopback. */
  static Route dialled(String host, int port) {
    return route(
        host,
        ConnectRule.forHost(host)
            .dial(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  static CallContext on(Route route) {
    return on(route, Duration.ofSeconds(PATIENCE_SECONDS));
  }

  static CallContext on(Route route, Duration timeout) {
    return new CallContext(
        route, "ns", Deadline.after(timeout), new ApiKey(KEY), Map.of("x-extra", "1"), 1);
  }

  static TransportOptions options(X509Certificate... authorities) {
    return options(1 << 20, authorities);
  }

  static TransportOptions options(int maxResponseBytes, X509Certificate... authorities) {
    return new TransportOptions(
        "2026-04",
        "pinelink-test",
        authorities.length == 0 ? TlsOptions.systemTrust() : TlsOptions.trustOnly(authorities),
        Duration.ofSeconds(5),
        maxResponseBytes,
        HttpVersion.HTTP_1_1);
  }

  static <T> T result(CompletableFuture<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, SECONDS);
  }

  static Throwable failure(CompletableFuture<?> future) {
    Throwable thrown = catchThrowable(() -> future.get(PATIENCE_SECONDS, SECONDS));
    Throwable cause = thrown.getCause();
    return thrown instanceof ExecutionException && cause != null ? cause : thrown;
  }

  /** Waits for a condition that another thread brings about. */
  static void await(Supplier<Boolean> condition) throws InterruptedException {
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.get() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    if (!condition.get()) {
      throw new AssertionError("waited " + PATIENCE_SECONDS + " s in vain");
    }
  }
}
