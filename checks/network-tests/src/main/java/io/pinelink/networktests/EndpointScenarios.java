package io.pinelink.networktests;

import static io.pinelink.networktests.Answers.assertAnsweredInPrivate;
import static io.pinelink.networktests.Answers.assertAnsweredInPublic;
import static io.pinelink.networktests.Answers.assertAnsweredSoon;
import static io.pinelink.networktests.Answers.assertFailed;
import static io.pinelink.networktests.Answers.assertHealthy;
import static io.pinelink.networktests.Answers.assertVerdict;
import static io.pinelink.networktests.Answers.callOver;
import static io.pinelink.networktests.Answers.failureOf;
import static io.pinelink.networktests.Answers.query;
import static io.pinelink.networktests.Answers.stepOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pinelink.CallOptions;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenarios in which an endpoint does not answer, has several addresses, or belongs to another
 * project.
 */
final class EndpointScenarios {
  /** How long a client waits for an address that never answers. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** How long a client waits for one that does, however busy the machine is. */
  private static final Duration ALLOWANCE = Duration.ofSeconds(30);

  private static final String[] REQUIRED = {"--route-policy=private-required"};

  /** The options that match {@link #patientClient}. */
  private static final String[] PATIENT = {
    "--route-policy=private-required", "--connect-timeout=2"
  };

  private static final String[] PREFERRED = {
    "--route-policy=private-preferred", "--private-probe-timeout=2", "--connect-timeout=2"
  };

