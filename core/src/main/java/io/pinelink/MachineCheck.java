package io.pinelink;

import io.pinelink.internal.Handshake;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.HttpProxy;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What this machine brings along: its proxies, the JVM's DNS cache, its clock. */
final class MachineCheck {
  private static final Duration TOLERATED_SKEW = Duration.ofSeconds(30);

  private final Dialler dialler;
  private final InstantSource clock;
  private final Duration most;
  private final Findings findings;

  MachineCheck(Dialler dialler, InstantSource clock, Duration most, Findings findings) {
    this.dialler = dialler;
    this.clock = clock;
    this.most = most;
    this.findings = findings;
  }

  void proxy(Route data, Route control) {
    String ofData = RouteWords.kind(data) + " data: " + RouteWords.proxy(data);
    findings.ok(Check.PROXY, ofData + "; control plane: " + RouteWords.proxy(control));
  }

  void dnsCache() {
    JvmDnsCache cache = JvmDnsCache.ofThisJvm();
    if (cache.isForEver()) {
      findings.warn(
          Check.DNS_CACHE,
          cache.toString(),
          "a new address of the endpoint is never seen; set the security property"
              + " networkaddress.cache.ttl to 30 or less");
    } else {
      findings.ok(Check.DNS_CACHE, cache.toString());
    }
  }

  void clock(Route route, @Nullable Handshake shake) {
    if (shake == null) {
      findings.skip(Check.CLOCK, "there is no connection to ask over");
      return;
    }
    Instant theirs;
    try {
      HttpProxy proxy = route.dialOptions().proxy();
      InetSocketAddress through = proxy == null ? null : dialler.proxyAddresses(proxy).get(0);
      theirs =
          Handshake.date(Destination.of(route), shake.address(), through, Deadline.after(most));
    } catch (IOException e) {
      findings.skip(Check.CLOCK, "the server did not tell its time: " + e.getMessage());
      return;
    }
    if (theirs == null) {
      findings.skip(Check.CLOCK, "the server's answer has no Date");
      return;
    }
    Duration skew = Duration.between(theirs, clock.instant()).abs();
    String seen = "differs by " + skew.toSeconds() + " s from the server's";
    if (skew.compareTo(TOLERATED_SKEW) > 0) {
      findings.warn(Check.CLOCK, seen, "certificates and logs go by the clock: set it");
    } else {
      findings.ok(Check.CLOCK, seen);
    }
  }
}
