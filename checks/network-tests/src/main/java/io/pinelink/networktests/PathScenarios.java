package io.pinelink.networktests;

import static io.pinelink.networktests.Answers.assertAnsweredSoon;
import static io.pinelink.networktests.Answers.assertFailed;
import static io.pinelink.networktests.Answers.assertHealthy;
import static io.pinelink.networktests.Answers.assertVerdict;
import static io.pinelink.networktests.Answers.stepOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.model.Protocol;
import io.pinelink.routing.RoutePolicy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenarios in which names resolve and the endpoint is up, and something between or on the machine
 * itself is wrong. They run over one protocol: they are about connections, and wait for timeouts.
 */
final class PathScenarios {
  private static final String[] PATIENT = {
    "--route-policy=private-required", "--connect-timeout=2"
  };

  /** A tunnel of IPv6 has at least this MTU. */
  private static final int SMALL_MTU = 1_280;

  /** The handshake of the server has less than two of the packets above. */
  private static final int SMALLER_MTU = 800;

  private static final String INSPECTED =
      "exclude *." + ScenarioProject.PRIVATE_ZONE + " from inspection";

  @RegisterExtension final Network network = new Network();

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void largePacketsToTheEndpointAreLost(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.dropLargePackets(false, SMALL_MTU);

    DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PATIENT);

    assertFailed(doctor, Check.PATH_MTU, "let ICMP 'fragmentation needed'");
    assertThat(stepOf(doctor, Check.PATH_MTU).seen()).startsWith("large packets to the server");
    assertVerdict(doctor, "Data can flow; large packets are lost: see path mtu.");
    assertThat(network.packetsLost()).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void largePacketsFromTheEndpointAreLost(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.dropLargePackets(true, SMALLER_MTU);

    DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PATIENT);

    assertFailed(doctor, Check.PATH_MTU, "let ICMP 'fragmentation needed'");
    assertThat(stepOf(doctor, Check.PATH_MTU).seen()).startsWith("large packets from the server");
    assertThat(stepOf(doctor, Check.REST).seen())
        .isEqualTo("no connection, for the reason reported at path mtu");
    assertVerdict(doctor, "Data cannot flow: see path mtu.");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void theFirewallDropsDataAfterTheTcpHandshake(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.dropData();

    DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PATIENT);

    assertFailed(doctor, Check.TCP, "lets SYN through and drops what follows");
    assertThat(stepOf(doctor, Check.TCP).seen())
        .contains("accepts connections, but no data passes");
    assertVerdict(doctor, "Data cannot flow: see tcp.");
    assertThat(network.packetsLost()).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void aProxyInspectsTlsAndTheJvmTrustsItsAuthority(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    try (InspectingProxy proxy = InspectingProxy.start(network)) {
      DoctorRun doctor =
          network.examine(
              proxy.trustingMachine(),
              ScenarioProject.FIRST.publicHost(),
              ScenarioProject.FIRST,
              protocol,
              PATIENT);

      assertHealthy(doctor, protocol);
      assertWarning(doctor, Check.TLS, "that this JVM trusts, but that is not public", INSPECTED);
      assertWarning(doctor, Check.TLS, proxy.authorityName(), "gRPC needs HTTP/2");
      assertWarning(doctor, Check.PROXY, "Via: 1.1 haproxy", INSPECTED);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void aProxyInspectsTlsAndItsAuthorityIsUnknown(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    try (InspectingProxy proxy = InspectingProxy.start(network)) {
      DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PATIENT);

      assertFailed(doctor, Check.TLS, INSPECTED);
      assertThat(stepOf(doctor, Check.TLS).seen()).contains(proxy.authorityName());
      assertVerdict(doctor, "Data cannot flow: see tls.");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void theClockIsBeyondTheCertificates(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);

    DoctorRun doctor = examine(MachineSettings.withClock("+400d"), protocol);

    assertFailed(doctor, Check.TLS, "correct this machine's clock: it is 400 d ahead of");
    assertThat(stepOf(doctor, Check.TLS).seen()).contains("expired at");
    assertWarning(doctor, Check.CLOCK, "is 400 d ahead of the server's", "correct it");
    assertVerdict(doctor, "Data cannot flow: see tls.");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void theClockIsWrongByHours(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);

    DoctorRun doctor = examine(MachineSettings.withClock("+3h"), protocol);

    assertHealthy(doctor, protocol);
    assertWarning(doctor, Check.CLOCK, "ahead of the server's", "correct it");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void ipv6HasADeadRoute(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT, NetworkAddress.IPV6_ENDPOINT);
    DoctorRun before = network.examine(ScenarioProject.FIRST, protocol, PATIENT);
    assertHealthy(before, protocol);
    assertThat(stepOf(before, Check.TCP).status()).isEqualTo(Status.OK);

    network.blackHoleIpv6();
    for (int i = 0; i < 5; i++) { // the order of the families must not matter
      try (Pinelink client =
          network
              .client(ScenarioProject.FIRST, protocol)
              .routePolicy(RoutePolicy.privateRequired())
              .connectTimeout(Duration.ofMinutes(1))
              .build()) {
        assertAnsweredSoon(client.index(ScenarioProject.INDEX), protocol, 2);
      }
    }
    DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PATIENT);

    assertWarning(
        doctor, Check.TCP, "IPv6 does not work from here", "remove the AAAA records from the zone");
    assertThat(stepOf(doctor, Check.REST).status()).isEqualTo(Status.OK);
    assertThat(doctor.unfolded())
        .contains("Data can flow; fd77:", " accepts no connection: see tcp.");
    assertThat(doctor.exitCode()).isZero();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void theJvmsProxyIsNotExcludedForPrivateHosts(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.blockEgress();

    DoctorRun doctor =
        examine(
            MachineSettings.withJvmOptions(
                "-Dhttps.proxyHost=" + Network.PROXY_NAME,
                "-Dhttps.proxyPort=" + NetworkAddress.PROXY.port(),
                "-Dhttp.nonProxyHosts=*.private.*.pinecone.io"),
            protocol);

    assertHealthy(doctor, protocol);
    assertWarning(
        doctor,
        Check.PROXY,
        "other libraries of this JVM reach " + ScenarioProject.FIRST.privateHost() + " through",
        "*.private.*.pinecone.io matches nothing");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "REST")
  void onlyOtherProgramsUseTheProxy(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.blockEgress();
    String proxy = Network.PROXY_NAME + ":" + NetworkAddress.PROXY.port();

    DoctorRun doctor =
        examine(
            MachineSettings.withEnvironment(Map.of("https_proxy", "http://user:secret@" + proxy)),
            protocol);

    assertWarning(
        doctor, Check.PROXY, "other programs use " + proxy, "the JVM does not read https_proxy");
    assertThat(doctor.text()).doesNotContain("secret");
  }

  private DoctorRun examine(MachineSettings machine, Protocol protocol) {
    return network.examine(
        machine, ScenarioProject.FIRST.publicHost(), ScenarioProject.FIRST, protocol, PATIENT);
  }

  private static void assertWarning(DoctorRun doctor, Check check, String seen, String hint) {
    Step step = stepOf(doctor, check);
    assertThat(step.status()).as("%s", step).isEqualTo(Status.WARNING);
    assertThat(step.seen()).contains(seen);
    assertThat(step.hint().orElse("")).contains(hint);
  }
}
