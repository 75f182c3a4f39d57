package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pinelink.Pinelink;
import io.pinelink.model.Metric;
import io.pinelink.retry.RetryOptions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of properties in the guide, and whether a property is missing. */
class SpringBootPageTest {
  private static final Pattern ROW =
      Pattern.compile("^\\| `(pinelink\\.[a-z0-9.*\\[\\]-]+)` \\| (.+) \\|$", Pattern.MULTILINE);

  /** Groups whose members the metadata does not list, because they are elements of a collection. */
  private static final Map<String, Class<?>> ELEMENTS =
      Map.of(
          "pinelink.indexes.*", PinelinkProperties.ConfiguredIndex.class,
          "pinelink.connect-rules[*]", PinelinkProperties.DialRule.class);

  /** Methods of the builder that take code, and not a value: beans and customizers set them. */
  private static final Set<String> CODE =
      Set.of(
          "build",
          "callbackExecutor",
          "callListener",
          "interceptor",
          "dnsResolver",
          "label", // for servers of tests, which set it
          "routeListener");

  /** Methods of the builder by the property that sets them, where the names differ. */
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "connectRule", "connectRules",
          "controlPlaneTls", "controlPlaneSsl",
          "header", "headers",
          "maxResponseBytes", "maxResponseSize",
          "retryOptions", "retry",
          "tls", "ssl",
          "trustedDomain", "trustedDomains");

  @Test
  void theTableHasEachPropertyWithItsDescription() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (JsonNode property : metadata().get("properties")) {
      String name = property.get("name").asText();
      if (name.startsWith("pinelink.")) {
        expected.put(name, property.path("description").asText().replaceAll("\\.$", ""));
      }
    }
    Map<String, String> shown = new TreeMap<>();
    ROW.matcher(Files.readString(Path.of("../../docs/spring-boot.md")))
        .results()
        .forEach(row -> shown.put(row.group(1), row.group(2)));

    Set<String> names = new TreeSet<>(expected.keySet());
    for (Map.Entry<String, Class<?>> elements : ELEMENTS.entrySet()) {
      for (var component : elements.getValue().getRecordComponents()) {
        names.add(elements.getKey() + "." + component.getName());
      }
    }
    assertThat(shown.keySet()).containsExactlyInAnyOrderElementsOf(names);
    assertThat(shown).containsAllEntriesOf(expected);
  }

  private static JsonNode metadata() throws IOException {
    try (InputStream metadata =
        PinelinkProperties.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      return JsonMapper.builder().build().readTree(metadata);
    }
  }

  @Test
  void theMetadataHasTheSwitchesOfOtherProjects() throws IOException {
    assertThat(named("properties", "management.health.pinelink.enabled").get("type").asText())
        .isEqualTo("java.lang.Boolean");
    assertThat(named("hints", "spring.ai.vectorstore.type").get("values"))
        .extracting(value -> value.get("value").asText())
        .containsExactly("pinelink");
  }

  private static JsonNode named(String kind, String name) throws IOException {
    for (JsonNode candidate : metadata().get(kind)) {
      if (candidate.get("name").asText().equals(name)) {
        return candidate;
      }
    }
    throw new AssertionError(name + " is missing in " + kind);
  }

  @Test
  void theMetadataNamesTheMetrics() throws IOException {
    assertThat(named("hints", "pinelink.spring-ai.metric").get("values"))
        .hasSize(3)
        .allSatisfy(
            value -> assertThat(new Metric(value.get("value").asText()).isKnown()).isTrue());
  }

  @Test
  void everyMethodOfTheBuilderHasAProperty() {
    Set<String> properties = new TreeSet<>();
    for (var component : PinelinkProperties.class.getRecordComponents()) {
      properties.add(component.getName());
    }
    Set<String> missing = new TreeSet<>();
    for (Method method : Pinelink.Builder.class.getMethods()) {
      String name = OTHER_NAMES.getOrDefault(method.getName(), method.getName());
      if (!Modifier.isStatic(method.getModifiers())
          && method.getDeclaringClass() != Object.class
          && !CODE.contains(name)
          && !properties.contains(name)) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theDescribedDefaultsMatchTheBuilder() {
    RetryOptions retry = RetryOptions.defaults();
    assertThat(retry.maxAttempts()).isEqualTo(4);
    assertThat(retry.firstBackoff()).hasMillis(200);
    assertThat(retry.maxBackoff()).hasSeconds(5);
    assertThat(retry.budgetTokens()).isEqualTo(40);
    assertThat(retry.tokensPerSuccess()).isEqualTo(0.3);
  }

  /** An unset variable leaves such a placeholder as it is, so that startup would fail. */
  @Test
  void noConfigurationOfAGuideHasAPlaceholderWithoutADefault() throws IOException {
    Pattern configuration = Pattern.compile("```(?:yaml|properties)\n(.*?)```", Pattern.DOTALL);
    try (Stream<Path> guides = Files.list(Path.of("../../docs"))) {
      for (Path guide : guides.filter(page -> page.toString().endsWith(".md")).toList()) {
        configuration
            .matcher(Files.readString(guide))
            .results()
            .filter(block -> block.group(1).contains("pinelink"))
            .forEach(
                block ->
                    assertThat(block.group(1))
                        .as(guide.toString())
                        .doesNotContainPattern("\\$\\{[^:}]*}"));
      }
    }
  }

  @Test
  void theGuideLinksExist() throws IOException {
    Path guide = Path.of("../../docs/spring-boot.md");
    for (MatchResult link :
        Pattern.compile("]\\(([a-z-/.]+\\.md)")
            .matcher(Files.readString(guide))
            .results()
            .toList()) {
      assertThat(guide.resolveSibling(link.group(1))).exists();
    }
  }
}
