package io.pinelink.internal.doctor;

import io.pinelink.internal.dns.DnsAnswer;
import io.pinelink.internal.doctor.NameServer.Role;
import io.pinelink.network.AddressClass;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of what the JVM, the hosts file and name servers say about one name, and what to do
 * if they differ. Not thread-safe.
 */
final class NameComparison {
  private static final String SPLIT = "split horizon";

  /** The worth of an answer, in rising order. */
  private enum Worth {
    MISSING,
    PUBLIC,
    PRIVATE
  }

  private final String zone;
  private final List<InetAddress> resolved;
  private final Map<NameServer, DnsAnswer> answers;
  private final List<String> facts = new ArrayList<>();
  private final List<String> hints = new ArrayList<>();
  private @Nullable Source source;
  private @Nullable String dnsHint;

  /**
   * A source of addresses that decided instead of DNS.
   *
   * @param record what leads to the addresses
   * @param hint what to do if they are wrong
   */
  record Source(String record, String hint) {}

  /**
   * Creates a comparison.
   *
   * @param zone the zone that should answer, in words
   * @param resolved the addresses that the JVM resolved; empty if it did not
   */
  NameComparison(String zone, List<InetAddress> resolved, Map<NameServer, DnsAnswer> answers) {
    this.zone = zone;
    this.resolved = resolved;
    this.answers = answers;
  }

  /** Adds what the hosts file has for the name, which matters if the JVM uses it. */
  void hostsFile(Path file, List<InetAddress> entries) {
    if (Collections.disjoint(entries, resolved)) {
      return;
    }
    List<InetAddress> inDns = addresses(EnumSet.allOf(Role.class));
    String entry = "the entry of " + file + " leads to " + text(entries);
    if (inDns.isEmpty()) {
      facts.add(entry + ", and decides before DNS");
      source =
          new Source(
              "the entry of " + file,
              "the address comes from " + file + ", not from DNS: check that it is the endpoint's");
    } else if (Collections.disjoint(entries, inDns)) {
      facts.add(entry + " and decides before DNS, which answers " + text(inDns));
      hints.add("correct or remove the entry of " + file);
      source =
          new Source(
              "the entry of " + file,
              "the address comes from "
                  + file
                  + ", while DNS answers "
                  + text(inDns)
                  + ": correct or remove the entry");
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
        && Collections.disjoint(resolved, addresses(EnumSet.of(Role.MACHINE)));
  }

  /**
   * Adds the answers for the name with search domains.
   *
   * @param needed the value of {@code ndots} with which the name is looked up alone first
   * @param found the addresses of the name with each domain
   */
  void searchDomains(Path configuration, int needed, Map<String, List<InetAddress>> found) {
    for (Map.Entry<String, List<InetAddress>> domain : found.entrySet()) {
      if (!Collections.disjoint(domain.getValue(), resolved)) {
        searchDomain(configuration, needed, domain.getKey(), domain.getValue());
        return;
      }
    }
    List<InetAddress> inDns = addresses(EnumSet.of(Role.MACHINE));
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

  private void searchDomain(
      Path configuration, int needed, String domain, List<InetAddress> addresses) {
    String record = "a wildcard record of the search domain " + domain;
    boolean exists = !addresses(EnumSet.of(Role.MACHINE)).isEmpty();
    facts.add(
        text(addresses)
            + " comes from "
            + record
            + (exists ? ", which is looked up first" : "; the name itself does not exist"));
    String hint =
        exists
            ? "set options ndots:"
                + needed
                + " or less in "
                + configuration
                + " (dnsConfig of the pod in Kubernetes), or remove the wildcard record from "
                + domain
            : "remove the wildcard record from "
                + domain
                + ", or the domain from the search list of "
                + configuration
                + ", since it answers for every name that is missing; then create "
                + zone;
    hints.add(hint);
    source = new Source(record, "the address comes from " + record + ": " + hint);
  }

  /** Compares the answers of the name servers. */
  void nameServers() {
    List<NameServer> machine = of(Role.MACHINE);
    List<NameServer> answering = machine.stream().filter(this::isAnswering).toList();
    unanswered(machine);
    Worth best = best(answering);
    List<NameServer> lacking =
        answering.stream().filter(server -> worth(server).compareTo(best) < 0).toList();
    if (!lacking.isEmpty()) {
      facts.add(0, SPLIT);
      hints.add(
          "make "
              + list(lacking)
              + " answer for "
              + zone
              + " as "
              + list(answering.stream().filter(server -> !lacking.contains(server)).toList())
              + " does, or stop asking it: lookups now depend on which server they reach");
      return;
    }
    answering.stream()
        .skip(1)
        .filter(server -> isOtherPrivate(server, addressesOf(answering.get(0))))
        .findFirst()
        .ifPresent(server -> outdated(server, answering.get(0).toString()));
    boolean unknown = machine.isEmpty();
    Worth ofMachine = unknown ? worth(resolved) : best;
    List<InetAddress> own = unknown ? resolved : addresses(EnumSet.of(Role.MACHINE));
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
        "check the log of "
            + server
            + " and where it forwards "
            + zone
            + ": it answers "
            + answer(server).codeName());
  }

  private void compare(NameServer server, Worth ofMachine, List<InetAddress> own) {
    boolean wanted = server.role() == Role.GIVEN;
    if (!isAnswering(server)) {
      if (wanted && isError(server)) {
        error(server);
      } else if (wanted) {
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
            ? "make systemd-resolved ask "
                + server.address().getAddress().getHostAddress()
                + " for"
                + " "
                + zone
                + ", with resolvectl domain"
            : server
                + " answers for "
                + zone
                + ": make this machine's name servers forward the zone to it, or use it as name"
                + " server";
    hints.add(hint);
    dnsHint = dnsHint == null ? hint : dnsHint;
  }

  private void outdated(NameServer server, String other) {
    hints.add(
        "compare the records of "
            + zone
            + " at "
            + server
            + " with the records of "
            + other
            + ": one is out of date");
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

  private List<InetAddress> addresses(Set<Role> roles) {
    return answers.entrySet().stream()
        .filter(entry -> roles.contains(entry.getKey().role()))
        .flatMap(entry -> entry.getValue().addresses().stream())
        .distinct()
        .toList();
  }

  private boolean isAnswering(NameServer server) {
    return answer(server).kind() != DnsAnswer.Kind.SILENCE && !isError(server);
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

  private static Worth worth(List<InetAddress> addresses) {
    return addresses.isEmpty() ? Worth.MISSING : isPublic(addresses) ? Worth.PUBLIC : Worth.PRIVATE;
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
