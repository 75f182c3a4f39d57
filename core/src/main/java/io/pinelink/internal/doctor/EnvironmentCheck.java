package io.pinelink.internal.doctor;

import io.pinelink.internal.connect.Connector;
import io.pinelink.internal.connect.Handshake;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The check of the local environment: the proxies, the JVM's DNS cache and the clock. */
final class EnvironmentCheck {
  private static final Duration TOLERATED_SKEW = Duration.ofSeconds(30);

  private final Connector connector;
  private final InstantSource clock;
  private final Duration step;
  private final DiagnosisBuilder diagnosis;

  /**
   * Creates a check.
   *
   * @param step the timeout of the request for the server's time
   */
  EnvironmentCheck(
      Connector connector, InstantSource clock, Duration step, DiagnosisBuilder diagnosis) {
    this.connector = connector;
    this.clock = clock;
    this.step = step;
    this.diagnosis = diagnosis;
  }

  void proxy(Route data, Route control) {
    String ofData = RouteFormatter.kind(data) + " data: " + RouteFormatter.proxy(data);
    diagnosis.ok(Check.PROXY, ofData + "; control plane: " + RouteFormatter.proxy(control));
  }

  void dnsCache() {
    JvmDnsCache cache = JvmDnsCache.ofThisJvm();
    if (cache.isForever()) {
      diagnosis.warn(
          Check.DNS_CACHE,
          cache.toString(),
          "a new address of the endpoint is never seen; set the security property"
              + " networkaddress.cache.ttl to 30 or less");
    } else {
      diagnosis.ok(Check.DNS_CACHE, cache.toString());
    }
  }

  void clock(Route route, @Nullable Handshake shake) {
    if (shake == null) {
      diagnosis.skip(Check.CLOCK, "there is no connection to the server");
      return;
    }
    Optional<Instant> theirs;
    try {
      theirs =
          connector.date(
              Destination.of(route), shake.address(), shake.proxy(), Deadline.after(step));
    } catch (IOException e) {
      diagnosis.skip(Check.CLOCK, "the server did not send its time: " + e.getMessage());
      return;
    }
    if (theirs.isEmpty()) {
      diagnosis.skip(Check.CLOCK, "the server's answer has no Date");
      return;
    }
    Duration skew = Duration.between(theirs.get(), clock.instant()).abs();
    String seen = "differs by " + skew.toSeconds() + " s from the server's";
    if (skew.compareTo(TOLERATED_SKEW) > 0) {
      diagnosis.warn(Check.CLOCK, seen, "certificates and logs depend on the clock: correct it");
    } else {
      diagnosis.ok(Check.CLOCK, seen);
    }
  }
}
