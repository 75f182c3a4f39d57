package io.pinelink.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void columnsAreAlignedAndNumbersAreToTheRight() {
    Table table = Table.of("NAME", "RECORDS");
    table.row("en", 5);
    table.row("a-long-name", 123_456_789L);
    table.row("none", null);

    assertThat(table.text(false))
        .isEqualTo(
            """
            NAME           RECORDS
            en                   5
            a-long-name  123456789
            none                 -
            """);
  }

  @Test
  void scoresHaveSixDecimals() {
    Table table = Table.of("ID", "SCORE");
    table.row("a", 1.0f);
    table.row("b", 0.03278688524590164);

    assertThat(table.text(false)).isEqualTo("ID     SCORE\na   1.000000\nb   0.032787\n");
  }

  @Test
  void linesAreCutAtAWidth() {
    Table table = Table.of("ID", "METADATA");
    table.row("a", "{\"title\":\"long\"}");
    table.row("b", "{}");

    assertThat(table.text(false, 12)).isEqualTo("ID  METADATA\na   {\"title…\nb   {}\n");
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    Table table = Table.of("ID", "TITLE");
    table.row("日本", "日本語テキスト");
    table.row("é", "e\u0301");

    assertThat(table.text(false, 12)).isEqualTo("ID    TITLE\n日本  日本…\né     e\u0301\n");
  }

  @Test
  void onlyTheHeadingHasAColour() {
    Table table = Table.of("NAME");
    table.row("en");

    assertThat(table.text(true)).isEqualTo("\u001b[1mNAME\u001b[0m\nen\n");
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    Table table = Table.of("NAME");
    table.row("a\u001b[2Jb\nc\u202ed");

    assertThat(table.text(true)).endsWith("\na\\u001b[2Jb c\\u202ed\n");
  }

  @Test
  void coloursNeedATerminalThatAllowsThem() {
    assertThat(TerminalStreams.of(Map.of()).colours()).isTrue();
    assertThat(TerminalStreams.of(Map.of("NO_COLOR", "1")).colours()).isFalse();
    assertThat(TerminalStreams.of(Map.of("TERM", "dumb")).colours()).isFalse();
    assertThat(TerminalStreams.of(Map.of("COLUMNS", "132")).columns()).isEqualTo(132);
    assertThat(TerminalStreams.of(Map.of("COLUMNS", "wide")).columns()).isEqualTo(80);
  }
}
