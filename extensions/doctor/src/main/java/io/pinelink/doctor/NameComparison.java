package io.pinelink.doctor;

import io.pinelink.doctor.NameServer.Role;
import io.pinelink.doctor.internal.dns.DnsAnswer;
import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.network.AddressClass;
import io.pinelink.network.AddressGuard;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of what the JVM, the hosts file and name servers say about one name, and what to do
 * if they differ. Not thread-safe.
 */
final class NameComparison {
  private static final String SPLIT = "split horizon";

  /** The worth of an answer to the route, in rising order. */
  private enum Worth {
    /** There is no address, or one that the route cannot use. */
    MISSING,
    PUBLIC,
    PRIVATE
  }

  private final String zone;
  private final @Nullable AddressGuard guard;
  private final List<InetAddress> resolved;
  private final Map<NameServer, DnsAnswer> answers;
  private final List<String> facts = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();

  /** The name servers of this machine that answer from its hosts file. */
  private Set<NameServer> echoes = Set.of();

  private @Nullable Source source;
  private @Nullable String dnsHint;

  /**
   * A source of addresses that decided instead of DNS.
   *
   * @param record what leads to the addresses
   * @param hint what to do if they are wrong
   * @param contradictsDns whether DNS has other addresses for the name, or none and they come from
   *     another name
   */
  record Source(String record, String hint, boolean contradictsDns) {}

  /**
   * Creates a comparison.
   *
   * @param zone the zone that should answer, in words
   * @param guard the addresses that the route may use; null for all
   * @param resolved the addresses that the JVM resolved; empty if it did not
   */
  NameComparison(
      String zone,
      @Nullable AddressGuard guard,
      List<InetAddress> resolved,
      Map<NameServer, DnsAnswer> answers) {
    this.zone = zone;
    this.guard = guard;
    this.resolved = resolved;
    this.answers = answers;
  }

  /** Adds what the hosts file has for the name, which matters if the JVM uses it. */
  void hostsFile(Path file, List<InetAddress> entries) {
    if (Collections.disjoint(entries, resolved)) {
      return;
    }
    echoes =
        answers.keySet().stream()
            .filter(server -> server.address().getAddress().isLoopbackAddress())
            .filter(server -> !addressesOf(server).isEmpty())
            .filter(server -> entries.containsAll(addressesOf(server)))
            .collect(Collectors.toSet());
    List<InetAddress> inDns =
        addresses(server -> !echoes.contains(server) && worth(server) != Worth.MISSING);
    String entry = "the entry of " + file + " leads to " + text(entries);
    if (inDns.isEmpty()) {
      facts.add(entry + ", and decides before DNS");
      source =
          new Source(
              "the entry of " + file,
              "the address comes from " + file + ", not from DNS: check that it is the endpoint's",
              false);
    } else if (Collections.disjoint(entries, inDns)) {
      facts.add(entry + " and decides before DNS, which answers " + text(inDns));
      hints.add("correct or remove the entry of " + file);
      source =
          new Source(
              "the entry of " + file,
              "the address comes from %s, while DNS answers %s: correct or remove the entry"
                  .formatted(file, text(inDns)),
              true);
    } else {
      facts.add(entry + ", as DNS does");
    }
  }

  /**
   * Returns whether the JVM resolved addresses that neither the hosts file nor a name server of
   * this machine explains.
   */
  boolean isUnexplained() {
    return source == null
        && !resolved.isEmpty()
        && !of(Role.MACHINE).isEmpty()
        && of(Role.MACHINE).stream().noneMatch(this::isTruncated)
        && Collections.disjoint(resolved, addressesOfMachine());
  }

  /**
   * Adds the answers for the name with search domains.
   *
   * @param ndots a name with fewer dots than this gets a search domain before it is looked up alone
   * @param dots the number of dots in the name
   * @param found the addresses of the name with each domain
   */
  void searchDomains(int ndots, int dots, Map<String, List<InetAddress>> found) {
    for (Map.Entry<String, List<InetAddress>> domain : found.entrySet()) {
      if (!Collections.disjoint(domain.getValue(), resolved)) {
        searchDomain(ndots > dots ? dots : null, domain.getKey(), domain.getValue());
        return;
      }
    }
    List<InetAddress> inDns = addressesOfMachine();
    // Public names have addresses that differ from one answer to the next.
    if (inDns.isEmpty()) {
      facts.add("the JVM's answer, " + text(resolved) + ", comes from another source");
    } else if (isPublic(inDns) != isPublic(resolved) || !isPublic(inDns)) {
      facts.add("the JVM resolved " + text(resolved) + ", which no name server answers");
      hints.add(
          "look for what answers before DNS: /etc/nsswitch.conf, nscd, a VPN client, or a cached"
              + " answer of this JVM, which a later diagnosis no longer sees");
    }
  }

