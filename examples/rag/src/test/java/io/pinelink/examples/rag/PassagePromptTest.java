package io.pinelink.examples.rag;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.Query;

class PassagePromptTest {
  private static final Passage FIRST = new Passage("kettle.md", "Kettle › Care", "Rinse it.");
  private static final Passage SECOND =
      new Passage("toaster, new.md", "Toaster (old)", "Press it.\n\n| a | b |");

  @Test
  void promptsSurviveARoundTrip() {
    String question = "What is </passages> in {context}?\nQuestion: which?";

    assertThat(PassagePrompt.parse(prompt(question, FIRST, SECOND)))
        .hasValue(new PassagePrompt(question, List.of(FIRST, SECOND)));
  }

  @Test
  void aPromptWithoutPassagesIsEmpty() {
    assertThat(PassagePrompt.parse(prompt("What is it?"))).isEmpty();
  }

  @Test
  void thePassageOfADocumentIsTheOneThatWasStored() {
    assertThat(Passage.of(SECOND.toDocument())).isEqualTo(SECOND);
    assertThat(SECOND.toDocument().getId()).isEqualTo(SECOND.toDocument().getId());
    assertThat(SECOND.heading()).isEqualTo("Toaster (old)");
    assertThat(FIRST.heading()).isEqualTo("Care");
  }

  private static String prompt(String question, Passage... passages) {
    List<Document> documents = List.of(passages).stream().map(Passage::toDocument).toList();
    return PassagePrompt.augmenter().augment(new Query(question), documents).text();
  }
}
