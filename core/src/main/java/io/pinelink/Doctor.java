package io.pinelink;

import io.pinelink.error.NetworkCause;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.Futures;
import io.pinelink.internal.Handshake;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Protocol;
import io.pinelink.model.StatsRequest;
import io.pinelink.routing.AddressClass;
import io.pinelink.routing.Diagnosis;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Diagnosis.Status;
import io.pinelink.routing.Diagnosis.Step;
import io.pinelink.routing.HttpProxy;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.PrivateLinkCatalog;
import io.pinelink.routing.RefusedAddressException;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteChoice;
import io.pinelink.routing.Router;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.DataOperations;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;
import io.pinelink.spi.Transport;
import io.pinelink.spi.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the way to an index step by step, as far as it gets. It asks one thing at a time and
 * blocks; nothing it does changes what the client does.
 */
final class Doctor {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration TOLERATED_SKEW = Duration.ofSeconds(30);

  private final Router router;
  private final Dialler dialler;
  private final Map<Protocol, Transport> transports;
  private final Caller control;
  private final InstantSource clock;
  private final List<Step> steps = new ArrayList<>();
  private final Map<NetworkCause, Check> brokenAt = new EnumMap<>(NetworkCause.class);

  Doctor(
      Router router,
      Dialler dialler,
      Map<Protocol, Transport> transports,
      Caller control,
      InstantSource clock) {
    this.router = router;
    this.dialler = dialler;
    this.transports = transports;
    this.control = control;
    this.clock = clock;
  }

  Diagnosis diagnose(String text) {
    Instant begin = clock.instant();
    RouteChoice choice = host(text);
    if (choice == null) {
      return new Diagnosis(text.strip(), begin, steps);
    }
    catalogue(choice.first());
    Handshake shake = reach(choice.first());
    Route route = shake == null && choice.otherwise() != null ? choice.otherwise() : choice.first();
    if (!route.equals(choice.first())) {
      brokenAt.clear();
    }
    Map<Check, PinelinkException> failures = new EnumMap<>(Check.class);
    call(route, Protocol.GRPC, Check.GRPC, failures);
    call(route, Protocol.REST, Check.REST, failures);
    if (controlPlane()) {
      explain(route, failures);
    }
    proxy(route);
    dnsCache();
    clock(choice.first(), shake);
    return new Diagnosis(choice.first().host(), begin, steps);
  }

  private void add(Check check, Status status, String seen, @Nullable String hint) {
    steps.add(new Step(check, status, seen, hint));
  }

  private void skip(Check check, String why) {
    add(check, Status.SKIPPED, why, null);
  }

  private @Nullable RouteChoice host(String text) {
    try {
      RouteChoice choice = router.choose(IndexHosts.given(text));
      String forms = forms(router.parse(text));
      add(Check.HOST, Status.OK, forms + "; the route is " + way(choice.first()), null);
      return choice;
    } catch (IllegalArgumentException e) {
      add(
          Check.HOST,
          Status.FAILED,
          String.valueOf(e.getMessage()),
          "give the host of an index, as the console or describeIndex shows it");
      return null;
    }
  }

  private static String forms(IndexHost host) {
    if (host.isLocal()) {
      return "a local host, which has one form";
    }
    return host.isPrivate()
        ? "a private form; the public one is " + host.publicHost()
        : "a public form; the private one is " + host.privateHost();
  }

  /** Without the host, which is told already. */
  private static String way(Route route) {
    String dialled = route.dialsHost() ? "" : ", dialled at " + targets(route);
    return kind(route) + dialled + " (" + route.reason() + ")";
  }

  private static String kind(Route route) {
    return route.kind().toString().toLowerCase(Locale.ROOT);
  }

  private static String targets(Route route) {
    return route.dial().stream()
        .map(target -> withPort(target.getHostString(), target.getPort()))
        .collect(Collectors.joining(", "));
  }

  private static String withPort(String name, int port) {
    return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
  }

  private void catalogue(Route route) {
    String environment =
        route.kind() == Route.Kind.LOCAL
            ? null
            : router.parse(route.host()).environment().orElse(null);
    if (environment == null) {
      skip(Check.CATALOGUE, "a local host is in no environment");
      return;
    }
    PrivateLinkCatalog.find(environment)
        .ifPresentOrElse(
            row ->
                add(
                    Check.CATALOGUE,
                    Status.OK,
                    environment
                        + " is "
                        + row.cloud()
                        + " "
                        + row.region()
                        + ", zone "
                        + row.dnsZone()
                        + ", endpoint service "
                        + row.serviceName(),
                    null),
            () ->
                add(
                    Check.CATALOGUE,
                    Status.OK,
                    environment + " is not in the catalogue, which is no fault",
                    null));
  }

  /** DNS, TCP and TLS; what was agreed on in the end, or null. */
  private @Nullable Handshake reach(Route route) {
    Destination destination = Destination.of(route);
    List<InetSocketAddress> addresses = addresses(route, destination);
    if (addresses.isEmpty()) {
      skip(Check.TCP, "there is no address to connect to");
      skip(Check.TLS, "there is no connection");
      return null;
    }
    if (route.plaintext()) {
      skip(Check.TCP, "shown by the calls below");
      skip(Check.TLS, "the route is plaintext, on loopback");
      return null;
    }
    return shake(route, destination, addresses);
  }

