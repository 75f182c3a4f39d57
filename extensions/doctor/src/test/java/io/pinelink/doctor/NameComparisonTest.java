package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.NameServer.Role;
import io.pinelink.doctor.internal.dns.DnsAnswer;
import io.pinelink.doctor.internal.dns.DnsAnswer.Kind;
import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.internal.hosttext.Literals;
import io.pinelink.network.AddressGuard;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NameComparisonTest {
  private static final String ZONE = "the zone private.aped-1.pinecone.io";
  private static final Path HOSTS = Path.of("/etc/hosts");

  private final Map<NameServer, DnsAnswer> answers = new LinkedHashMap<>();

  private static List<InetAddress> addresses(String... texts) {
    return Arrays.stream(texts).map(text -> Literals.address(text).orElseThrow()).toList();
  }

  private NameComparisonTest with(Role role, String server, Kind kind, String... found) {
    int code = kind == Kind.NO_SUCH_NAME ? 3 : kind == Kind.ERROR ? 2 : 0;
    answers.put(
        new NameServer(SystemResolver.server(Literals.address(server).orElseThrow()), role),
        new DnsAnswer(kind, addresses(found), code));
    return this;
  }

  private NameComparisonTest with(Role role, String server, String... found) {
    return with(role, server, found.length == 0 ? Kind.NO_SUCH_NAME : Kind.ADDRESSES, found);
  }

  private NameComparison resolved(String... addresses) {
    return new NameComparison(ZONE, null, addresses(addresses), answers);
  }

  /** Returns the hints for a route that may use private addresses only. */
  private List<String> hintsOfPrivateRoute(String... resolved) {
    NameComparison comparison =
        new NameComparison(ZONE, AddressGuard.privateOnly(), addresses(resolved), answers);
    comparison.nameServers();
    return comparison.hints();
  }

  private NameComparison compared(String... resolved) {
    NameComparison comparison = resolved(resolved);
    comparison.nameServers();
    return comparison;
  }

  @Test
  void serversThatAgreeAreListedOnce() {
    NameComparison comparison =
        with(Role.MACHINE, "10.0.0.2", "10.0.1.15", "10.0.2.15")
            .with(Role.MACHINE, "10.0.0.3", "10.0.2.15", "10.0.1.15")
            .with(Role.CLOUD, "169.254.169.253", Kind.SILENCE)
            .compared("10.0.1.15");

    assertThat(comparison.seen())
        .isEqualTo(
            "10.0.0.2, 10.0.0.3: 10.0.1.15 (private), 10.0.2.15 (private); 169.254.169.253 of the"
                + " cloud: no answer");
    assertThat(comparison.hints()).isEmpty();
  }

  @Test
  void aServerOfTheMachineWithoutTheZoneIsASplitHorizon() {
    NameComparison comparison =
        with(Role.MACHINE, "10.0.0.2", "10.0.1.15").with(Role.MACHINE, "10.0.0.3").compared();

    assertThat(comparison.seen())
        .isEqualTo("split horizon; 10.0.0.2: 10.0.1.15 (private); 10.0.0.3: no such name");
    assertThat(comparison.hints())
        .containsExactly(
            "make 10.0.0.3 answer for the zone private.aped-1.pinecone.io as 10.0.0.2 does, or stop"
                + " asking it: lookups now depend on which server they reach");
  }

  @Test
  void aPublicAnswerBesideAPrivateOneIsASplitHorizon() {
    assertThat(
            with(Role.MACHINE, "10.0.0.2", "203.0.113.7")
                .with(Role.MACHINE, "10.0.0.3", "10.0.1.15")
                .compared()
                .hints())
        .singleElement()
        .asString()
        .startsWith("make 10.0.0.2 answer for " + ZONE + " as 10.0.0.3 does");
  }

  @Test
  void addressesThatAPrivateRouteCannotUseAreNoBetterThanNone() {
    assertThat(
            with(Role.MACHINE, "10.0.0.2")
                .with(Role.MACHINE, "10.0.0.3", "203.0.113.7")
                .with(Role.MACHINE, "10.0.0.4", "0.0.0.0")
                .with(Role.CLOUD, "169.254.169.253", "127.0.0.1")
                .hintsOfPrivateRoute())
        .isEmpty();
    assertThat(with(Role.CLOUD, "169.254.169.253", "10.0.1.15").hintsOfPrivateRoute("203.0.113.7"))
        .singleElement()
        .asString()
        .startsWith("169.254.169.253 of the cloud answers for " + ZONE);
  }

  @Test
  void anAddressThatAFilterOfDnsGivesIsNoBetterThanNone() {
    assertThat(
            with(Role.MACHINE, "10.0.0.2", "203.0.113.7")
                .with(Role.MACHINE, "10.0.0.3", "0.0.0.0")
                .compared("203.0.113.7")
                .hints())
        .singleElement()
        .asString()
        .startsWith("make 10.0.0.3 answer for " + ZONE + " as 10.0.0.2 does");
  }

  @Test
  void aTruncatedAnswerIsNotCompared() {
    NameComparison comparison =
        with(Role.MACHINE, "10.0.0.2", Kind.TRUNCATED)
            .with(Role.GIVEN, "10.0.0.3", Kind.TRUNCATED)
            .with(Role.MACHINE, "10.0.0.4", "10.0.1.15")
            .compared("10.0.9.9");

    assertThat(comparison.seen()).startsWith("10.0.0.2, 10.0.0.3: more than fits into a datagram");
    assertThat(comparison.hints()).isEmpty();
    assertThat(comparison.isUnexplained()).isFalse();
  }

  @Test
  void aNameThatTheServersKnowAndTheJvmDoesNotIsToBeCheckedInTheJvm() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2", "10.0.1.15").compared();

    String hint =
        "10.0.0.2 answers for the zone private.aped-1.pinecone.io, but the JVM does not resolve the"
            + " name: check the system property jdk.net.hosts.file, the line hosts of"
            + " /etc/nsswitch.conf, and whether the JVM keeps an earlier failure"
            + " (networkaddress.cache.negative.ttl)";
    assertThat(comparison.hints()).containsExactly(hint);
    assertThat(comparison.dnsHint()).isEqualTo(hint);
  }

  @Test
  void theServerThatLacksTheZoneExplainsWhyTheNameDoesNotResolve() {
    assertThat(
            with(Role.MACHINE, "10.0.0.2")
                .with(Role.MACHINE, "10.0.0.3", "10.0.1.15")
                .compared()
                .dnsHint())
        .startsWith("make 10.0.0.2 answer");
  }

  @Test
  void aZoneThatOnlyTheServerOfTheCloudKnowsIsToBeForwarded() {
    NameComparison comparison =
        with(Role.MACHINE, "10.0.0.9").with(Role.CLOUD, "169.254.169.253", "10.0.1.15").compared();

    String hint =
        "169.254.169.253 of the cloud answers for the zone private.aped-1.pinecone.io: make this"
            + " machine's name servers forward the zone to it, or use it as name server";
    assertThat(comparison.seen()).startsWith("split horizon; 10.0.0.9: no such name; ");
    assertThat(comparison.hints()).containsExactly(hint);
    assertThat(comparison.dnsHint()).isEqualTo(hint);
  }

  @Test
  void aServerBehindSystemdThatIsNotAskedIsNamedWithTheCommand() {
    assertThat(
            with(Role.MACHINE, "127.0.0.53")
                .with(Role.UPSTREAM, "10.0.0.2", "10.0.1.15")
                .compared()
                .hints())
        .containsExactly(
            "make systemd-resolved ask 10.0.0.2 for the zone private.aped-1.pinecone.io, with"
                + " resolvectl domain");
  }

  @Test
  void aServerOfTheCloudMayLackAZoneThatTheMachineKnows() {
    assertThat(
            with(Role.MACHINE, "10.0.0.9", "10.0.1.15")
                .with(Role.CLOUD, "169.254.169.253")
                .with(Role.UPSTREAM, "10.0.0.7", "203.0.113.7")
                .compared("10.0.1.15")
                .hints())
        .isEmpty();
  }

  @Test
  void aGivenServerIsExpectedToAnswerAsTheMachineDoes() {
    assertThat(
            with(Role.MACHINE, "10.0.0.9", "10.0.1.15")
                .with(Role.GIVEN, "10.0.0.2")
                .with(Role.GIVEN, "10.0.0.3", Kind.SILENCE)
                .with(Role.GIVEN, "10.0.0.4", "10.0.9.9")
                .with(Role.GIVEN, "10.0.0.5", Kind.ERROR)
                .compared("10.0.1.15")
                .hints())
        .containsExactly(
            "10.0.0.2 does not answer for " + ZONE + " as this machine's name servers do",
            "check whether UDP port 53 of 10.0.0.3 can be reached from here",
            "compare the records of "
                + ZONE
                + " at 10.0.0.4 with the records of this machine's name servers: one is out of"
                + " date",
            "check the log of 10.0.0.5 and where it forwards " + ZONE + ": it answers SERVFAIL");
  }

  @Test
  void aGivenServerIsComparedWithTheClientIfTheMachinesServersAreNotKnown() {
    assertThat(with(Role.GIVEN, "10.0.0.2", "10.0.1.15").compared("10.0.1.15").hints()).isEmpty();
    assertThat(compared("10.0.9.9").hints()).singleElement().asString().startsWith("compare the");
    assertThat(compared().hints()).singleElement().asString().startsWith("10.0.0.2 answers for");
  }

  @Test
  void aSilentServerIsToBeCheckedOrLeftOut() {
    NameComparison comparison =
        with(Role.MACHINE, "10.0.0.2", Kind.SILENCE)
            .with(Role.MACHINE, "10.0.0.3", "10.0.1.15")
            .compared("10.0.1.15");

    assertThat(comparison.hints())
        .containsExactly(
            "check whether UDP port 53 of 10.0.0.2 can be reached from here, or stop asking it: a"
                + " lookup that asks it first waits for seconds");
  }

  @Test
  void differentPrivateAddressesAreOutOfDateButDifferentPublicOnesAreUsual() {
    assertThat(
            with(Role.MACHINE, "10.0.0.2", "10.0.1.15")
                .with(Role.MACHINE, "10.0.0.3", "10.0.9.9")
                .compared("10.0.1.15")
                .hints())
        .containsExactly(
            "compare the records of "
                + ZONE
                + " at 10.0.0.3 with the records of 10.0.0.2: one is out of"
                + " date");
    answers.clear();
    assertThat(
            with(Role.MACHINE, "10.0.0.2", "203.0.113.7")
                .with(Role.MACHINE, "10.0.0.3", "203.0.113.8")
                .compared("203.0.113.7")
                .hints())
        .isEmpty();
  }

  @Test
  void aStaleEntryOfTheHostsFileIsNamedWithTheAnswerOfDns() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2", "10.0.1.15").resolved("10.0.9.9");
    comparison.hostsFile(HOSTS, addresses("10.0.9.9"));

    assertThat(comparison.seen())
        .isEqualTo(
            "the entry of /etc/hosts leads to 10.0.9.9 (private) and decides before DNS, which"
                + " answers 10.0.1.15 (private); 10.0.0.2: 10.0.1.15 (private)");
    assertThat(comparison.hints()).containsExactly("correct or remove the entry of /etc/hosts");
    assertThat(comparison.source())
        .isEqualTo(
            new NameComparison.Source(
                "the entry of /etc/hosts",
                "the address comes from /etc/hosts, while DNS answers 10.0.1.15 (private): correct"
                    + " or remove the entry",
                true));
    assertThat(comparison.isUnexplained()).isFalse();
  }

  @Test
  void aServerOfThisMachineThatAnswersFromTheHostsFileIsNotDns() {
    NameComparison comparison =
        with(Role.MACHINE, "127.0.0.53", "10.0.9.9")
            .with(Role.UPSTREAM, "10.0.0.2", "10.0.1.15")
            .resolved("10.0.9.9");
    comparison.hostsFile(HOSTS, addresses("10.0.9.9"));
    comparison.nameServers();

    assertThat(comparison.seen())
        .startsWith(
            "the entry of /etc/hosts leads to 10.0.9.9 (private) and decides before DNS, which"
                + " answers 10.0.1.15 (private); ");
    assertThat(comparison.hints()).containsExactly("correct or remove the entry of /etc/hosts");
  }

  @Test
  void anAddressThatOnlyTheHostsFileAndItsServerKnowIsNoWarning() {
    NameComparison comparison =
        with(Role.MACHINE, "127.0.0.53", "10.0.1.15")
            .with(Role.UPSTREAM, "10.0.0.2")
            .resolved("10.0.1.15");
    comparison.hostsFile(HOSTS, addresses("10.0.1.15"));
    comparison.nameServers();

    assertThat(comparison.hints()).isEmpty();
    assertThat(comparison.seen()).startsWith("the entry of /etc/hosts leads to 10.0.1.15");
  }

  @Test
  void anEntryOfTheHostsFileThatReplacesDnsIsNoWarning() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2").resolved("10.0.1.15");
    comparison.hostsFile(HOSTS, addresses("10.0.1.15"));

    assertThat(comparison.hints()).isEmpty();
    assertThat(comparison.source()).isNotNull();
  }

  @Test
  void anEntryOfTheHostsFileThatTheJvmDoesNotUseIsIgnored() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2", "10.0.1.15").resolved("10.0.1.15");
    comparison.hostsFile(HOSTS, addresses("10.0.9.9"));

    assertThat(comparison.seen()).isEqualTo("10.0.0.2: 10.0.1.15 (private)");
    assertThat(comparison.source()).isNull();
  }

  @Test
  void aWildcardOfASearchDomainIsNamedIfTheNameDoesNotExist() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2").resolved("10.9.9.9");
    assertThat(comparison.isUnexplained()).isTrue();
    comparison.searchDomains(
        1, 5, Map.of("corp.example", addresses("10.9.9.9"), "other.example", addresses()));

    assertThat(comparison.seen())
        .isEqualTo(
            "10.9.9.9 (private) comes from a wildcard record of the search domain corp.example; the"
                + " name itself does not exist; 10.0.0.2: no such name");
    assertThat(comparison.hints())
        .containsExactly(
            "remove the wildcard record from corp.example, or the domain from the search list of"
                + " /etc/resolv.conf, since it answers for every name that is missing; then create "
                + ZONE);
    assertThat(comparison.source()).isNotNull();
  }

  @Test
  void aSearchDomainThatIsLookedUpFirstIsRepairedByFewerDots() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2", "203.0.113.7").resolved("10.9.9.9");
    comparison.searchDomains(5, 4, Map.of("cluster.local", addresses("10.9.9.9")));

    assertThat(comparison.hints())
        .containsExactly(
            "set options ndots:4 or less in /etc/resolv.conf (dnsConfig of the pod in Kubernetes),"
                + " or remove the wildcard record from cluster.local");
  }

  @Test
  void aSearchDomainIsLookedUpAfterAServerThatLacksTheName() {
    NameComparison comparison =
        with(Role.MACHINE, "10.0.0.2", "10.0.1.15")
            .with(Role.MACHINE, "10.0.0.3")
            .resolved("10.9.9.9");
    comparison.searchDomains(5, 5, Map.of("corp.example", addresses("10.9.9.9")));
    comparison.nameServers();

    assertThat(comparison.seen()).contains("which is looked up if a name server does not know");
    assertThat(comparison.hints())
        .containsExactly(
            "remove the wildcard record from corp.example, or the domain from the search list of"
                + " /etc/resolv.conf, since it answers for every name that is missing",
            "make 10.0.0.3 answer for "
                + ZONE
                + " as 10.0.0.2 does, or stop asking it: lookups now depend on which server they"
                + " reach");
  }

  @Test
  void anAnswerThatNoServerGivesComesFromAnotherSource() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2", "10.0.1.15").resolved("10.0.9.9");
    comparison.searchDomains(1, 5, Map.of());

    assertThat(comparison.seen()).startsWith("the JVM resolved 10.0.9.9 (private), which no name");
    assertThat(comparison.hints()).singleElement().asString().startsWith("look for what answers");
  }

  @Test
  void publicAddressesThatRotateAreNoFinding() {
    NameComparison comparison =
        with(Role.MACHINE, "10.0.0.2", "203.0.113.7").resolved("203.0.113.8");
    comparison.searchDomains(1, 5, Map.of());

    assertThat(comparison.hints()).isEmpty();
  }

  @Test
  void anAnswerThatTheServersLackMayComeFromAPerDomainResolver() {
    NameComparison comparison = with(Role.MACHINE, "10.0.0.2").resolved("10.0.1.15");
    comparison.searchDomains(1, 5, Map.of());
    comparison.nameServers();

    assertThat(comparison.seen())
        .startsWith("the JVM's answer, 10.0.1.15 (private), comes from another source");
    assertThat(comparison.hints()).isEmpty();
  }
}
