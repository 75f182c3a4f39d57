package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.server.internal.faults.Attribute;
import io.pinelink.server.internal.faults.FaultKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that the page about faults lists their kinds. */
class FaultsPageTest {
  private static final Path PAGE = Path.of("../docs/faults.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z_]+)`( \\*)? \\| (.*) \\| (.*) \\| .* \\|");

  private static List<Matcher> rows() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .dropWhile(line -> !line.equals("## Kinds"))
        .takeWhile(line -> !line.equals("## Protocols"))
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .toList();
  }

  @Test
  void eachKindHasARowWithItsAttributesAndItsMethod() throws IOException {
    List<Matcher> rows = rows();

    assertThat(rows.stream().map(row -> row.group(1)))
        .containsExactlyElementsOf(FaultKind.all().stream().map(FaultKind::type).toList());
    for (Matcher row : rows) {
      FaultKind kind =
          FaultKind.all().stream()
              .filter(each -> each.type().equals(row.group(1)))
              .findFirst()
              .orElseThrow();
      assertThat(row.group(2) != null).as(kind.type()).isEqualTo(kind.isReplacing());
      for (Attribute attribute : kind.attributes()) {
        assertThat(row.group(4)).as(kind.type()).contains("`" + attribute.name() + "`");
        attribute
            .words()
            .forEach(
                word -> {
                  if (kind.isOfHandshakes()) {
                    assertThat(row.group(4)).contains("`" + word + "`");
                  }
                });
      }
      List<String> methods =
          Stream.of(Fault.class.getMethods()).map(method -> method.getName()).toList();
      for (String name : row.group(3).replace("`", "").split(", ", -1)) {
        assertThat(methods).contains(name);
      }
    }
  }

  @Test
  void theExampleIsValid() throws IOException {
    String page = Files.readString(PAGE);
    String json = page.substring(page.indexOf("```json") + 7);

    FaultRules rules = FaultRules.parse(json.substring(0, json.indexOf("```")));

    assertThat(rules.rules()).hasSize(2);
    assertThat(rules.seed()).hasValue(42);
  }
}
