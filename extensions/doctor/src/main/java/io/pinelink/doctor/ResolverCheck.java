package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.NameServer.Role;
import io.pinelink.doctor.internal.dns.DnsAnswer;
import io.pinelink.doctor.internal.dns.DnsClient;
import io.pinelink.doctor.internal.dns.DnsQuery;
import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.internal.hosttext.HostText;
import io.pinelink.internal.hosttext.Literals;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The check of whether name servers, the hosts file and the JVM agree on the dialled name. It asks
 * the name servers directly.
 *
 * @param machine how this machine resolves names; null if the client does it in another way
 * @param given the servers to ask as well
 */
record ResolverCheck(
    @Nullable SystemResolver machine, List<InetSocketAddress> given, DiagnosisBuilder diagnosis) {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** The cloud's server is next to a machine in that cloud, and does not exist elsewhere. */
  private static final Duration CLOUD_PATIENCE = Duration.ofMillis(600);

  private static final int MAX_NAME = 253;

  /**
   * Compares the answers for the name that a route dials, after the connection was tried, so that
   * the hint of a failure can name what led there.
   *
   * @param cloud the cloud of the index, whose server is asked as well; null if it is not known
   * @return the record that led to the addresses, if it is another one than the zone's
   */
  Optional<String> compare(Route route, @Nullable Cloud cloud) {
    String name = route.dial().get(0).getHostString();
    String reason = reasonNotTo(route, name);
    Set<NameServer> servers = servers(cloud);
    if (reason != null || servers.isEmpty()) {
      diagnosis.skip(Check.RESOLVERS, reason != null ? reason : "no name server is known");
      return Optional.empty();
    }
    try {
      NameComparison comparison = compare(route, name, servers);
      diagnosis.passed(Check.RESOLVERS, comparison.seen(), comparison.hints());
      return explainFailures(comparison);
    } catch (IOException | IllegalArgumentException e) {
      diagnosis.skip(Check.RESOLVERS, "no name server can be asked: " + e.getMessage());
      return Optional.empty();
    }
  }

  private @Nullable String reasonNotTo(Route route, String name) {
    if (route.dialOptions().proxy().isPresent() && route.dialOptions().guard().isEmpty()) {
      return "the proxy resolves the name";
    }
    if (route.dial().size() > 1) {
      return "the route dials several targets";
    }
    if (!route.dial().get(0).isUnresolved() || Literals.address(name).isPresent()) {
      return "the route dials an address";
    }
    if (HostText.isLoopbackName(name)) {
      return "localhost is this machine";
    }
    return machine == null && given.isEmpty() ? "the client has a DnsResolver of its own" : null;
  }

  private Set<NameServer> servers(@Nullable Cloud cloud) {
    Map<InetSocketAddress, NameServer> all = new LinkedHashMap<>();
    if (machine != null) {
      add(all, machine.servers(), Role.MACHINE);
    }
    add(all, given, Role.GIVEN);
    if (machine != null) {
      add(all, machine.upstream(), Role.UPSTREAM);
      add(
          all,
          Optional.ofNullable(cloud).flatMap(CloudNameServer::of).stream().toList(),
          Role.CLOUD);
    }
    return new LinkedHashSet<>(all.values());
  }

  private static void add(
      Map<InetSocketAddress, NameServer> all, List<InetSocketAddress> addresses, Role role) {
    addresses.forEach(address -> all.putIfAbsent(address, new NameServer(address, role)));
  }

  private NameComparison compare(Route route, String dialled, Set<NameServer> servers)
      throws IOException {
    // Names in DNS messages are absolute.
    boolean absolute = dialled.endsWith(".");
    String name = absolute ? dialled.substring(0, dialled.length() - 1) : dialled;
    NameComparison comparison =
        new NameComparison(
            RouteFormatter.zone(route),
            route.dialOptions().guard().orElse(null),
            diagnosis.addresses(),
            ask(name, servers));
    if (machine != null) {
      comparison.hostsFile(machine.hosts().path(), machine.hosts().addressesOf(dialled));
      if (comparison.isUnexplained()) {
        comparison.searchDomains(
            machine.dots(),
            (int) dialled.chars().filter(c -> c == '.').count(),
            absolute ? Map.of() : searched(name, machine));
      }
    }
    comparison.nameServers();
    return comparison;
  }

  private static Map<NameServer, DnsAnswer> ask(String name, Set<NameServer> servers)
      throws IOException {
    Map<DnsQuery, NameServer> queries = new LinkedHashMap<>();
    for (NameServer server : servers) {
      Duration patience = server.role() == Role.CLOUD ? CLOUD_PATIENCE : PATIENCE;
      queries.put(new DnsQuery(server.address(), name, patience), server);
    }
    Map<NameServer, DnsAnswer> answers = new LinkedHashMap<>();
    DnsClient.ask(queries.keySet())
        .forEach((query, answer) -> answers.put(queries.get(query), answer));
    return answers;
  }

  /** Returns the addresses of the name with each search domain, from all servers together. */
  private static Map<String, List<InetAddress>> searched(String name, SystemResolver machine)
      throws IOException {
    Map<DnsQuery, String> queries = new LinkedHashMap<>();
    for (String domain : machine.search()) {
      String longer = name + "." + domain;
      if (longer.length() <= MAX_NAME) {
        machine.servers().forEach(s -> queries.put(new DnsQuery(s, longer, PATIENCE), domain));
      }
    }
    Map<String, List<InetAddress>> found = new LinkedHashMap<>();
    DnsClient.ask(queries.keySet())
        .forEach(
            (query, answer) ->
                found.merge(
                    queries.get(query),
                    answer.addresses(),
                    (one, two) -> Stream.concat(one.stream(), two.stream()).distinct().toList()));
    return found;
  }

  /** Adds to the hint of a step that failed what led to the address, or who knows one. */
  private Optional<String> explainFailures(NameComparison comparison) {
    NameComparison.Source source = comparison.source();
    if (source != null) {
      diagnosis.adviseFailed(Check.DNS, hint -> source.hint());
      // Packets that are lost on the path, or an address that was entered on purpose, are not
      // explained by where the address comes from.
      if (source.contradictsDns() && !diagnosis.hasStatus(Check.PATH_MTU, Status.FAILED)) {
        UnaryOperator<String> explain =
            hint -> source.hint() + (hint.isEmpty() ? "" : "; if the address is right: " + hint);
        diagnosis.adviseFailed(Check.TCP, explain);
        diagnosis.adviseFailed(Check.TLS, explain);
      }
      return Optional.of(source.record());
    }
    String known = comparison.dnsHint();
    if (known != null) {
      diagnosis.adviseFailed(Check.DNS, hint -> known);
    }
    return Optional.empty();
  }
}
