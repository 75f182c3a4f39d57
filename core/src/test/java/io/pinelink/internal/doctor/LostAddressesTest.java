package io.pinelink.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.connect.Handshake;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Diagnosis.Status;
import io.pinelink.routing.Diagnosis.Step;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.dial.ConnectTarget;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LostAddressesTest {
  private static final Duration LONG = Duration.ofSeconds(3);
  private static final String HOST = PrivateRoute.HOST;

  private final LostAddresses lost = new LostAddresses();

  private static Route route(RoutePolicy policy, String host, ConnectRule... rules) {
    return PrivateRoute.router(policy, TlsOptions.systemTrust(), ProxyOptions.none(), rules)
        .toHost(host);
  }

  private static ConnectTarget target(String address) {
    return new ConnectTarget(new InetSocketAddress(address, 443), null);
  }

  private Step reported(Route route, String answered) {
    DiagnosisBuilder findings = new DiagnosisBuilder(System::nanoTime);
    lost.report(
        route,
        new Handshake(target(answered), Duration.ZERO, Duration.ZERO, List.of(), "TLSv1.3", "h2"),
        findings);
    return findings.steps().get(0);
  }

  private Step reported(String answered) {
    return reported(route(RoutePolicy.privateRequired(), HOST), answered);
  }

  @Test
  void oneLostAddressDoesNotCondemnAFamilyOfWhichAnotherWasNotTried() {
    lost.add(target("10.0.0.1"), LONG);
    lost.spareFamily(target("10.0.0.2"));

    Step step = reported("fd00::1");

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.seen()).doesNotContain("does not work").endsWith("10.0.0.1:443 (private)");
    assertThat(step.hint().orElseThrow()).contains("check why those do not answer");
  }

  @Test
  void untriedAddressesOfALostFamilyAreStillToBeTried() {
    lost.add(target("10.0.0.1"), LONG);

    assertThat(
            lost.ofOtherFamily(target("fd00::1"), List.of(target("fd00::2"), target("10.0.0.2"))))
        .containsExactly(target("10.0.0.2"));
  }

  @Test
  void aLostFamilyOfIpv6IsToBeRemovedFromTheZone() {
    lost.add(target("fd00::1"), LONG);

    assertThat(reported("10.0.0.1").hint().orElseThrow())
        .startsWith(
            "each connection that begins with it loses the connect timeout: remove the AAAA")
        .endsWith("or run the JVM with -Djava.net.preferIPv4Stack=true");
  }

  @Test
  void recordsOfIpv4AreNeverToBeRemoved() {
    lost.add(target("10.0.0.1"), LONG);

    Step step = reported("fd00::1");

    assertThat(step.seen()).endsWith("after 3000 ms: IPv4 does not work from here");
    assertThat(step.hint().orElseThrow())
        .endsWith("repair the route and the security group for IPv4");
  }

  @Test
  void theZoneOfAPublicRouteIsNotTheUsers() {
    lost.add(target("2001:db8::1"), LONG);

    assertThat(
            reported(route(RoutePolicy.publicOnly(), PrivateRoute.PUBLIC), "203.0.113.1")
                .hint()
                .orElseThrow())
        .endsWith(
            "repair this machine's route for IPv6, or run the JVM with"
                + " -Djava.net.preferIPv4Stack=true");
  }

  @Test
  void aRuleHasNoRecordsToRemove() {
    lost.add(target("fd00::1"), Duration.ZERO);

    assertThat(
            reported(
                    route(
                        RoutePolicy.privateRequired(),
                        HOST,
                        ConnectRule.forHost(HOST).dial(target("10.0.0.1").target())),
                    "10.0.0.1")
                .hint()
                .orElseThrow())
        .startsWith(
            "the client continues with the next address: repair the route and the security group");
  }

  @Test
  void aMachineBehindNat64NeedsNoIpv4() {
    lost.add(target("10.0.0.1"), LONG);

    assertThat(reported("64:ff9b::10.0.0.1").status()).isEqualTo(Status.OK);
  }

  @Test
  void aFailureOfTlsIsNotOneOfTheFamily() {
    lost.addConnected(target("fd00::1"), "the certificate is for other.example");

    Step step = reported("10.0.0.1");

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.seen()).endsWith("443 (unique local): the certificate is for other.example");
    assertThat(step.hint().orElseThrow()).startsWith("check what answers at ");
    assertThat(lost.ofOtherFamily(target("10.0.0.1"), List.of(target("fd00::2")))).isEmpty();
  }
}
