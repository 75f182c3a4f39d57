package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pinelink.internal.version.Version;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests the catalogue from which JBang runs the command line. */
class JbangCatalogTest {
  @Test
  void theAliasRunsTheReleasedProgram() throws Exception {
    JsonNode catalog = new ObjectMapper().readTree(Path.of("../jbang-catalog.json").toFile());
    JsonNode alias = catalog.path("aliases").path("pinelink");
    String[] coordinates = alias.path("script-ref").textValue().split(":");

    assertThat(coordinates).hasSize(3).startsWith("io.pinelink", "pinelink-cli");
    assertThat(Class.forName(alias.path("main").textValue())).isEqualTo(Main.class);
    if (Version.current().endsWith("-SNAPSHOT")) {
      assertThat(coordinates[2]).matches("\\d+\\.\\d+\\.\\d+"); // the last release
    } else {
      assertThat(coordinates[2]).isEqualTo(Version.current());
    }
  }
}
