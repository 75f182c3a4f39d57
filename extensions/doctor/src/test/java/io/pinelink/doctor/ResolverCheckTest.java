package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.doctor.internal.dns.DnsServer;
import io.pinelink.doctor.internal.dns.SystemResolver;
import io.pinelink.internal.hosttext.HostsFile;
import io.pinelink.internal.hosttext.Literals;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolverCheckTest {
  private static final String HINT = "create the zone";

  @TempDir Path directory;

  private final DiagnosisBuilder diagnosis = new DiagnosisBuilder(System::nanoTime);
  private DnsServer first;
  private DnsServer second;

  @BeforeEach
  void start() throws IOException {
    first = new DnsServer();
    second = new DnsServer();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private SystemResolver machine(String... search) {
    return new SystemResolver(
        List.of(first.address()),
        List.of(),
        List.of(search),
        1,
        new HostsFile(directory.resolve("hosts")));
  }

  private static Route route(ProxyOptions proxy, ConnectRule... rules) {
    return PrivateRoute.router(
            RoutePolicy.privateRequired(), TlsOptions.systemTrust(), proxy, rules)
        .choose(IndexHosts.given(PrivateRoute.PUBLIC))
        .first();
  }

  private Optional<String> compare(@Nullable SystemResolver machine, InetSocketAddress... given) {
    return compare(route(ProxyOptions.none()), machine, given);
  }

  private Optional<String> compare(
      Route route, @Nullable SystemResolver machine, InetSocketAddress... given) {
    return new ResolverCheck(machine, List.of(given), diagnosis).compare(route, null);
  }

  private void resolved(String... addresses) {
    diagnosis.addresses(
        Arrays.stream(addresses).map(text -> Literals.address(text).orElseThrow()).toList());
  }

  private Step step(Check check) {
    return diagnosis.steps().stream().filter(s -> s.check() == check).findFirst().orElseThrow();
  }

  private void assertSkipped(String why) {
    assertThat(step(Check.RESOLVERS).status()).isEqualTo(Status.SKIPPED);
    assertThat(step(Check.RESOLVERS).seen()).isEqualTo(why);
  }

  @Test
  void serversThatAgreeAreOk() {
    first.with(PrivateRoute.HOST, "10.0.1.15");
    second.with(PrivateRoute.HOST, "10.0.1.15");
    resolved("10.0.1.15");

    assertThat(compare(machine(), second.address())).isEmpty();

    assertThat(step(Check.RESOLVERS).status()).isEqualTo(Status.OK);
    assertThat(step(Check.RESOLVERS).seen())
        .isEqualTo(
            "127.0.0.1:"
                + first.address().getPort()
                + ", 127.0.0.1:"
                + second.address().getPort()
                + ": 10.0.1.15 (private)");
  }

  @Test
  void aGivenServerThatKnowsTheZoneExplainsWhyTheNameDoesNotResolve() {
    second.with(PrivateRoute.HOST, "10.0.1.15");
    diagnosis.fail(Check.DNS, "the name does not resolve", HINT);

    assertThat(compare(machine(), second.address())).isEmpty();

    assertThat(step(Check.RESOLVERS).status()).isEqualTo(Status.WARNING);
    assertThat(step(Check.RESOLVERS).seen()).startsWith("split horizon; ");
    assertThat(step(Check.DNS).hint())
        .isEqualTo(step(Check.RESOLVERS).hint())
        .hasValueSatisfying(
            hint -> assertThat(hint).contains("answers for the zone private.aped-1.pinecone.io: "));
  }

  @Test
  void aStaleEntryOfTheHostsFileExplainsAFailedConnection() throws IOException {
    Path hosts = Files.writeString(directory.resolve("hosts"), "10.0.9.9 " + PrivateRoute.HOST);
    first.with(PrivateRoute.HOST, "10.0.1.15");
    resolved("10.0.9.9");
    diagnosis.fail(Check.TCP, "timed out", "DNS is fine");

    assertThat(compare(machine())).contains("the entry of " + hosts);

    assertThat(step(Check.RESOLVERS).hint()).contains("correct or remove the entry of " + hosts);
    assertThat(step(Check.TCP).hint())
        .contains(
            "the address comes from "
                + hosts
                + ", while DNS answers 10.0.1.15 (private): correct or remove the entry; if the"
                + " address is right: DNS is fine");
  }

  @Test
  void anEntryOfTheHostsFileThatReplacesDnsLeavesTheHintsOfTheConnection() throws IOException {
    Path hosts = Files.writeString(directory.resolve("hosts"), "10.0.1.15 " + PrivateRoute.HOST);
    resolved("10.0.1.15");
    diagnosis.fail(Check.TCP, "timed out", "check its security group");

    assertThat(compare(machine())).contains("the entry of " + hosts);

    assertThat(step(Check.TCP).hint()).contains("check its security group");
  }

  @Test
  void lostPacketsAreNotExplainedByTheHostsFile() throws IOException {
    Files.writeString(directory.resolve("hosts"), "10.0.9.9 " + PrivateRoute.HOST);
    first.with(PrivateRoute.HOST, "10.0.1.15");
    resolved("10.0.9.9");
    diagnosis.fail(Check.TLS, "for the reason reported at path mtu", null);
    diagnosis.fail(Check.PATH_MTU, "large packets are lost", "let ICMP pass");

    compare(machine());

    assertThat(step(Check.TLS).hint()).isEmpty();
    assertThat(step(Check.RESOLVERS).status()).isEqualTo(Status.WARNING);
  }

  @Test
  void aNameThatTheServerKnowsAndTheJvmDoesNotIsNotAMissingZone() {
    first.with(PrivateRoute.HOST, "10.0.1.15");
    diagnosis.fail(Check.DNS, "the name does not resolve", HINT);

    compare(machine());

    assertThat(step(Check.DNS).hint().orElseThrow()).contains("but the JVM does not resolve");
  }

  @Test
  void aNameThatEndsWithADotIsAskedForWithoutSearchDomains() {
    first.with("vpce-1.example", "10.0.1.15").with("vpce-1.example.corp.example", "10.9.9.9");
    resolved("10.9.9.9");

    compare(
        route(ProxyOptions.none(), ConnectRule.forHost(PrivateRoute.HOST).dial("vpce-1.example.")),
        machine("corp.example"));

    assertThat(step(Check.RESOLVERS).seen())
        .startsWith("the JVM resolved 10.9.9.9 (private), which no name server answers; 127.0.0.1:")
        .endsWith(": 10.0.1.15 (private)");
  }

  @Test
  void aWildcardOfASearchDomainExplainsAWrongCertificate() {
    first.with(PrivateRoute.HOST + ".corp.example", "10.9.9.9");
    resolved("10.9.9.9");
    diagnosis.fail(Check.TLS, "for other names", "check what answers there");

    assertThat(compare(machine("eu.corp.example", "corp.example")))
        .contains("a wildcard record of the search domain corp.example");

    assertThat(step(Check.RESOLVERS).hint().orElseThrow())
        .startsWith("remove the wildcard record from corp.example, or the domain from the search");
    assertThat(step(Check.TLS).hint().orElseThrow())
        .startsWith("the address comes from a wildcard record of the search domain corp.example")
        .endsWith("; if the address is right: check what answers there");
  }

  @Test
  void searchDomainsAreNotAskedIfDnsExplainsTheAddresses() {
    first.with(PrivateRoute.HOST, "10.0.1.15");
    resolved("10.0.1.15");

    compare(machine("corp.example"));

    assertThat(first.asked()).isEqualTo(2); // for two families
  }

  @Test
  void aSearchDomainThatMakesTheNameTooLongIsNotAsked() {
    first.with("any.example", "10.9.9.9");
    resolved("10.9.9.9");

    compare(machine("a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + ".example.org"));

    assertThat(step(Check.RESOLVERS).status()).isEqualTo(Status.OK);
  }

  @Test
  void theNameOfAnEndpointThatARuleDialsIsCompared() {
    first.with("vpce-1.example", "10.0.1.15");
    resolved("10.0.1.15");

    compare(
        route(ProxyOptions.none(), ConnectRule.forHost(PrivateRoute.HOST).dial("vpce-1.example")),
        machine());

    assertThat(step(Check.RESOLVERS).seen()).endsWith(": 10.0.1.15 (private)");
  }

  @Test
  void namesThatThisMachineDoesNotLookUpAreNotCompared() {
    ConnectRule.Dial scope = ConnectRule.forHost(PrivateRoute.HOST);
    compare(route(ProxyOptions.none(), scope.dial("10.0.1.15")), machine());
    assertSkipped("the route dials an address");
  }

  @Test
  void severalTargetsAreNotCompared() {
    ConnectRule rule =
        ConnectRule.forHost(PrivateRoute.HOST).dial("one.example").orElse("two.example");
    compare(route(ProxyOptions.none(), rule), machine());
    assertSkipped("the route dials several targets");
  }

  @Test
  void noServerIsAskedForANameThatTheProxyResolves() {
    Route proxied =
        PrivateRoute.router(
                RoutePolicy.publicOnly(),
                TlsOptions.systemTrust(),
                ProxyOptions.http("proxy.example", 3128))
            .choose(IndexHosts.given(PrivateRoute.PUBLIC))
            .first();

    compare(proxied, machine());

    assertSkipped("the proxy resolves the name");
    assertThat(first.asked()).isZero();
  }

  @Test
  void aResolverOfTheApplicationIsNotComparedUnlessServersAreGiven() {
    compare(null);
    assertSkipped("the client has a DnsResolver of its own");
  }

  @Test
  void aMachineWithoutKnownServersIsNotCompared() {
    compare(
        new SystemResolver(
            List.of(), List.of(), List.of(), 1, new HostsFile(directory.resolve("hosts"))));
    assertSkipped("no name server is known");
  }

  @Test
  void aNameThatCannotBeInDnsIsNotCompared() {
    compare(
        route(ProxyOptions.none(), ConnectRule.forHost(PrivateRoute.HOST).dial("a..example")),
        machine());
    assertThat(step(Check.RESOLVERS).seen())
        .startsWith("no name server can be asked: name is 'a..");
  }
}
