package io.pinelink.doctor;

import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.error.NetworkCause;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.internal.probe.ProbeConnector;
import io.pinelink.internal.routing.ClientParts;
import io.pinelink.internal.routing.RouteChoice;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.spi.dial.Destination;
import java.net.ProxySelector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;

/**
 * Checks the connections of a client to indexes step by step: DNS, name servers, TCP, TLS, a call
 * over each protocol, and separately the control plane.
 *
 * <pre>{@code
 * Diagnosis diagnosis = Doctor.of(client).check("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
 * System.out.println(diagnosis.toText());
 * }</pre>
 *
 * <p>Each step, and each address, takes 10 s at most; under {@link
 * io.pinelink.routing.RoutePolicy#privatePreferred(java.time.Duration)} the private host is waited
 * for no longer than the policy allows. A check blocks, and changes nothing; its calls and
 * connections are counted as all others of the client are.
 *
 * <p>Thread-safe.
 */
public final class Doctor {
  private static final Duration STEP = Duration.ofSeconds(10);

  /** The timeout of a request without a key, after a handshake or besides it. */
  private static final Duration REQUEST = Duration.ofSeconds(5);

  private static final InstantSource CLOCK = InstantSource.system();

  private final Pinelink client;

  private Doctor(Pinelink client) {
    this.client = client;
  }

  /** Returns a doctor for a client, which it does not close. */
  public static Doctor of(Pinelink client) {
    return new Doctor(Objects.requireNonNull(client, "client is null"));
  }

  /**
   * Checks the connection to an index.
   *
   * @param host as {@link Pinelink#indexAt} accepts it; an invalid host is the first finding
   * @throws IllegalStateException if the client is closed
   */
  public Diagnosis check(String host) {
    return check(IndexHosts.given(host));
  }

  /**
   * Checks the connection to an index, as {@link #check(String)} does, for hosts as a host book or
   * the control plane lists them.
   */
  public Diagnosis check(IndexHosts hosts) {
    return check(hosts, DiagnosisOptions.builder().build());
  }

  /** Checks the connection to an index, as {@link #check(IndexHosts)} does, with options. */
  public Diagnosis check(IndexHosts hosts, DiagnosisOptions options) {
    Objects.requireNonNull(hosts, "hosts is null");
    Objects.requireNonNull(options, "options is null");
    return check(ClientParts.of(client), hosts, options);
  }

  private static Diagnosis check(ClientParts client, IndexHosts hosts, DiagnosisOptions options) {
    Instant begin = CLOCK.instant();
    DiagnosisBuilder diagnosis = new DiagnosisBuilder(System::nanoTime);
    HostCheck given = new HostCheck(client.router(), diagnosis);
    RouteChoice choice = given.host(hosts);
    if (choice == null) {
      return diagnosis.build(hosts.host().strip(), Optional.empty(), false, begin);
    }
    given.catalogue(choice.first());
    PathConnector connector =
        new PathConnector(new ProbeConnector(client.resolver(), Scheduler.system()));
    BoundedDnsLookup dns = new BoundedDnsLookup(Scheduler.system());
    Attempt attempt =
        new ConnectivityCheck(client.resolver(), dns, connector, STEP, diagnosis).reach(choice);
    Handshake shake = attempt == null ? null : attempt.handshake();
    ProbeAnswer answer =
        shake == null
            ? null
            : new PathMtuCheck(connector, CLOCK, REQUEST, diagnosis)
                .check(Destination.of(choice.first()), shake);
    Optional<String> record =
        new ResolverCheck(
                client.usesSystemDns() ? SystemResolver.ofThisMachine() : null,
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
    new CallCheck(client.transports(), client.control(), STEP, diagnosis, flow)
        .calls(route, record.orElseGet(() -> RouteFormatter.record(route)));
    new ProxyCheck(System.getenv(), System.getProperties(), ProxySelector.getDefault(), diagnosis)
        .check(route, client.control().route(), answer);
    JvmDnsCache.ofThisJvm().report(diagnosis);
    ClockCheck clockCheck =
        new ClockCheck(client.resolver(), dns, connector, CLOCK, REQUEST, diagnosis);
    if (answer != null) {
      clockCheck.check(answer);
    } else if (attempt != null && attempt.cause() == NetworkCause.EXPIRED_CERTIFICATE) {
      clockCheck.checkRefused(choice.first(), attempt.target(), client.control().route());
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