  @RegisterExtension final Network network = new Network();

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theEndpointIsABlackHoleAndPrivateIsRequired(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.blackHole(NetworkAddress.ENDPOINT);
    try (Pinelink client =
        network
            .client(ScenarioProject.FIRST, protocol)
            .routePolicy(RoutePolicy.privateRequired())
            .connectTimeout(PATIENCE)
            .build()) {
      assertThat(failureOf(client.index(ScenarioProject.INDEX), NetworkCause.CONNECT_TIMEOUT))
          .contains("the name resolves, but nothing answers");

      DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PATIENT);
      assertFailed(doctor, Check.TCP, "DNS is fine; check the endpoint's state");
      assertVerdict(doctor, "Data cannot flow: see tcp.");
      network.assertNothingWentOutInPublic();
    }
  }

  /**
   * The only scenario in which data may use the public network, and only after the private form has
   * timed out.
   */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theEndpointIsABlackHoleAndPrivateIsPreferred(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.blackHole(NetworkAddress.ENDPOINT);
    try (Pinelink client =
        network
            .client(ScenarioProject.FIRST, protocol)
            .routePolicy(RoutePolicy.privatePreferred(PATIENCE))
            .connectTimeout(PATIENCE)
            .build()) {
      Index docs = client.index(ScenarioProject.INDEX);
      network.assertNothingWentOutInPublic();

      assertThat(docs.route().kind()).isEqualTo(Route.Kind.PUBLIC);
      assertThat(docs.route().reason())
          .contains(ScenarioProject.FIRST.privateHost() + " did not answer")
          .contains("timed out");
      assertAnsweredInPublic(docs, protocol);
      assertThat(network.packetsTo(NetworkAddress.PUBLIC_DATA)).isPositive();

      DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PREFERRED);
      assertFailed(doctor, Check.TCP, "DNS is fine; check the endpoint's state");
      assertVerdict(
          doctor, "Data can flow, but over the public network: the private form does not answer.");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theEndpointAnswersAndPrivateIsPreferred(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    try (Pinelink client =
        network
            .client(ScenarioProject.FIRST, protocol)
            .routePolicy(RoutePolicy.privatePreferred(ALLOWANCE))
            .build()) {
      Index docs = client.index(ScenarioProject.INDEX);

      assertThat(docs.route().reason())
          .contains("answered at " + NetworkAddress.ENDPOINT.address());
      assertAnsweredInPrivate(docs, protocol);
      assertHealthy(
          network.examine(
              ScenarioProject.FIRST,
              protocol,
              "--route-policy=private-preferred",
              "--private-probe-timeout=30"),
          protocol);
      network.assertNothingWentOutInPublic();
    }
  }

  /**
   * The order of the addresses is random, so the scenario repeats until the dead one comes first.
   */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void oneOfTwoAddressesIsDead(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT, NetworkAddress.SECOND_ENDPOINT);
    network.blackHole(NetworkAddress.SECOND_ENDPOINT);
    Network.await(
        "a new client tries the dead address first",
        () -> {
          long before = network.packetsLost();
          try (Pinelink client = waitingClient(protocol)) {
            Index docs = client.index(ScenarioProject.INDEX);
            assertAnsweredSoon(docs, protocol, 2);
          }
          return network.packetsLost() > before;
        });
    DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PATIENT);
    String dead = NetworkAddress.SECOND_ENDPOINT.address();
    assertThat(stepOf(doctor, Check.TCP).status()).isEqualTo(Status.WARNING);
    assertThat(stepOf(doctor, Check.TCP).seen()).contains("no connection to " + dead + ":443");
    assertVerdict(doctor, "Data can flow; " + dead + " accepts no connection: see tcp.");
    network.assertNothingWentOutInPublic();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void oneOfTwoAddressesRefuses(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT, NetworkAddress.SECOND_ENDPOINT);
    network.refuse(NetworkAddress.SECOND_ENDPOINT);

    DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, REQUIRED);

    String dead = NetworkAddress.SECOND_ENDPOINT.address();
    assertThat(stepOf(doctor, Check.TCP).status()).isEqualTo(Status.WARNING);
    assertThat(stepOf(doctor, Check.TCP).seen()).endsWith(", which refuses it");
    assertVerdict(doctor, "Data can flow; " + dead + " accepts no connection: see tcp.");
    network.assertNothingWentOutInPublic();
  }

  /** The zone can resolve to only one project's endpoint. A rule dials the other's. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void twoProjectsShareOneZone(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    ConnectRule rule =
        ConnectRule.forProject(ScenarioProject.OTHER.id())
            .dial(NetworkAddress.OTHER_ENDPOINT.socketAddress());
    try (Pinelink first = patientClient(ScenarioProject.FIRST, protocol).build();
        Pinelink lost = patientClient(ScenarioProject.OTHER, protocol).build();
        Pinelink other = patientClient(ScenarioProject.OTHER, protocol).connectRule(rule).build()) {
      assertAnsweredInPrivate(first.index(ScenarioProject.INDEX), protocol);

      assertThatExceptionOfType(UnauthenticatedException.class)
          .isThrownBy(() -> query(lost.index(ScenarioProject.INDEX)))
          .withMessageContaining("not registered to");
      DoctorRun doctor = network.examine(ScenarioProject.OTHER, protocol, PATIENT);
      assertFailed(
          doctor,
          callOver(protocol),
          "not registered to the project of this index: the wildcard record of the zone "
              + ScenarioProject.PRIVATE_ZONE
              + " leads to "
              + NetworkAddress.ENDPOINT.address());
      assertVerdict(doctor, "Data cannot flow: see call over " + nameOf(protocol) + ".");

      assertThat(network.packetsTo(NetworkAddress.OTHER_ENDPOINT)).isZero();
      assertAnsweredInPrivate(other.index(ScenarioProject.INDEX), protocol);
      assertThat(network.packetsTo(NetworkAddress.OTHER_ENDPOINT)).isPositive();
      assertHealthy(
          network.examine(
              ScenarioProject.OTHER,
              protocol,
              "--route-policy=private-required",
              "--connect-to",
              NetworkAddress.OTHER_ENDPOINT.address()),
          protocol);
      network.assertNothingWentOutInPublic();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theProjectIsRestrictedToItsEndpoints(Protocol protocol) {
    network.privateZone(NetworkAddress.RESTRICTED_ENDPOINT);
    try (Pinelink inside = patientClient(ScenarioProject.RESTRICTED, protocol).build()) {
      assertAnsweredInPrivate(inside.index(ScenarioProject.INDEX), protocol);
      assertHealthy(network.examine(ScenarioProject.RESTRICTED, protocol, PATIENT), protocol);
      network.assertNothingWentOutInPublic();
    }
    try (Pinelink outside = network.client(ScenarioProject.RESTRICTED, protocol).build()) {
      assertThatExceptionOfType(UnauthenticatedException.class)
          .isThrownBy(() -> query(outside.index(ScenarioProject.INDEX)))
          .withMessageContaining("restricted to private endpoints");
      DoctorRun doctor = network.examine(ScenarioProject.RESTRICTED, protocol);
      assertFailed(doctor, callOver(protocol), "the project is restricted to private endpoints");
      assertVerdict(doctor, "Data cannot flow: see call over " + nameOf(protocol) + ".");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theFirewallForgetsAnIdleFlow(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.forgetSilentFlowsAfter(Duration.ofSeconds(5));
    try (Pinelink wary = clientThatIdles(Duration.ofSeconds(1), protocol);
        Pinelink careless = clientThatIdles(Duration.ofMinutes(1), protocol)) {
      Index waryDocs = wary.index(ScenarioProject.INDEX);
      Index carelessDocs = careless.index(ScenarioProject.INDEX);
      assertAnsweredInPrivate(waryDocs, protocol);
      assertAnsweredInPrivate(carelessDocs, protocol);

      network.awaitNoFlowIsRemembered();
      assertAnsweredInPrivate(waryDocs, protocol);
      // Proves that the firewall drops the flow.
      assertThatExceptionOfType(DeadlineExceededException.class)
          .isThrownBy(() -> query(carelessDocs.with(CallOptions.defaults().timeout(PATIENCE))));

      assertHealthy(network.examine(ScenarioProject.FIRST, protocol, PATIENT), protocol);
      network.assertNothingWentOutInPublic();
    }
  }

  private Pinelink clientThatIdles(Duration idle, Protocol protocol) {
    return patientClient(ScenarioProject.FIRST, protocol)
        .connectionLifetime(ConnectionLifetime.ofIdle(idle))
        .build();
  }

  /** Returns a client that would wait for a dead address for longer than a call may take. */
  private Pinelink waitingClient(Protocol protocol) {
    return patientClient(ScenarioProject.FIRST, protocol)
        .connectTimeout(Duration.ofMinutes(1))
        .build();
  }

  private Pinelink.Builder patientClient(ScenarioProject project, Protocol protocol) {
    return network
        .client(project, protocol)
        .routePolicy(RoutePolicy.privateRequired())
        .connectTimeout(PATIENCE);
  }

  /** Returns the protocol's name as the doctor prints it. */
  private static String nameOf(Protocol protocol) {
    return protocol == Protocol.GRPC ? "gRPC" : "REST";
  }
}
