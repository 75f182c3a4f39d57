package io.pinelink.networktests;

import static io.pinelink.networktests.Answers.assertAnsweredInPrivate;
import static io.pinelink.networktests.Answers.assertFailed;
import static io.pinelink.networktests.Answers.assertHealthy;
import static io.pinelink.networktests.Answers.assertVerdict;
import static io.pinelink.networktests.Answers.stepOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.Protocol;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios in networks without egress to the internet, or with egress through a proxy only. */
final class EgressScenarios {
  private static final String NO_CONTROL_PLANE =
      "Data can flow. The control plane cannot be used: open indexes by host, or from a host"
          + " book.";

  private static final String PRIVATE_REQUIRED = "--route-policy=private-required";

  @RegisterExtension final Network network = new Network();

  @AfterEach
  void theJvmHasNoProxy() {
    System.clearProperty("https.proxyHost");
    System.clearProperty("https.proxyPort");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void egressIsBlockedAndTheHostIsGiven(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.blockEgress();
    try (Pinelink client = privateClient(protocol).build()) {
      assertAnsweredInPrivate(client.indexAt(ScenarioProject.FIRST.publicHost()), protocol);
      assertThatExceptionOfType(TransportException.class)
          .isThrownBy(() -> client.controlPlane().listIndexes())
          .satisfies(
              failure ->
                  assertThat(failure.networkCause()).isEqualTo(NetworkCause.CONNECT_TIMEOUT));

      assertCutOff(network.examine(ScenarioProject.FIRST, protocol, PRIVATE_REQUIRED));
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void egressIsBlockedAndAHostBookIsAtHand(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    Path book = network.file("hosts.properties");
    try (Pinelink elsewhere = privateClient(protocol).build()) {
      elsewhere.index(ScenarioProject.INDEX);
      elsewhere.hostBook().save(book);
    }
    network.blockEgress();
    network.forgetPackets();
    try (Pinelink client = privateClient(protocol).hostBook(HostBook.load(book)).build()) {
      Index docs = client.index(ScenarioProject.INDEX);

      assertThat(docs.route().source()).isEqualTo(Route.Source.HOST_BOOK);
      assertThat(docs.route().host()).isEqualTo(ScenarioProject.FIRST.privateHost());
      assertAnsweredInPrivate(docs, protocol);
      DoctorRun doctor =
          network.examine(
              ScenarioProject.INDEX,
              ScenarioProject.FIRST,
              protocol,
              PRIVATE_REQUIRED,
              "--host-book",
              book.toString());
      assertThat(stepOf(doctor, Check.HOST).seen()).contains("the host book's private host");
      assertCutOff(doctor);
    }
  }

  private void assertCutOff(DoctorRun doctor) {
    assertFailed(doctor, Check.CONTROL_PLANE, "open indexes by host or from a host book");
    assertVerdict(doctor, NO_CONTROL_PLANE);
    assertThat(network.packetsTo(NetworkAddress.CONTROL_PLANE)).isZero();
    network.assertNothingWentOutInPublic();
  }

  /** The proxy is configured for the whole JVM, as is common, and cannot reach the endpoint. */
  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theControlPlaneGoesThroughAProxyAndDataGoesDirectly(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.blockEgress();
    System.setProperty("https.proxyHost", Network.PROXY_NAME);
    System.setProperty("https.proxyPort", String.valueOf(NetworkAddress.PROXY.port()));
    try (Pinelink client = privateClient(protocol).build()) {
      Index docs = client.index(ScenarioProject.INDEX);
      assertThat(network.packetsTo(NetworkAddress.PROXY)).isPositive();
      assertThat(network.packetsTo(NetworkAddress.CONTROL_PLANE)).isPositive();

      network.forgetPackets();
      assertAnsweredInPrivate(docs, protocol);
      assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();

      DoctorRun doctor =
          network.examine(
              ScenarioProject.FIRST,
              protocol,
              PRIVATE_REQUIRED,
              "--proxy",
              Network.PROXY_NAME + ":" + NetworkAddress.PROXY.port());
      assertHealthy(doctor, protocol);
      assertThat(stepOf(doctor, Check.PROXY).seen())
          .contains("private data: no proxy")
          .contains("control plane: " + Network.PROXY_NAME);
      network.assertNothingWentOutInPublic();
    }
  }

  private Pinelink.Builder privateClient(Protocol protocol) {
    return network
        .client(ScenarioProject.FIRST, protocol)
        .routePolicy(RoutePolicy.privateRequired());
  }
}
