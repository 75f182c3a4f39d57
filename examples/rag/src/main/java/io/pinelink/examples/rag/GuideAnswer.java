package io.pinelink.examples.rag;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;

/**
 * The answer to a question.
 *
 * @param answer the text, with numbers of sources such as [1]
 * @param model the name of the chat model; {@code extractive} if the answer consists of sentences
 *     of the sources
 * @param sources the passages that the chat model received, the most similar first
 * @param traffic the route of the search
 */
record GuideAnswer(String answer, String model, List<Cited> sources, ClientTraffic traffic) {
  /**
   * A passage in the context of the answer.
   *
   * @param file the name of the guide's file
   * @param title the headings above the passage
   * @param score the similarity to the question, 0 to 1
   * @param text the Markdown of the passage
   */
  record Cited(String file, String title, @Nullable Double score, String text) {
    static Cited of(Document document) {
      Passage passage = Passage.of(document);
      return new Cited(passage.file(), passage.title(), document.getScore(), passage.text());
    }
  }
}
