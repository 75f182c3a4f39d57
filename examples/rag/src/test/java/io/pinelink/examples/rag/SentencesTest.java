package io.pinelink.examples.rag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentencesTest {
  @Test
  void sentencesHaveNoMarkup() {
    assertThat(
            Sentences.of(
                "See [the **guide**](guide.md) about `boil()` first. It was written\nfor version"
                    + " 3.5 of the kettle."))
        .containsExactly(
            "See the guide about boil() first.", "It was written for version 3.5 of the kettle.");
  }

  @Test
  void listItemsAndRowsOfTwoCellsAreSentences() {
    assertThat(
            Sentences.of(
                """
                The kettle has two parts:

                - a lid, which opens by a button
                - a handle that stays cold

                | part | description |
                |---|---|
                | `lid` | keeps the steam inside |
                """))
        .containsExactly(
            "a lid, which opens by a button",
            "a handle that stays cold",
            "lid: keeps the steam inside");
  }

  @Test
  void codeAndWideTablesAreNotText() {
    assertThat(Sentences.of("```java\nkettle.boil(Duration.ofMinutes(3));\n```\n")).isEmpty();
    assertThat(Sentences.of("| kettle | boils water | in three minutes |\n")).isEmpty();
  }
}
