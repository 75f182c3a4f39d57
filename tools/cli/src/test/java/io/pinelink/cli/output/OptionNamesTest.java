package io.pinelink.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Main;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Model.CommandSpec;

class OptionNamesTest {
  private static final CommandSpec QUERY =
      Objects.requireNonNull(Main.commandLine(Map.of()).getSubcommands().get("query"), "query")
          .getCommandSpec();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing listens on that port; check the port of the ConnectRule, and whether"
            + " | nothing listens on that port; check the port, or the port of --connect-to, and whether",
        "or use a ConnectRule that dials the endpoint | or use --connect-to, which dials the endpoint",
        "port 443; a ConnectRule can dial another port | port 443; --connect-to can dial another port",
        "(then use RoutePolicy.privateRequired()) | (then use --route-policy private-required)",
        "name its domain with trustedDomain(…) | name its domain with --trust-domain",
        "add it with TlsOptions.alsoTrusting | add it with --ca",
        "check ProxyOptions.credentials, and | check --proxy, and",
        "or allow the range in AddressGuard | or allow the range with --allow",
        "topK is 20000, expected 1 to 10000 | --top-k is 20000, expected 1 to 10000",
        "field 'topK' is unknown | field 'topK' is unknown",
        "describeIndex on localhost | describeIndex on localhost",
      })
  void settingsOfTheLibraryAreNamedAsOptions(String message, String shown) {
    assertThat(OptionNames.in(message, QUERY)).isEqualTo(shown);
  }

  @Test
  void messagesWithoutSettingsStayAsTheyAre() {
    for (String message : List.of("the dimension is 3, expected 2", "index 'docs' not found")) {
      assertThat(OptionNames.in(message)).isEqualTo(message);
    }
  }
}
