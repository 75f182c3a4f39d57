package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import io.pinelink.springboot.PinelinkProperties.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

/** The forms of an entry of {@code pinelink.indexes}. */
class IndexBindingTest {
  private static final ConfiguredIndex DEFAULTS = new ConfiguredIndex(null, null, null, null);
  private static final ConfiguredIndex NAMED = new ConfiguredIndex("docs-2026", null, null, null);

  private static PropertySource<?> yaml(String... lines) {
    return load(new YamlPropertySourceLoader(), lines);
  }

  private static PropertySource<?> properties(String... lines) {
    return load(new PropertiesPropertySourceLoader(), lines);
  }

  private static PropertySource<?> load(PropertySourceLoader loader, String... lines) {
    byte[] file = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    try {
      return loader.load(String.join(" ", lines), new ByteArrayResource(file)).get(0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Returns the indexes of an application with these files, the one of highest precedence first.
   */
  private static Map<String, ConfiguredIndex> indexes(PropertySource<?>... files) {
    StandardEnvironment environment = new StandardEnvironment();
    Stream.of(files).forEach(environment.getPropertySources()::addLast);
    return PinelinkProperties.of(environment).indexes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs:", "docs: ~", "docs: ''", "docs: ${MISSING_VARIABLE:}"})
  void anIndexWithoutAValueHasAllDefaults(String entry) {
    assertThat(indexes(yaml("pinelink:", "  indexes:", "    " + entry)))
        .containsExactly(Map.entry("docs", DEFAULTS));
  }

  @Test
  void anEmptyPropertyHasAllDefaults() {
    assertThat(indexes(properties("pinelink.indexes.docs=")))
        .containsExactly(Map.entry("docs", DEFAULTS));
  }

  @Test
  void aTextIsTheName() {
    assertThat(indexes(yaml("pinelink:", "  indexes:", "    docs: docs-2026")))
        .containsExactly(Map.entry("docs", NAMED));
    assertThat(indexes(properties("pinelink.indexes.docs=docs-2026")))
        .containsExactly(Map.entry("docs", NAMED));
  }

  @Test
  void bothFormsMayBeMixed() {
    assertThat(
            indexes(
                yaml(
                    "pinelink.indexes:",
                    "  docs: docs-2026",
                    "  others:",
                    "  texts:",
                    "    kind: documents")))
        .containsExactly(
            Map.entry("docs", NAMED),
            Map.entry("others", DEFAULTS),
            Map.entry("texts", new ConfiguredIndex(null, Kind.DOCUMENTS, null, null)));
  }

  @Test
  void anotherFileMaySetThePropertiesOfAnIndexThatIsAText() {
    assertThat(
            indexes(
                properties("pinelink.indexes.docs.namespace=en"),
                properties("pinelink.indexes.docs=docs-2026")))
        .containsExactly(Map.entry("docs", new ConfiguredIndex("docs-2026", null, null, "en")));
    assertThat(
            indexes(
                properties("pinelink.indexes.docs="),
                properties("pinelink.indexes.docs.name=other", "pinelink.indexes.docs.host=x")))
        .containsExactly(Map.entry("docs", new ConfiguredIndex("other", null, "x", null)));
  }

  @Test
  void theNameOfHigherPrecedenceApplies() {
    PropertySource<?> text = properties("pinelink.indexes.docs=docs-2026");
    PropertySource<?> name = properties("pinelink.indexes.docs.name=other");
    assertThat(indexes(text, name)).containsExactly(Map.entry("docs", NAMED));
    assertThat(indexes(name, text))
        .containsExactly(Map.entry("docs", new ConfiguredIndex("other", null, null, null)));
  }

  @Test
  void aBlankNameIsReplacedByTheQualifier() {
    assertThat(indexes(properties("pinelink.indexes.docs.name=")).values())
        .extracting(index -> index.nameOr("docs"))
        .containsExactly("docs");
  }
}
