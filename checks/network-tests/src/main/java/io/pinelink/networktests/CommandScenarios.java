package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scenarios in which commands work with an index, as a user runs them. */
final class CommandScenarios {
  private static final String REQUIRED = "--route-policy=private-required";

  @RegisterExtension final Network network = new Network();

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void commandsUseThePrivateZone(Protocol protocol) throws IOException {
    network.privateZone(NetworkAddress.ENDPOINT);
    String[] index = {"--index-name", ScenarioProject.INDEX, REQUIRED, "--namespace", "data"};
    Path file =
        Files.writeString(
            network.file("vectors.jsonl"),
            """
            {"id": "east", "values": [1, 0]}
            {"id": "north", "values": [0, 1]}
            """);
    succeed(protocol, index, "upsert", file.toString());
    assertThat(succeed(protocol, index, "query", "--id", "east", "-k", "1").text())
        .contains("east");
    assertThat(succeed(protocol, index, "fetch", "east", "north").text()).contains("east", "north");
    assertThat(succeed(protocol, index, "index", "stats").err())
        .contains(ScenarioProject.FIRST.privateHost());
    succeed(protocol, index, "delete", "east");
    assertThat(run(protocol, with(index, "fetch", "east")).exitCode()).isEqualTo(4);

    assertThat(network.packetsTo(NetworkAddress.CONTROL_PLANE)).isPositive();
    assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();
    network.assertNothingWentOutInPublic();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void bothSidesOfACopyUseTheirPrivateRoute(Protocol protocol) throws IOException {
    network.privateZone(NetworkAddress.ENDPOINT);
    String[] index = {"--index-name", ScenarioProject.INDEX, REQUIRED};
    String[] source = {"--from-index-name", ScenarioProject.INDEX, "--from-namespace", "source"};
    String target = "target-" + System.nanoTime();
    Path file =
        Files.writeString(
            network.file("source.jsonl"),
            """
            {"id": "east", "values": [1, 0], "metadata": {"n": 1}}
            {"id": "north", "values": [0, 1]}
            """);
    succeed(protocol, index, "upsert", file.toString(), "--namespace", "source");
    succeed(
        protocol,
        source,
        "copy",
        "--from-route-policy=private-required",
        "--to-host",
        ScenarioProject.FIRST.publicHost(),
        "--to-route-policy=private-required",
        "--to-namespace",
        target,
        "--verify");
    assertThat(
            succeed(protocol, index, "fetch", "east", "north", "--namespace", target, "--json")
                .text())
        .contains("east", "north");
    Path export = network.file("export");
    succeed(protocol, index, "export", export.toString(), "--namespace", target);
    succeed(protocol, source, "verify", file.toString(), REQUIRED);

    assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();
    network.assertNothingWentOutInPublic();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void commandsNeedNoEgress(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    network.blockEgress();
    workWithNamespaces(protocol, "--host", ScenarioProject.FIRST.publicHost(), REQUIRED);

    assertThat(network.packetsTo(NetworkAddress.CONTROL_PLANE)).isZero();
    assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();
    network.assertNothingWentOutInPublic();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void commandsDialTheEndpointWithoutAZone(Protocol protocol) {
    network.privateZone();
    workWithNamespaces(
        protocol,
        "--index-name",
        ScenarioProject.INDEX,
        REQUIRED,
        "--connect-to",
        Network.ENDPOINT_NAME);

    assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();
    network.assertNothingWentOutInPublic();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void commandsThatFindNoPrivateZoneSendNothing(Protocol protocol) {
    network.privateZone();

    CommandRun run =
        run(protocol, "index", "stats", "--host", ScenarioProject.FIRST.publicHost(), REQUIRED);

    assertThat(run.exitCode()).as(run.err()).isEqualTo(6);
    assertThat(run.text()).isEmpty();
    assertThat(run.err()).startsWith("pinelink: ").hasLineCount(1);
    assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isZero();
    network.assertNothingWentOutInPublic();
  }

  private void workWithNamespaces(Protocol protocol, String... index) {
    String name = "commands-" + System.nanoTime();
    succeed(protocol, index, "namespace", "create", "--name", name);
    assertThat(succeed(protocol, index, "namespace", "list").text()).contains(name);
    assertThat(succeed(protocol, index, "index", "stats").err())
        .contains("private")
        .contains(ScenarioProject.FIRST.privateHost());
    succeed(protocol, index, "namespace", "delete", "--name", name, "--yes");
  }

  private CommandRun succeed(Protocol protocol, String[] index, String... args) {
    String[] all = with(index, args);
    CommandRun run = run(protocol, all);
    assertThat(run.exitCode()).as("%s: %s", List.of(all), run.err()).isZero();
    return run;
  }

  private static String[] with(String[] index, String... args) {
    return Stream.of(args, index).flatMap(Stream::of).toArray(String[]::new);
  }

  private CommandRun run(Protocol protocol, String... args) {
    return network.command(ScenarioProject.FIRST, protocol, args);
  }
}