  private List<InetSocketAddress> addresses(Route route, Destination destination) {
    try {
      List<InetSocketAddress> addresses = dialler.addresses(destination);
      add(Check.DNS, Status.OK, dialled(route) + " leads to " + described(addresses), null);
      return addresses;
    } catch (IOException e) {
      broken(Check.DNS, route, e, dnsHint(route, e));
      return List.of();
    }
  }

  private static String dialled(Route route) {
    return route.dial().stream()
        .map(InetSocketAddress::getHostString)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String described(List<InetSocketAddress> addresses) {
    return addresses.stream()
        .map(address -> described(address, name(address)))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String name(InetSocketAddress address) {
    InetAddress found = address.getAddress();
    return found == null ? address.getHostString() : found.getHostAddress();
  }

  private static String described(InetSocketAddress address, String shown) {
    InetAddress found = address.getAddress();
    return shown + " (" + (found == null ? "the proxy resolves it" : AddressClass.of(found)) + ")";
  }

  private static String describedWithPort(InetSocketAddress address) {
    return described(address, withPort(name(address), address.getPort()));
  }

  private static String dnsHint(Route route, IOException failure) {
    String zone = route.privateZone();
    if (zone == null || !route.dialsHost()) {
      return "look at the name that is dialled, and at this machine's DNS";
    }
    return failure instanceof RefusedAddressException
        ? "let the wildcard record of the zone "
            + zone
            + " lead to the private endpoint; if the address is one of your own network, allow its"
            + " range"
        : "create the zone "
            + zone
            + " where this program runs, with a wildcard record that leads to the private endpoint,"
            + " or use a ConnectRule that dials the endpoint by its own name";
  }

  private @Nullable Handshake shake(
      Route route, Destination destination, List<InetSocketAddress> addresses) {
    List<String> failed = new ArrayList<>();
    IOException furthest = null;
    List<Way> ways;
    try {
      ways = dialler.ways(destination, addresses);
    } catch (IOException e) {
      fail(route, e);
      return null;
    }
    for (Way way : ways) {
      try {
        Handshake shake =
            Handshake.with(destination, way.target(), way.proxy(), Deadline.after(STEP));
        tcp(shake, failed);
        tls(shake);
        return shake;
      } catch (IOException e) {
        furthest = furthest == null || connected(route, e) ? e : furthest;
        failed.add(describedWithPort(way.target()));
      }
    }
    if (furthest != null) {
      fail(route, furthest);
    }
    return null;
  }

  private void tcp(Handshake shake, List<String> failed) {
    String seen =
        describedWithPort(shake.address()) + " answered in " + shake.connect().toMillis() + " ms";
    if (failed.isEmpty()) {
      add(Check.TCP, Status.OK, seen, null);
    } else {
      add(
          Check.TCP,
          Status.WARNING,
          seen + "; no good answer from " + String.join(", ", failed),
          "the client goes on to the next address, which costs the time to connect; look at why"
              + " those do not answer");
    }
  }

  private void tls(Handshake shake) {
    Handshake.Certificate certificate = shake.certificate();
    String seen =
        shake.tlsVersion()
            + " in "
            + shake.handshake().toMillis()
            + " ms, certificate for "
            + String.join(", ", certificate.names())
            + " by "
            + certificate.issuer()
            + " until "
            + certificate.notAfter().truncatedTo(ChronoUnit.SECONDS)
            + ", ALPN "
            + (shake.applicationProtocol().isEmpty() ? "none" : shake.applicationProtocol());
    if (shake.applicationProtocol().equals("h2")) {
      add(Check.TLS, Status.OK, seen, null);
    } else {
      add(
          Check.TLS,
          Status.WARNING,
          seen,
          "gRPC needs HTTP/2, which something on the way does not offer; REST works without it");
    }
  }

  /** Puts a failed handshake down to TCP or to TLS. */
  private void fail(Route route, IOException failure) {
    if (connected(route, failure)) {
      add(Check.TCP, Status.OK, "a connection was made", null);
      broken(Check.TLS, route, failure, "look at what answers there: " + targets(route));
    } else {
      broken(Check.TCP, route, failure, tcpHint(route, failure));
      skip(Check.TLS, "there is no connection");
    }
  }

  private static boolean connected(Route route, IOException failure) {
    return switch (NetworkCause.ofUnconnected(failure, route)) {
      case CONNECT_TIMEOUT, CONNECTION_REFUSED, UNKNOWN_HOST, PROXY_REFUSED -> false;
      default -> true;
    };
  }

  private void broken(Check check, Route route, IOException failure, String hint) {
    NetworkCause cause = NetworkCause.ofUnconnected(failure, route);
    brokenAt.put(cause, check);
    add(check, Status.FAILED, cause.describe(route, failure), hint);
  }

  private static String tcpHint(Route route, IOException failure) {
    if (route.kind() != Route.Kind.PRIVATE) {
      return "look at this machine's way to the internet";
    }
    return NetworkCause.of(failure) == NetworkCause.CONNECTION_REFUSED
        ? "something answers, but not on this port: look whether the address is the endpoint's"
        : "DNS is fine; look at the endpoint's state, its security group (port 443 from here), and"
            + " the route to its subnet";
  }

  private void call(
      Route route, Protocol protocol, Check check, Map<Check, PinelinkException> failures) {
    Transport transport = transports.get(protocol);
    if (transport == null) {
      skip(check, protocol.artifact() + " is not on the class path or not asked for");
      return;
    }
    CallContext context =
        new CallContext(route, "", Deadline.after(STEP), control.credential(), Map.of(), 1);
    try {
      long begin = System.nanoTime();
      IndexStats stats =
          Futures.await(
              transport.call(DataOperations.DESCRIBE_INDEX_STATS, StatsRequest.all(), context));
      long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
      add(
          check,
          Status.OK,
          "describe_index_stats on "
              + route.host()
              + ": "
              + stats.totalVectorCount()
              + (stats.totalVectorCount() == 1 ? " vector" : " vectors")
              + ", answered in "
              + millis
              + " ms",
          null);
    } catch (PinelinkException e) {
      failures.put(check, e);
      add(check, Status.FAILED, seen(e), null);
    }
  }

  /** What a step before has told is not told again. */
  private String seen(PinelinkException failure) {
    Check told = failure instanceof TransportException e ? brokenAt.get(e.networkCause()) : null;
    return told == null
        ? String.valueOf(failure.getMessage())
        : "no connection, for the reason told at " + told;
  }

  private boolean controlPlane() {
    try {
      int indexes =
          Futures.await(new AsyncControlPlane(control.within(STEP)).listIndexes()).indexes().size();
      add(
          Check.CONTROL_PLANE,
          Status.OK,
          control.route().host() + " answered: " + indexes + (indexes == 1 ? " index" : " indexes"),
          null);
      return true;
    } catch (PinelinkException e) {
      add(
          Check.CONTROL_PLANE,
          Status.FAILED,
          String.valueOf(e.getMessage()),
          e instanceof UnauthenticatedException
              ? "look at the key"
              : "it is public, whatever the route of the data; without it, open indexes by host or"
                  + " from a host book");
    } catch (IllegalStateException e) {
      skip(Check.CONTROL_PLANE, String.valueOf(e.getMessage()));
    }
    return false;
  }

  /** A key that the control plane takes is a good key: then 401 speaks of the network. */
  private void explain(Route route, Map<Check, PinelinkException> failures) {
    String meaning =
        route.kind() == Route.Kind.PRIVATE
            ? "the control plane takes this key, so the private endpoint is not registered to the"
                + " project of this index, or the index is another project's: add the endpoint in"
                + " the console, or dial that of the other project"
            : "the control plane takes this key, so the project is restricted to private endpoints,"
                + " or the index is another project's: use RoutePolicy.privateRequired()";
    steps.replaceAll(
        step ->
            failures.get(step.check()) instanceof UnauthenticatedException
                ? new Step(step.check(), step.status(), step.seen(), meaning)
                : step);
  }

  private void proxy(Route route) {
    String data = kind(route) + " data: " + of(route);
    add(Check.PROXY, Status.OK, data + "; control plane: " + of(control.route()), null);
  }

  private static String of(Route route) {
    HttpProxy proxy = route.dialOptions().proxy();
    return proxy == null ? "no proxy" : proxy.toString();
  }

  private void dnsCache() {
    JvmDnsCache cache = JvmDnsCache.ofThisJvm();
    if (cache.isForEver()) {
      add(
          Check.DNS_CACHE,
          Status.WARNING,
          cache.toString(),
          "a new address of the endpoint is never seen; set the security property"
              + " networkaddress.cache.ttl to 30 or less");
    } else {
      add(Check.DNS_CACHE, Status.OK, cache.toString(), null);
    }
  }

  private void clock(Route route, @Nullable Handshake shake) {
    if (shake == null) {
      skip(Check.CLOCK, "there is no connection to ask over");
      return;
    }
    Instant theirs;
    try {
      Destination destination = Destination.of(route);
      Way way = dialler.ways(destination, List.of(shake.address())).get(0);
      theirs = Handshake.date(destination, way.target(), way.proxy(), Deadline.after(STEP));
    } catch (IOException e) {
      skip(Check.CLOCK, "the server did not tell its time: " + e.getMessage());
      return;
    }
    if (theirs == null) {
      skip(Check.CLOCK, "the server's answer has no Date");
      return;
    }
    Duration skew = Duration.between(theirs, clock.instant()).abs();
    String seen = "differs by " + skew.toSeconds() + " s from the server's";
    if (skew.compareTo(TOLERATED_SKEW) > 0) {
      add(Check.CLOCK, Status.WARNING, seen, "certificates and logs go by the clock: set it");
    } else {
      add(Check.CLOCK, Status.OK, seen, null);
    }
  }
}
