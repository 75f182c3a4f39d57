package io.pinelink.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void columnsAreAsWideAsTheirLongestCell() {
    TextTable table =
        new TextTable()
            .right("score", 8)
            .left("word", 20)
            .left("file", 20)
            .row("0.9", "bicycle", "noun.artifact")
            .row("10.25", "cat", "noun.animal");

    assertThat(table)
        .hasToString(
            """
            score  word     file
            -----  -------  -------------
              0.9  bicycle  noun.artifact
            10.25  cat      noun.animal
            """);
  }

  @Test
  void longCellsEndInAnEllipsis() {
    TextTable table = new TextTable().left("gloss", 8).row("feline mammal").row("a wheel");

    assertThat(table)
        .hasToString(
            """
            gloss
            -------
            feline…
            a wheel
            """);
  }

  @Test
  void aTitleIsCutToo() {
    assertThat(new TextTable().left("lexical file", 4).row("noun"))
        .hasToString(
            """
            lex…
            ----
            noun
            """);
  }

  @Test
  void aSupplementaryCharacterIsOneWideAndNeverCut() {
    assertThat(new TextTable().left("a", 2).left("b", 1).row("🐈🐈🐈", "x").row("🐈", "y"))
        .hasToString(
            """
            a   b
            --  -
            🐈…  x
            🐈   y
            """);
  }

  @Test
  void aTableWithoutRowsHasTitles() {
    assertThat(new TextTable().left("word", 9).right("score", 9))
        .hasToString(
            """
            word  score
            ----  -----
            """);
  }

  @Test
  void aRowWithTooFewCellsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextTable().left("a", 1).left("b", 1).row("x"))
        .withMessage("a row has 2 cells here, not 1");
  }

  @Test
  void aColumnAfterARowIsRefused() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new TextTable().left("a", 1).row("x").left("b", 1))
        .withMessage("columns come before rows: b");
  }

  @Test
  void aLimitOfZeroIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TextTable().left("a", 0));
  }
}
