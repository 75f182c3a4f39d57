package io.pinelink.networktests;

import static io.pinelink.networktests.Answers.assertAnsweredInPrivate;
import static io.pinelink.networktests.Answers.assertHealthy;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.routing.RoutePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios in which DNS servers and a hosts file have what {@code pinelink dns} printed. */
final class PrintedZoneScenarios {
  private static final Path HOSTS = Path.of("/etc/hosts");

  @RegisterExtension final Network network = new Network();

  private final SecondResolver resolver = new SecondResolver(network);

  @AfterEach
  void stopTheResolver() throws IOException {
    resolver.stop();
    Files.writeString(HOSTS, "127.0.0.1 localhost\n");
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void dnsmasqServesThePrintedZone(Protocol protocol) throws IOException {
    resolver.startDnsmasq(printed("dnsmasq", NetworkAddress.ENDPOINT.address()));
    assertTheZoneLeadsToTheEndpoint(protocol);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void unboundServesThePrintedZone(Protocol protocol) throws IOException {
    resolver.startUnbound(printed("unbound", NetworkAddress.ENDPOINT.address()));
    assertTheZoneLeadsToTheEndpoint(protocol);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void unboundFollowsTheNameOfTheEndpoint(Protocol protocol) throws IOException {
    resolver.startUnbound(printed("unbound", Network.ENDPOINT_NAME));
    assertTheZoneLeadsToTheEndpoint(protocol);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void bindServesThePrintedZone(Protocol protocol) throws IOException {
    resolver.startBind(printed("bind", NetworkAddress.ENDPOINT.address()));
    assertTheZoneLeadsToTheEndpoint(protocol);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = "GRPC")
  void bindFollowsTheNameOfTheEndpoint(Protocol protocol) throws IOException {
    resolver.startBind(printed("bind", Network.ENDPOINT_NAME));
    assertTheZoneLeadsToTheEndpoint(protocol);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theHostsFileHasThePrintedHost(Protocol protocol) throws IOException {
    network.privateZone();
    Files.writeString(HOSTS, Files.readString(printed("hosts", NetworkAddress.ENDPOINT.address())));
    assertDataFlows(protocol);
  }

  /** Returns a file with what the command printed. */
  private Path printed(String format, String endpoint) throws IOException {
    List<String> args = new ArrayList<>(List.of("dns"));
    Arrays.stream(ScenarioProject.values()).map(ScenarioProject::publicHost).forEach(args::add);
    args.addAll(List.of("--format", format, "--endpoint", endpoint));
    CommandRun run = network.command(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Files.writeString(network.file(format), run.text());
  }

  private void assertTheZoneLeadsToTheEndpoint(Protocol protocol) throws IOException {
    network.privateZone();
    resolver.use();
    assertDataFlows(protocol);
  }

  private void assertDataFlows(Protocol protocol) {
    network.awaitPrivateHosts(NetworkAddress.ENDPOINT);
    try (Pinelink client =
        network
            .client(ScenarioProject.FIRST, protocol)
            .routePolicy(RoutePolicy.privateRequired())
            .build()) {
      assertAnsweredInPrivate(client.index(ScenarioProject.INDEX), protocol);
    }
    assertHealthy(
        network.examine(ScenarioProject.FIRST, protocol, "--route-policy=private-required"),
        protocol);
    network.assertNothingWentOutInPublic();
  }
}
