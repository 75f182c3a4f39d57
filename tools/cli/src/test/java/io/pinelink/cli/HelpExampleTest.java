package io.pinelink.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests how examples are read. */
class HelpExampleTest {
  private static List<HelpExample> of(String... footer) {
    return HelpExample.of("pinelink", String.join("\n", footer));
  }

  @Test
  void commentsAnnounceTheExitCodeOfTheNextLine() {
    assertThat(
            of(
                "  # a comment",
                "  pinelink fetch a   # exit code 4",
                "",
                "  # exit code 3: some rows",
                "  pinelink upsert a#1.jsonl \\",
                "    --resume",
                "  pinelink list"))
        .extracting(HelpExample::line, HelpExample::exitCode)
        .containsExactly(
            tuple("pinelink fetch a", 4),
            tuple("pinelink upsert a#1.jsonl --resume", 3),
            tuple("pinelink list", 0));
  }

  @Test
  void wordsAreSplitAsAShellDoes() {
    assertThat(
            ShellWords.of("query --filter '{\"a\": {\"$eq\": 1}}' \"two words\" a\\ b '' x|y >z"))
        .containsExactly(
            "query",
            "--filter",
            "{\"a\": {\"$eq\": 1}}",
            "two words",
            "a b",
            "",
            "x",
            "|",
            "y",
            ">",
            "z");
  }

  @Test
  void featuresOfShellsAreRefused() {
    assertThatThrownBy(() -> ShellWords.of("pinelink fetch $ID"))
        .hasMessage("'$' needs quotes, or a shell: pinelink fetch $ID");
    assertThatThrownBy(() -> ShellWords.of("pinelink fetch 'a"))
        .hasMessage("a quote is not closed: pinelink fetch 'a");
  }

  @Test
  void aPipelineHasStagesWithFilesAndVariables() {
    HelpExample example =
        of("PORT=1 pinelink export - | gzip | pinelink upsert - < in > out").get(0);

    assertThat(example.stages())
        .containsExactly(
            new Stage(Map.of("PORT", "1"), List.of("pinelink", "export", "-"), null, null),
            new Stage(Map.of(), List.of("gzip"), null, null),
            new Stage(Map.of(), List.of("pinelink", "upsert", "-"), "in", "out"));
    assertThat(example.arguments()).containsExactly(List.of("export", "-"), List.of("upsert", "-"));
  }
}
