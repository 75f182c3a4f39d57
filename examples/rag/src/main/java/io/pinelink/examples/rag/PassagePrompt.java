package io.pinelink.examples.rag;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.ai.chat.prompt.PromptTemplate;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.generation.augmentation.ContextualQueryAugmenter;

/**
 * The prompt for the chat model: numbered passages and the question.
 *
 * @param question the user's question
 * @param passages the passages in the order of their numbers
 */
record PassagePrompt(String question, List<Passage> passages) {
  private static final String TEMPLATE =
      """
      Answer the question from the passages alone, in at most three sentences. After each sentence, cite the number of \
      its passage, such as [1]. If the passages do not contain the answer, reply that the guides do not answer it.

      <passages>
      {context}
      </passages>

      Question: {query}
      """;

  private static final String NO_PASSAGES =
      "No passage of the guides is similar to the question. Reply that the guides do not answer it.";

  private static final Pattern FORM =
      Pattern.compile("<passages>\\n(.*?)\\n</passages>\\s+Question: (.*)", Pattern.DOTALL);

  private static final Pattern NUMBERED =
      Pattern.compile(
          "(?ms)^\\[\\d+\\] ([^\\n]*) \\(([^\\n]*)\\)\\n(.*?)(?=\\n\\n\\[\\d+\\] |\\z)");

  /** Returns the part of Spring AI's retrieval that writes the prompt. */
  static ContextualQueryAugmenter augmenter() {
    return ContextualQueryAugmenter.builder()
        .promptTemplate(new PromptTemplate(TEMPLATE))
        .emptyContextPromptTemplate(new PromptTemplate(NO_PASSAGES))
        .documentFormatter(PassagePrompt::format)
        .build();
  }

  private static String format(List<Document> documents) {
    List<String> numbered = new ArrayList<>();
    for (Document document : documents) {
      Passage passage = Passage.of(document);
      numbered.add(
          "[%d] %s (%s)\n%s"
              .formatted(numbered.size() + 1, passage.title(), passage.file(), passage.text()));
    }
    return String.join("\n\n", numbered);
  }

  /** Reads a prompt; empty if it has no passages. */
  static Optional<PassagePrompt> parse(String prompt) {
    Matcher form = FORM.matcher(prompt);
    if (!form.find()) {
      return Optional.empty();
    }
    List<Passage> passages =
        NUMBERED
            .matcher(form.group(1))
            .results()
            .map(found -> new Passage(found.group(2), found.group(1), found.group(3).strip()))
            .toList();
    return Optional.of(new PassagePrompt(form.group(2).strip(), passages));
  }
}