  /**
   * Adds the search domain that answered.
   *
   * @param ndots the value of {@code ndots} with which the name would be looked up alone first;
   *     null if it is
   */
  private void searchDomain(@Nullable Integer ndots, String domain, List<InetAddress> addresses) {
    String record = "a wildcard record of the search domain " + domain;
    Path file = SystemResolver.CONFIGURATION;
    boolean exists = !addressesOfMachine().isEmpty();
    String from = text(addresses) + " comes from " + record;
    String hint;
    if (exists && ndots != null) {
      facts.add(from + ", which is looked up first");
      hint =
          ("set options ndots:%s or less in %s (dnsConfig of the pod in Kubernetes), or"
                  + " remove the wildcard record from %s")
              .formatted(ndots, file, domain);
    } else {
      facts.add(
          from
              + (exists
                  ? ", which is looked up if a name server does not know the name"
                  : "; the name itself does not exist"));
      hint =
          ("remove the wildcard record from %s, or the domain from the search list of"
                  + " %s, since it answers for every name that is missing%s")
              .formatted(domain, file, exists ? "" : "; then create " + zone);
    }
    hints.add(hint);
    source = new Source(record, "the address comes from " + record + ": " + hint, true);
  }

  /** Compares the answers of the name servers. */
  void nameServers() {
    unanswered(of(Role.MACHINE));
    List<NameServer> machine =
        of(Role.MACHINE).stream().filter(server -> !echoes.contains(server)).toList();
    List<NameServer> answering = machine.stream().filter(this::isAnswering).toList();
    Worth best = best(answering);
    List<NameServer> lacking =
        answering.stream().filter(server -> worth(server).compareTo(best) < 0).toList();
    if (!lacking.isEmpty()) {
      facts.add(0, SPLIT);
      dnsHint =
          "make "
              + list(lacking)
              + " answer for "
              + zone
              + " as "
              + list(answering.stream().filter(server -> !lacking.contains(server)).toList())
              + " does, or stop asking it: lookups now depend on which server they reach";
      hints.add(dnsHint);
      return;
    }
    if (resolved.isEmpty() && best != Worth.MISSING && answering.equals(machine)) {
      dnsHint =
          list(machine)
              + (machine.size() == 1 ? " answers" : " answer")
              + " for "
              + zone
              + ", but the JVM does not resolve the name: check the system property"
              + " jdk.net.hosts.file, the line hosts of /etc/nsswitch.conf, and whether the JVM"
              + " keeps an earlier failure (networkaddress.cache.negative.ttl)";
      hints.add(dnsHint);
    }
    answering.stream()
        .skip(1)
        .filter(server -> isOtherPrivate(server, addressesOf(answering.get(0))))
        .findFirst()
        .ifPresent(server -> outdated(server, answering.get(0).toString()));
    boolean unknown = machine.isEmpty();
    Worth ofMachine = unknown ? worth(resolved) : best;
    // If the hosts file decides, its difference from DNS is already a fact.
    List<InetAddress> ofJvm = source == null ? resolved : List.of();
    List<InetAddress> own = unknown ? ofJvm : addresses(machine::contains);
    for (Role role : EnumSet.of(Role.GIVEN, Role.UPSTREAM, Role.CLOUD)) {
      of(role).forEach(server -> compare(server, ofMachine, own));
    }
  }

  private void unanswered(List<NameServer> machine) {
    List<NameServer> silent =
        machine.stream().filter(s -> answer(s).kind() == DnsAnswer.Kind.SILENCE).toList();
    if (!silent.isEmpty()) {
      hints.add(
          "check whether UDP port 53 of "
              + list(silent)
              + " can be reached from here"
              + (silent.size() == machine.size()
                  ? ""
                  : ", or stop asking it: a lookup that asks it first waits for seconds"));
    }
    machine.stream().filter(this::isError).forEach(this::error);
  }

  private void error(NameServer server) {
    hints.add(
        "check the log of %s and where it forwards %s: it answers %s"
            .formatted(server, zone, answer(server).codeName()));
  }

  private void compare(NameServer server, Worth ofMachine, List<InetAddress> own) {
    boolean wanted = server.role() == Role.GIVEN;
    if (!isAnswering(server)) {
      if (wanted && isError(server)) {
        error(server);
      } else if (wanted && !isTruncated(server)) {
        hints.add("check whether UDP port 53 of " + server + " can be reached from here");
      }
      return;
    }
    int order = worth(server).compareTo(ofMachine);
    if (order > 0) {
      splitFromMachine(server);
    } else if (order < 0 && wanted) {
      facts.add(0, SPLIT);
      hints.add(server + " does not answer for " + zone + " as this machine's name servers do");
    } else if (isOtherPrivate(server, own)) {
      outdated(server, "this machine's name servers");
    }
  }

