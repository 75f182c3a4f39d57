package io.pinelink.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.pinelink.Pinelink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide: its table of properties, and its code, which is the code of the tests. */
class MicronautPageTest {
  private static final Path PAGE = Path.of("../../docs/micronaut.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| `pinelink\\.([a-z0-9.*\\[\\]-]+)` \\| (.+) \\|$", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void theTableHasEachProperty() throws IOException {
    Set<String> known = new TreeSet<>();
    try (ApplicationContext context =
        ApplicationContext.run(
            Map.of("pinelink.enabled", "false", "pinelink.indexes.x.name", "x"))) {
      PropertyReader reader = new PropertyReader(context.getEnvironment());
      new ServiceProperties(reader).apply(Pinelink.builder());
      new CallProperties(reader).apply(Pinelink.builder());
      HealthCall.read(reader, DeclaredIndex.read(reader, reader));
      reader.known().stream()
          .map(name -> name.replace("[0]", "[*]").replace("indexes.x", "indexes.*"))
          .forEach(known::add);
    }
    known.add("enabled");
    known.add("embedded");
    known.remove("connect-rules[*]"); // a group

    Set<String> shown = new TreeSet<>();
    ROW.matcher(Files.readString(PAGE)).results().forEach(row -> shown.add(row.group(1)));
    assertThat(shown).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void theDescriptionsOfBootsPropertiesAreTheSame() throws IOException {
    Map<String, String> boot = rows(Files.readString(Path.of("../../docs/spring-boot.md")));
    Map<String, String> here = rows(Files.readString(PAGE));
    here.keySet().retainAll(boot.keySet());
    assertThat(here).hasSizeGreaterThan(40);
    assertThat(boot).containsAllEntriesOf(here);
  }

  private static Map<String, String> rows(String page) {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(page).results().forEach(row -> rows.put(row.group(1), row.group(2)));
    return rows;
  }

  @Test
  void theCodeIsCompiledAndRunByTests() throws IOException {
    String tests =
        Files.readString(Path.of("src/test/java/io/pinelink/micronaut/GuideApplicationTest.java"));
    for (MatchResult block : CODE.matcher(Files.readString(PAGE)).results().toList()) {
      assertThat(withoutLayout(tests)).contains(withoutLayout(block.group(1)));
    }
  }

  private static String withoutLayout(String code) {
    return code.replaceAll("\\bstatic class\\b", "class").replaceAll("\\s+", "");
  }

  @Test
  void linksOfTheGuideExist() throws IOException {
    for (MatchResult link :
        Pattern.compile("]\\(([a-z-/.]+\\.md)")
            .matcher(Files.readString(PAGE))
            .results()
            .toList()) {
      assertThat(PAGE.resolveSibling(link.group(1))).exists();
    }
  }
}
