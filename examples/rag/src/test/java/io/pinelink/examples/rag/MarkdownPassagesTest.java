package io.pinelink.examples.rag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarkdownPassagesTest {
  @Test
  void eachSectionIsAPassageWithTheHeadingsAboveIt() {
    String guide =
        """
        # Kettle

        Boils water.

        ## Care

        ### Every `week`

        Rinse it.

        ## Repair
        """;

    assertThat(MarkdownPassages.split("kettle.md", guide))
        .containsExactly(
            new Passage("kettle.md", "Kettle", "Boils water."),
            new Passage("kettle.md", "Kettle › Care › Every week", "Rinse it."));
  }

  @Test
  void levelsOfHeadingsMayBeLeftOut() {
    String guide =
        "# Kettle\n\n### Lid\n\nOpens.\n\n### Handle\n\n#cold and\n\n## Care\n\nRinse it.\n";

    assertThat(MarkdownPassages.split("kettle.md", guide))
        .containsExactly(
            new Passage("kettle.md", "Kettle › Lid", "Opens."),
            new Passage("kettle.md", "Kettle › Handle", "#cold and"),
            new Passage("kettle.md", "Kettle › Care", "Rinse it."));
  }

  @Test
  void textBeforeTheFirstHeadingHasNoTitle() {
    assertThat(MarkdownPassages.split("kettle.md", "Boils water.\n"))
        .containsExactly(new Passage("kettle.md", "", "Boils water."));
  }

  @Test
  void aHeadingInCodeIsText() {
    assertThat(MarkdownPassages.split("kettle.md", "# Kettle\n\n```\n# boil\n\nnow\n```\n"))
        .containsExactly(new Passage("kettle.md", "Kettle", "```\n# boil\n\nnow\n```"));
  }

  @Test
  void aLongSectionIsSplitAtBlankLines() {
    String paragraph = "word ".repeat(160).strip();

    assertThat(
            MarkdownPassages.split(
                "kettle.md", "# Kettle\n\n" + paragraph + "\n\n" + paragraph + "\n"))
        .extracting(Passage::text)
        .containsExactly(paragraph, paragraph);
  }

  @Test
  void aLongTableIsSplitAtRows() {
    String row = "| " + "word ".repeat(100) + "|";
    String table = String.join("\n", row, row, row, row, row);

    assertThat(MarkdownPassages.split("kettle.md", "# Kettle\n\n" + table + "\n"))
        .extracting(Passage::text)
        .containsExactly(String.join("\n", row, row, row), String.join("\n", row, row));
  }
}