  private void splitFromMachine(NameServer server) {
    if (!facts.contains(SPLIT)) {
      facts.add(0, SPLIT);
    }
    String hint =
        server.role() == Role.UPSTREAM
            ? "make systemd-resolved ask %s for %s, with resolvectl domain"
                .formatted(server.address().getAddress().getHostAddress(), zone)
            : ("%s answers for %s: make this machine's name servers forward the"
                    + " zone to it, or use it as name server")
                .formatted(server, zone);
    hints.add(hint);
    dnsHint = dnsHint == null ? hint : dnsHint;
  }

  private void outdated(NameServer server, String other) {
    hints.add(
        "compare the records of %s at %s with the records of %s: one is out of date"
            .formatted(zone, server, other));
  }

  private boolean isOtherPrivate(NameServer server, List<InetAddress> addresses) {
    return worth(server) == Worth.PRIVATE
        && worth(addresses) == Worth.PRIVATE
        && Collections.disjoint(addressesOf(server), addresses);
  }

  private List<NameServer> of(Role role) {
    return answers.keySet().stream().filter(server -> server.role() == role).toList();
  }

  private DnsAnswer answer(NameServer server) {
    DnsAnswer answer = answers.get(server);
    if (answer == null) {
      throw new IllegalArgumentException(server + " was not asked");
    }
    return answer;
  }

  private List<InetAddress> addressesOf(NameServer server) {
    return answer(server).addresses();
  }

  private List<InetAddress> addressesOfMachine() {
    return addresses(server -> server.role() == Role.MACHINE);
  }

  private List<InetAddress> addresses(Predicate<NameServer> servers) {
    return answers.keySet().stream()
        .filter(servers)
        .flatMap(server -> addressesOf(server).stream())
        .distinct()
        .toList();
  }

  /** Returns whether the server has answered whether the name exists, and with which addresses. */
  private boolean isAnswering(NameServer server) {
    return switch (answer(server).kind()) {
      case ADDRESSES, NO_ADDRESS, NO_SUCH_NAME -> true;
      case TRUNCATED, ERROR, SILENCE -> false;
    };
  }

  private boolean isTruncated(NameServer server) {
    return answer(server).kind() == DnsAnswer.Kind.TRUNCATED;
  }

  private boolean isError(NameServer server) {
    return answer(server).kind() == DnsAnswer.Kind.ERROR;
  }

  private Worth best(List<NameServer> servers) {
    return servers.stream().map(this::worth).max(Worth::compareTo).orElse(Worth.MISSING);
  }

  private Worth worth(NameServer server) {
    return worth(addressesOf(server));
  }

  private Worth worth(List<InetAddress> addresses) {
    if (addresses.isEmpty() || !addresses.stream().allMatch(this::isUsable)) {
      return Worth.MISSING;
    }
    return guard == null && isPublic(addresses) ? Worth.PUBLIC : Worth.PRIVATE;
  }

  /**
   * Returns whether the route could use an address, which is not one that a filter of DNS gives.
   */
  private boolean isUsable(InetAddress address) {
    if (guard != null) {
      return guard.allows(address);
    }
    AddressClass of = AddressClass.of(address);
    return of != AddressClass.UNUSABLE && of != AddressClass.LOOPBACK;
  }

  private static boolean isPublic(List<InetAddress> addresses) {
    return addresses.stream().anyMatch(a -> AddressClass.of(a) == AddressClass.PUBLIC);
  }

  /** Returns what decided instead of DNS; null if DNS did, or nothing is known of it. */
  @Nullable Source source() {
    return source;
  }

  /** Returns where a name can be found that DNS does not find; null if no server knows it. */
  @Nullable String dnsHint() {
    return dnsHint;
  }

  /** Returns what to do; empty if nothing differs. */
  List<String> hints() {
    return hints;
  }

  /** Returns what differs, and the answer of each server. */
  String seen() {
    Map<String, List<NameServer>> byAnswer = new LinkedHashMap<>();
    answers.forEach(
        (server, answer) ->
            byAnswer.computeIfAbsent(text(answer), text -> new ArrayList<>()).add(server));
    List<String> all = new ArrayList<>(facts);
    byAnswer.forEach((text, servers) -> all.add(list(servers) + ": " + text));
    return String.join("; ", all);
  }

  private static String text(DnsAnswer answer) {
    return switch (answer.kind()) {
      case ADDRESSES -> text(answer.addresses());
      case NO_ADDRESS -> "the name has no address";
      case NO_SUCH_NAME -> "no such name";
      case TRUNCATED -> "more than fits into a datagram";
      case ERROR -> answer.codeName();
      case SILENCE -> "no answer";
    };
  }

  private static String text(List<InetAddress> addresses) {
    return RouteFormatter.classed(addresses);
  }

  private static String list(Collection<NameServer> servers) {
    return servers.stream().map(NameServer::toString).collect(Collectors.joining(", "));
  }
}
