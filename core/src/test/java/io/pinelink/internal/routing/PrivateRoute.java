package io.pinelink.internal.routing;

import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Routes to a private host, which may lead to loopback. */
public final class PrivateRoute {
  /** The host. */
  public static final String HOST = "docs-a1.svc.private.aped-1.pinecone.io";

  /** The host in public form. */
  public static final String PUBLIC = "docs-a1.svc.aped-1.pinecone.io";

  private PrivateRoute() {}

  /** A router with these settings. */
  public static Router router(
      RoutePolicy policy, TlsOptions tls, ProxyOptions proxy, ConnectRule... rules) {
    return new Router(
        policy,
        List.of(rules),
        new TrustedDomains(List.of()),
        new NetworkOptions(tls, proxy, AddressGuard.privateOnly().allowingLoopback(), null));
  }

  /** The answer of a DNS server that is silent until the test ends. */
  public static InetAddress[] noAnswerBefore(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new InetAddress[0];
  }
}
