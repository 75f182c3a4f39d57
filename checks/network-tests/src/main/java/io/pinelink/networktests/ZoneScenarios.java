package io.pinelink.networktests;

import static io.pinelink.networktests.Answers.assertAnsweredInPrivate;
import static io.pinelink.networktests.Answers.assertFailed;
import static io.pinelink.networktests.Answers.assertHealthy;
import static io.pinelink.networktests.Answers.assertVerdict;
import static io.pinelink.networktests.Answers.failureOf;
import static io.pinelink.networktests.Answers.stepOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.error.NetworkCause;
import io.pinelink.model.Protocol;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios for the answers of the private DNS zone. */
final class ZoneScenarios {
  private static final String PRIVATE_REQUIRED = "--route-policy=private-required";

  @RegisterExtension final Network network = new Network();

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theZoneLeadsToTheEndpoint(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    try (Pinelink client = privateClient(ScenarioProject.FIRST, protocol).build()) {
      Index docs = client.index(ScenarioProject.INDEX);

      assertThat(docs.route().host()).isEqualTo(ScenarioProject.FIRST.privateHost());
      assertThat(docs.route().source()).isEqualTo(Route.Source.CONTROL_PLANE);
      assertAnsweredInPrivate(docs, protocol);
      assertHealthy(network.examine(ScenarioProject.FIRST, protocol, PRIVATE_REQUIRED), protocol);
      assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();
      assertThat(network.packetsTo(NetworkAddress.CONTROL_PLANE)).isPositive();
      network.assertNothingWentOutInPublic();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theZoneIsMissing(Protocol protocol) {
    network.privateZone();
    try (Pinelink client = privateClient(ScenarioProject.FIRST, protocol).build()) {
      assertThat(failureOf(client.index(ScenarioProject.INDEX), NetworkCause.UNKNOWN_HOST))
          .contains("the DNS zone '" + ScenarioProject.PRIVATE_ZONE + "' must answer");

      DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PRIVATE_REQUIRED);
      assertFailed(doctor, Check.DNS, "create the zone " + ScenarioProject.PRIVATE_ZONE);
      assertVerdict(doctor, "Data cannot flow: see dns.");
      network.assertNothingWentOutInPublic();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theZoneAnswersAPublicAddress(Protocol protocol) {
    network.privateZone(NetworkAddress.PUBLIC_DATA);
    try (Pinelink client = privateClient(ScenarioProject.FIRST, protocol).build()) {
      assertThat(failureOf(client.index(ScenarioProject.INDEX), NetworkCause.REFUSED_ADDRESS))
          .contains(ScenarioProject.FIRST.privateHost())
          .contains(NetworkAddress.PUBLIC_DATA.address())
          .contains("nothing was sent")
          .contains(ScenarioProject.PRIVATE_ZONE);
      assertThat(client.routeCounts())
          .anyMatch(row -> row.kind() == Route.Kind.PRIVATE && row.refusals() > 0)
          .noneMatch(row -> !row.controlPlane() && row.connections() > 0);

      DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, PRIVATE_REQUIRED);
      assertFailed(
          doctor,
          Check.DNS,
          "point the wildcard record of the zone " + ScenarioProject.PRIVATE_ZONE);
      assertVerdict(doctor, "Data cannot flow: see dns.");
      network.assertNothingWentOutInPublic();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void oneOfTheAnswersIsPublic(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT, NetworkAddress.PUBLIC_DATA);
    try (Pinelink client = privateClient(ScenarioProject.FIRST, protocol).build()) {
      failureOf(client.index(ScenarioProject.INDEX), NetworkCause.REFUSED_ADDRESS);

      assertVerdict(
          network.examine(ScenarioProject.FIRST, protocol, PRIVATE_REQUIRED),
          "Data cannot flow: see dns.");
      assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isZero();
      network.assertNothingWentOutInPublic();
    }
  }

  /**
   * Addresses in use are re-resolved periodically, and connections move to the new one without
   * failing a call.
   */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theAddressChangesWhileTheClientLives(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    ConnectionLifetime life =
        ConnectionLifetime.builder(Duration.ofMinutes(1)).refresh(Duration.ofSeconds(1)).build();
    try (Pinelink client =
        privateClient(ScenarioProject.FIRST, protocol).connectionLifetime(life).build()) {
      Index docs = client.index(ScenarioProject.INDEX);
      assertAnsweredInPrivate(docs, protocol);
      assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();

      network.privateZone(NetworkAddress.SECOND_ENDPOINT);
      Network.await(
          "calls go to the new address",
          () -> {
            assertAnsweredInPrivate(docs, protocol);
            return network.packetsTo(NetworkAddress.SECOND_ENDPOINT) > 0;
          });

      network.blackHole(NetworkAddress.ENDPOINT);
      assertAnsweredInPrivate(docs, protocol);
      assertHealthy(network.examine(ScenarioProject.FIRST, protocol, PRIVATE_REQUIRED), protocol);
      network.assertNothingWentOutInPublic();
    }
  }

  /** The old address is dead at once, as when an endpoint is deleted and recreated. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theAddressChangesAndRoutesAreRefreshed(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    try (Pinelink client = privateClient(ScenarioProject.FIRST, protocol).build()) {
      Index docs = client.index(ScenarioProject.INDEX);
      assertAnsweredInPrivate(docs, protocol);

      network.blackHole(NetworkAddress.ENDPOINT);
      network.privateZone(NetworkAddress.SECOND_ENDPOINT);
      assertThat(client.refreshRoutes()).containsExactly(docs.route());

      assertAnsweredInPrivate(docs, protocol);
      assertThat(network.packetsTo(NetworkAddress.SECOND_ENDPOINT)).isPositive();
      assertHealthy(network.examine(ScenarioProject.FIRST, protocol, PRIVATE_REQUIRED), protocol);
      network.assertNothingWentOutInPublic();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void aRuleDialsTheEndpointsOwnNameWithoutAZone(Protocol protocol) {
    network.privateZone();
    ConnectRule rule =
        ConnectRule.forHost("*.svc." + ScenarioProject.PRIVATE_ZONE).dial(Network.ENDPOINT_NAME);
    try (Pinelink client =
        privateClient(ScenarioProject.FIRST, protocol).connectRule(rule).build()) {
      assertAnsweredInPrivate(client.index(ScenarioProject.INDEX), protocol);

      DoctorRun doctor =
          network.examine(
              ScenarioProject.FIRST,
              protocol,
              PRIVATE_REQUIRED,
              "--connect-to",
              Network.ENDPOINT_NAME);
      assertHealthy(doctor, protocol);
      assertThat(stepOf(doctor, Check.DNS).seen())
          .contains(Network.ENDPOINT_NAME + " leads to " + NetworkAddress.ENDPOINT.address());
      network.assertNothingWentOutInPublic();
    }
  }

  private Pinelink.Builder privateClient(ScenarioProject project, Protocol protocol) {
    return network.client(project, protocol).routePolicy(RoutePolicy.privateRequired());
  }
}
