package io.pinelink.networktests;

import static io.pinelink.networktests.Answers.assertFailed;
import static io.pinelink.networktests.Answers.assertHealthy;
import static io.pinelink.networktests.Answers.assertVerdict;
import static io.pinelink.networktests.Answers.callOver;
import static io.pinelink.networktests.Answers.stepOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.model.Protocol;
import io.pinelink.server.EmbeddedAuthority;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenarios in which name servers, the hosts file or search domains lead elsewhere than the private
 * zone, or the zone leads to a server for something else. Only the doctor looks at them, in the
 * same way for each protocol.
 */
final class ResolverScenarios {
  private static final Path RESOLV_CONF = Path.of("/etc/resolv.conf");
  private static final Path HOSTS = Path.of("/etc/hosts");
  private static final String FIRST_SERVER = "10.77.3.53";
  private static final String SECOND_SERVER = "10.77.3.54";

  /** The address at which Amazon offers a name server to each machine. */
  private static final String CLOUD_SERVER = "169.254.169.253";

  /** A domain with a wildcard record, which leads to a host where nothing listens on port 443. */
  private static final String SEARCH_DOMAIN = Network.PROXY_NAME;

  private static final String OTHER_REGION = "apw5-4e34-81fa";

  @RegisterExtension final Network network = new Network();

  private final SecondResolver second = new SecondResolver(network);

  @AfterEach
  void restore() throws IOException {
    second.stop();
    Files.writeString(HOSTS, "127.0.0.1 localhost\n");
  }

  private void startSecond(String... settings) throws IOException {
    String zone =
        "address=/"
            + ScenarioProject.PRIVATE_ZONE
            + "/"
            + NetworkAddress.ENDPOINT.address()
            + "\n"
            + String.join("\n", settings);
    second.startDnsmasq(Files.writeString(network.file("zone"), zone));
  }

  private static void use(String... lines) throws IOException {
    Files.writeString(RESOLV_CONF, String.join("\n", lines) + "\n");
  }

  private DoctorRun examine(Protocol protocol, String... options) {
    String[] all = new String[options.length + 1];
    all[0] = "--route-policy=private-required";
    System.arraycopy(options, 0, all, 1, options.length);
    DoctorRun doctor = network.examine(ScenarioProject.FIRST, protocol, all);
    network.assertNothingWentOutInPublic();
    return doctor;
  }

