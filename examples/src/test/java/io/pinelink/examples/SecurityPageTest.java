package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that each test named in docs/security.md exists. */
class SecurityPageTest {
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:#(\\w+))?`");

  @Test
  void namesTestsThatExist() throws Exception {
    Map<String, Path> tests = tests();
    Matcher named = TEST.matcher(Files.readString(Path.of("../docs/security.md")));

    int count = 0;
    for (; named.find(); count++) {
      Path file = tests.get(named.group(1));
      assertThat(file).as(named.group(1)).isNotNull();
      if (named.group(2) != null) {
        assertThat(Files.readString(file)).contains(" " + named.group(2) + "(");
      }
    }
    assertThat(count).isGreaterThan(20);
  }

  private static Map<String, Path> tests() throws IOException {
    Map<String, Path> tests = new TreeMap<>();
    for (String module :
        new String[] {
          "core",
          "grpc-transport",
          "rest-transport",
          "server",
          "transport-contract",
          "cli",
          "integrations/micrometer",
          "integrations/opentelemetry"
        }) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test"))) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .forEach(file -> tests.put(file.getFileName().toString().replace(".java", ""), file));
      }
    }
    return tests;
  }
}
