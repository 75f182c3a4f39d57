package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Protocol;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Scenarios for {@code pinelink mcp}, which uses private routes unless an option says otherwise.
 */
final class McpScenarios {
  private static final String SESSION =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"scenario","version":"1"}}}
      {"jsonrpc":"2.0","method":"notifications/initialized"}
      {"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"list-ids",\
      "arguments":{"index":"docs"}}}
      """;

  @RegisterExtension final Network network = new Network();

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void anAgentReadsThroughTheEndpointOnly(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    CommandRun run = mcp(protocol);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.text())
        .contains("\"ids\":[\"" + NetworkAddress.ENDPOINT.host() + "\"]")
        .contains("\"kind\":\"private\"")
        .contains("\"host\":\"" + ScenarioProject.FIRST.privateHost() + "\"")
        .contains("\"protocol\":\"" + protocol.name().toLowerCase(Locale.ROOT) + "\"")
        .contains("\"dataCalls\":{\"public\":0,\"private\":1,\"local\":0}");
    assertThat(run.text().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"jsonrpc\""));
    assertThat(run.err()).contains("data calls: 1 private, 0 local, 0 public");
    assertThat(network.packetsTo(NetworkAddress.ENDPOINT)).isPositive();
    assertThat(network.packetsTo(NetworkAddress.CONTROL_PLANE)).isZero();
    network.assertNothingWentOutInPublic();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void withoutTheZoneAnAgentLearnsWhyAndNothingIsSentPublicly(Protocol protocol) {
    network.privateZone();
    CommandRun run = mcp(protocol);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.text())
        .contains("\"isError\":true")
        .contains("\\\"kind\\\":\\\"no-connection\\\"")
        .contains("The doctor found, in the step dns");
    network.assertNothingWentOutInPublic();
  }

  /** Runs a session for the public host of an index, as a user pastes it. */
  private CommandRun mcp(Protocol protocol) {
    return network.command(
        ScenarioProject.FIRST,
        protocol,
        SESSION,
        List.of("mcp", "--host", ScenarioProject.FIRST.publicHost()));
  }
}
