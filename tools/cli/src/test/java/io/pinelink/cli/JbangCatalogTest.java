package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.internal.version.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the catalogue from which JBang runs the command line. */
class JbangCatalogTest {
  private static JsonNode aliases() throws IOException {
    return new ObjectMapper()
        .readTree(Path.of("../../jbang-catalog.json").toFile())
        .path("aliases");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pinelink", "pinelink-demo"})
  void theAliasesRunTheReleasedProgram(String name) throws Exception {
    JsonNode alias = aliases().path(name);
    String[] coordinates = alias.path("script-ref").textValue().split(":");

    assertThat(coordinates).hasSize(3).startsWith("io.pinelink", "pinelink-cli");
    assertThat(Class.forName(alias.path("main").textValue())).isEqualTo(Main.class);
    if (Version.current().endsWith("-SNAPSHOT")) {
      assertThat(coordinates[2]).matches("\\d+\\.\\d+\\.\\d+"); // the last release
    } else {
      assertThat(coordinates[2]).isEqualTo(Version.current());
    }
  }

  @Test
  void theAliasOfTheDemoNamesItsCommand() throws Exception {
    JsonNode arguments = aliases().path("pinelink-demo").path("arguments");

    assertThat(arguments).hasSize(1);
    assertThat(Main.commandLine(Map.of()).getSubcommands())
        .containsKey(arguments.get(0).textValue());
  }
}
