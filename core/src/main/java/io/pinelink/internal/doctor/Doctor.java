package io.pinelink.internal.doctor;

import io.pinelink.error.NetworkCause;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.connect.BoundedDnsLookup;
import io.pinelink.internal.connect.Connector;
import io.pinelink.internal.connect.Handshake;
import io.pinelink.internal.dns.SystemResolver;
import io.pinelink.internal.routing.RouteChoice;
import io.pinelink.internal.routing.Router;
import io.pinelink.model.Protocol;
import io.pinelink.routing.Diagnosis;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.DiagnosisOptions;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.spi.Transport;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.Destination;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Diagnoses the connection to an index step by step, as far as possible. It performs one step at a
 * time and blocks. It does not change the state of the client.
 *
 * <p>Thread-safe: each diagnosis has its own state.
 */
public final class Doctor {
  private static final Duration STEP = Duration.ofSeconds(10);

  /** The timeout of a request without a key, after a handshake or besides it. */
  private static final Duration REQUEST = Duration.ofSeconds(5);

  private final Router router;
  private final AddressResolver resolver;
  private final boolean usesSystemDns;
  private final Map<Protocol, Transport> transports;
  private final Caller control;
  private final InstantSource clock;
  private final Scheduler scheduler;

  /**
   * Creates a doctor.
   *
   * @param usesSystemDns whether names are resolved as this machine resolves them, and not by a
   *     resolver of the application
   */
  public Doctor(
      Router router,
      AddressResolver resolver,
      boolean usesSystemDns,
      Map<Protocol, Transport> transports,
      Caller control,
      InstantSource clock,
      Scheduler scheduler) {
    this.router = router;
    this.resolver = resolver;
    this.usesSystemDns = usesSystemDns;
    this.transports = transports;
    this.control = control;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  public Diagnosis diagnose(IndexHosts hosts, DiagnosisOptions options) {
    Instant begin = clock.instant();
    DiagnosisBuilder diagnosis = new DiagnosisBuilder(System::nanoTime);
    HostCheck given = new HostCheck(router, diagnosis);
    RouteChoice choice = given.host(hosts);
    if (choice == null) {
      return diagnosis.build(hosts.host().strip(), Optional.empty(), false, begin);
    }
    given.catalogue(choice.first());
    Connector connector = new Connector(resolver, scheduler);
    BoundedDnsLookup dns = new BoundedDnsLookup(scheduler);
    Attempt attempt =
        new ConnectivityCheck(resolver, dns, connector, STEP, diagnosis).reach(choice);
    Handshake shake = attempt == null ? null : attempt.handshake();
    ProbeAnswer answer =
        shake == null
            ? null
            : new PathMtuCheck(connector, clock, REQUEST, diagnosis)
                .check(Destination.of(choice.first()), shake);
    Optional<String> record =
        new ResolverCheck(
                usesSystemDns ? SystemResolver.ofThisMachine() : null,
                options.resolvers(),
                diagnosis)
            .compare(choice.first(), given.cloud(choice.first()));
    Route other = choice.otherwise();
    Route route = shake == null && other != null ? other : choice.first();
    boolean fallback = !route.equals(choice.first());
    if (fallback) {
      diagnosis.forgetCauses();
    }
    EstablishedFlow flow =
        shake == null
            ? null
            : new EstablishedFlow(
                connector, Destination.of(choice.first()), shake.target(), REQUEST);
    new CallCheck(transports, control, STEP, diagnosis, flow)
        .calls(route, record.orElseGet(() -> RouteFormatter.record(route)));
    new ProxyCheck(System.getenv(), System.getProperties(), ProxySelector.getDefault(), diagnosis)
        .check(route, control.route(), answer);
    JvmDnsCache.ofThisJvm().report(diagnosis);
    ClockCheck clockCheck = new ClockCheck(resolver, dns, connector, clock, REQUEST, diagnosis);
    if (answer != null) {
      clockCheck.check(answer);
    } else if (attempt != null && attempt.cause() == NetworkCause.EXPIRED_CERTIFICATE) {
      clockCheck.checkRefused(choice.first(), attempt.target(), control.route());
    } else {
      diagnosis.skip(
          Check.CLOCK,
          shake == null
              ? "there is no connection to the server"
              : "the server did not send its time");
    }
    return diagnosis.build(choice.first().host(), Optional.of(route.kind()), fallback, begin);
  }
}