  private static void assertWarning(DoctorRun doctor, String seen, String hint) {
    Step step = stepOf(doctor, Check.RESOLVERS);
    assertThat(step.status()).as("%s", step).isEqualTo(Status.WARNING);
    assertThat(step.seen()).contains(seen);
    assertThat(step.hint().orElseThrow()).contains(hint);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void oneNameServerLacksTheZone(Protocol protocol) throws IOException {
    network.privateZone();
    startSecond();
    use("nameserver " + SECOND_SERVER, "nameserver " + FIRST_SERVER);

    DoctorRun doctor = examine(protocol);

    assertHealthy(doctor, protocol);
    assertWarning(
        doctor,
        "split horizon; " + SECOND_SERVER + ": " + NetworkAddress.ENDPOINT.address(),
        "make " + FIRST_SERVER + " answer for the zone " + ScenarioProject.PRIVATE_ZONE);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void aGivenNameServerKnowsTheZone(Protocol protocol) throws IOException {
    network.privateZone();
    startSecond();

    DoctorRun doctor = examine(protocol, "--resolver", SECOND_SERVER);

    String hint = SECOND_SERVER + " answers for the zone " + ScenarioProject.PRIVATE_ZONE;
    assertFailed(doctor, Check.DNS, hint);
    assertWarning(doctor, "split horizon; " + FIRST_SERVER + ": no such name", hint);
    assertVerdict(doctor, "Data cannot flow: see dns.");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void theNameServerOfTheCloudKnowsTheZone(Protocol protocol) throws IOException {
    network.privateZone();
    String address = CLOUD_SERVER + "/32";
    network.on("dns", "ip", "address", "add", address, "dev", "lo");
    network.on("router", "ip", "route", "add", address, "via", SECOND_SERVER);
    network.on("app", "ip", "route", "add", address, "via", "10.77.1.1");
    try {
      startSecond("listen-address=" + CLOUD_SERVER);

      DoctorRun doctor = examine(protocol);

      assertFailed(doctor, Check.DNS, CLOUD_SERVER + " of the cloud answers for the zone ");
      assertVerdict(doctor, "Data cannot flow: see dns.");
    } finally {
      network.on("app", "ip", "route", "delete", address);
      network.on("router", "ip", "route", "delete", address);
      network.on("dns", "ip", "address", "delete", address, "dev", "lo");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void aNameServerDoesNotAnswer(Protocol protocol) throws IOException {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.on("router", "nft", "add rule ip firewall faults ip daddr " + SECOND_SERVER + " drop");
    use("nameserver " + FIRST_SERVER, "nameserver " + SECOND_SERVER);

    DoctorRun doctor = examine(protocol);

    assertHealthy(doctor, protocol);
    assertWarning(
        doctor,
        SECOND_SERVER + ", " + CLOUD_SERVER + " of the cloud: no answer",
        "check whether UDP port 53 of " + SECOND_SERVER + " can be reached from here");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void theHostsFileIsStale(Protocol protocol) throws IOException {
    network.privateZone(NetworkAddress.ENDPOINT);
    Files.writeString(HOSTS, FIRST_SERVER + " " + ScenarioProject.FIRST.privateHost() + "\n");

    DoctorRun doctor = examine(protocol);

    assertFailed(
        doctor,
        Check.TCP,
        "the address comes from /etc/hosts, while DNS answers "
            + NetworkAddress.ENDPOINT.address()
            + " (private)");
    assertWarning(
        doctor,
        "the entry of /etc/hosts leads to " + FIRST_SERVER,
        "correct or remove the entry of /etc/hosts");
    assertVerdict(doctor, "Data cannot flow: see tcp.");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void aSearchDomainAnswersForTheMissingZone(Protocol protocol) throws IOException {
    network.privateZone();
    use("search " + SEARCH_DOMAIN, "nameserver " + FIRST_SERVER);

    DoctorRun doctor = examine(protocol);

    assertFailed(
        doctor,
        Check.TCP,
        "the address comes from a wildcard record of the search domain " + SEARCH_DOMAIN);
    assertWarning(
        doctor, "the name itself does not exist", "remove the wildcard record from proxy.example");
    assertVerdict(doctor, "Data cannot flow: see tcp.");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void aSearchDomainIsLookedUpFirst(Protocol protocol) throws IOException {
    network.privateZone(NetworkAddress.ENDPOINT);
    use("search " + SEARCH_DOMAIN, "options ndots:6", "nameserver " + FIRST_SERVER);

    DoctorRun doctor = examine(protocol);

    assertFailed(doctor, Check.TCP, "set options ndots:5 or less in /etc/resolv.conf");
    assertWarning(doctor, "which is looked up first", "set options ndots:5 or less");
    assertVerdict(doctor, "Data cannot flow: see tcp.");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void theZoneLeadsToAnEndpointOfAnotherRegion(Protocol protocol) {
    try (EmbeddedPinecone other =
        EmbeddedPinecone.builder()
            .authority(EmbeddedAuthority.load(network.directory()))
            .environment(OTHER_REGION)
            .listenAt(Listener.PRIVATE_DATA, NetworkAddress.APP.socketAddress())
            .start()) {
      network.privateZone(NetworkAddress.APP);

      DoctorRun doctor = examine(protocol);

      assertThat(other.address(Listener.PRIVATE_DATA).getPort())
          .isEqualTo(NetworkAddress.APP.port());
      assertFailed(
          doctor,
          Check.TLS,
          "the wildcard record of the zone "
              + ScenarioProject.PRIVATE_ZONE
              + " leads to a server of "
              + OTHER_REGION
              + " (aws us-west-2), but the index is in "
              + ScenarioProject.ENVIRONMENT
              + " (aws us-east-1)");
      assertVerdict(doctor, "Data cannot flow: see tls.");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void theKeyIsForAnotherProject(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);

    DoctorRun doctor =
        network.examine(
            ScenarioProject.FIRST.publicHost(),
            ScenarioProject.OTHER,
            protocol,
            "--route-policy=private-required");

    assertFailed(doctor, callOver(protocol), "the key's project has no index with this host");
    network.assertNothingWentOutInPublic();
  }
}
