package io.pinelink.networktests;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Protocol;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A scenario in which the network changes while {@code pinelink watch} runs. */
final class WatchScenarios {
  @RegisterExtension final Network network = new Network();

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void theWatchReportsWhatTheNetworkDoes(Protocol protocol) {
    network.privateZone(NetworkAddress.ENDPOINT);
    try (RunningWatch watch =
        network.watch(ScenarioProject.FIRST, protocol, "--route-policy=private-required")) {
      watch.line(" UP ");

      // Calls go on over connections that are open, but new ones are refused.
      network.privateZone(NetworkAddress.PUBLIC_DATA);
      watch.line(" DEGRADED ", "addresses public", NetworkAddress.PUBLIC_DATA.address());

      network.privateZone(NetworkAddress.ENDPOINT);
      watch.line(" UP ", "(was DEGRADED): dns ok", "addresses private");

      network.blackHole(NetworkAddress.ENDPOINT);
      assertThat(watch.line(" DOWN ", "(was UP): tcp failed: "))
          .contains("check the endpoint's state");
      watch.terminate();
    }
    network.assertNothingWentOutInPublic();
  }
}
