package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.dial.ConnectTarget;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class LostAddressesTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String HOST = PrivateRoute.HOST;

  private final List<AddressProbe> probes = new ArrayList<>();
  private final DiagnosisBuilder findings = new DiagnosisBuilder(System::nanoTime);

  private static Route route(RoutePolicy policy, String host, ConnectRule... rules) {
    return PrivateRoute.router(policy, TlsOptions.systemTrust(), ProxyOptions.none(), rules)
        .toHost(host);
  }

  private static ConnectTarget target(String address) {
    return new ConnectTarget(new InetSocketAddress(address, 443), null);
  }

  private static Handshake handshake(ConnectTarget target) {
    return new Handshake(target, Duration.ZERO, Duration.ZERO, List.of(), "TLSv1.3", "h2");
  }

  private LostAddressesTest answering(String address) {
    ConnectTarget target = target(address);
    probes.add(new AddressProbe(target, handshake(target), null, Duration.ZERO));
    return this;
  }

  private LostAddressesTest failing(String address, IOException failure, Duration after) {
    probes.add(new AddressProbe(target(address), null, failure, after));
    return this;
  }

  private LostAddressesTest silent(String address) {
    return failing(address, new SocketTimeoutException("connect timed out"), LONG);
  }

  private Step reported(Route route) {
    AddressProbe answered =
        probes.stream().filter(probe -> probe.handshake() != null).findFirst().orElseThrow();
    new LostAddresses(route, probes).report(handshake(answered.target()), findings);
    return findings.steps().get(0);
  }

  private Step reported() {
    return reported(route(RoutePolicy.privateRequired(), HOST));
  }

  private List<String> dead() {
    Diagnosis diagnosis = findings.build(HOST, Optional.empty(), false, Instant.EPOCH);
    return diagnosis.deadAddresses().stream().map(InetAddress::getHostAddress).toList();
  }

  @Test
  void oneDeadAddressDoesNotCondemnAFamilyOfWhichAnotherAnswers() {
    Step step = silent("10.0.0.1").answering("10.0.0.2").answering("fd00::1").reported();

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.seen())
        .doesNotContain("does not work")
        .endsWith("no connection to 10.0.0.1:443 (private) within 10 s");
    assertThat(step.hint().orElseThrow()).contains("check why that does not accept one");
    assertThat(dead()).containsExactly("10.0.0.1");
  }

  @Test
  void anAddressThatRefusesIsNamedAsOne() {
    Step step =
        answering("10.0.0.1")
            .failing("10.0.0.2", new ConnectException("Connection refused"), Duration.ZERO)
            .reported();

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.seen()).endsWith("no connection to 10.0.0.2:443 (private), which refuses it");
    assertThat(dead()).containsExactly("10.0.0.2");
  }

  @Test
  void aDeadFamilyOfIpv6IsToBeRemovedFromTheZone() {
    Step step = answering("10.0.0.1").silent("fd00::1").silent("fd00::2").reported();

    assertThat(step.seen()).endsWith(": IPv6 does not work from here");
    assertThat(step.hint().orElseThrow())
        .contains(": remove the AAAA records from the zone, or ")
        .endsWith("or run the JVM with -Djava.net.preferIPv4Stack=true");
    assertThat(dead()).containsExactly("fd00:0:0:0:0:0:0:1", "fd00:0:0:0:0:0:0:2");
  }

  @Test
  void recordsOfIpv4AreNeverToBeRemoved() {
    Step step = silent("10.0.0.1").answering("fd00::1").reported();

    assertThat(step.seen()).endsWith("within 10 s: IPv4 does not work from here");
    assertThat(step.hint().orElseThrow())
        .endsWith("repair the route and the security group for IPv4");
  }

  @Test
  void theZoneOfAPublicRouteIsNotTheUsers() {
    Step step =
        answering("203.0.113.1")
            .silent("2001:db8::1")
            .reported(route(RoutePolicy.publicOnly(), PrivateRoute.PUBLIC));

    assertThat(step.hint().orElseThrow())
        .endsWith(
            "repair this machine's route for IPv6, or run the JVM with"
                + " -Djava.net.preferIPv4Stack=true");
  }

  @Test
  void aRuleHasNoRecordsToRemove() {
    ConnectRule rule = ConnectRule.forHost(HOST).dial(target("10.0.0.1").target());

    Step step =
        answering("10.0.0.1")
            .failing("fd00::1", new ConnectException("Network is unreachable"), Duration.ZERO)
            .reported(route(RoutePolicy.privateRequired(), HOST, rule));

    assertThat(step.seen()).contains(", to which there is no route: IPv6 does not work from here");
    assertThat(step.hint().orElseThrow())
        .contains(": repair the route and the security group")
        .doesNotContain("AAAA");
  }

  @Test
  void aMachineBehindNat64NeedsNoIpv4() {
    assertThat(silent("10.0.0.1").answering("64:ff9b::10.0.0.1").reported().status())
        .isEqualTo(Status.OK);
    assertThat(dead()).isEmpty();
  }

  @Test
  void aFailureOfTlsIsNotOneOfTheFamily() {
    Step step =
        answering("10.0.0.1")
            .failing("fd00::1", new SSLHandshakeException("unexpected message"), Duration.ZERO)
            .reported();

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.seen()).contains("TLS fails at [fd00:0:0:0:0:0:0:1]:443 (unique local): ");
    assertThat(step.hint().orElseThrow()).startsWith("check what answers at ");
    assertThat(dead()).isEmpty();
  }
}
