package io.pinelink.cli.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateFileTest {
  private static String text(Map<String, ?> values) {
    return TemplateFile.text(TemplateFileTest.class, "lines.txt", values);
  }

  @Test
  void linesAreFilledLeftOutAndRepeated() {
    assertThat(
            text(
                Map.of(
                    "name",
                    "$1",
                    "on",
                    true,
                    "words",
                    List.of("a", "b"),
                    "pairs",
                    List.of(Map.of("left", "c", "right", "d")))))
        .isEqualTo(
            """
            name "$1" ${kept} @kept
            words ["a", "b"]
              1 a,
              2 b
            on
            c d
            """);
  }

  @Test
  void anEmptyListIsFalseAndHasNoLines() {
    assertThat(text(Map.of("name", "n", "on", false, "words", List.of(), "pairs", List.of())))
        .isEqualTo("name \"n\" ${kept} @kept\nwords [\"\"]\noff\nnone\n");
  }

  @Test
  void aValueThatIsMissingIsNamed() {
    assertThatThrownBy(() -> text(Map.of("name", "n")))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("words");
  }
}
