package io.pinelink.examples.rag;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.metadata.ChatResponseMetadata;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.embedding.EmbeddingModel;

/**
 * A chat model without a language model: it answers with the sentences of the passages that are
 * most similar to the question, unchanged, with the number of their passage. It reads only prompts
 * of {@link PassagePrompt}.
 */
final class ExtractiveChatModel implements ChatModel {
  /** The name of the model in responses. */
  static final String NAME = "extractive";

  static final String NO_ANSWER = "The guides do not answer this question.";

  private static final int MAX_SENTENCES = 3;

  /** A sentence must come this close to the best one to be part of the answer. */
  private static final double MARGIN = 0.2;

  /** The retrieval compared whole passages, so a sentence of a later passage must be closer. */
  private static final double PASSAGE_COST = 0.04;

  private final EmbeddingModel embeddingModel;

  ExtractiveChatModel(EmbeddingModel embeddingModel) {
    this.embeddingModel = embeddingModel;
  }

  private record Candidate(String heading, String sentence, int passage) {
    /** Returns the text to embed. Many sentences are understood only with their heading. */
    String context() {
      return heading + ": " + sentence;
    }
  }

  private record Ranked(Candidate candidate, double similarity) {}

  @Override
  public ChatResponse call(Prompt prompt) {
    String answer = PassagePrompt.parse(prompt.getContents()).map(this::answer).orElse(NO_ANSWER);
    return new ChatResponse(
        List.of(new Generation(new AssistantMessage(answer))),
        ChatResponseMetadata.builder().model(NAME).build());
  }

  private String answer(PassagePrompt prompt) {
    List<Candidate> candidates = candidates(prompt.passages());
    if (candidates.isEmpty()) {
      return NO_ANSWER;
    }
    List<Ranked> ranked = rank(prompt.question(), candidates);
    double enough = ranked.get(0).similarity() - MARGIN;
    return ranked.stream()
        .limit(MAX_SENTENCES)
        .filter(sentence -> sentence.similarity() >= enough)
        .map(Ranked::candidate)
        .map(cited -> cited.sentence() + " [" + cited.passage() + "]")
        .collect(Collectors.joining(" "));
  }

  private static List<Candidate> candidates(List<Passage> passages) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      Passage passage = passages.get(i);
      for (String sentence : Sentences.of(passage.text())) {
        candidates.add(new Candidate(passage.heading(), sentence, i + 1));
      }
    }
    return candidates;
  }

  /** Returns the candidates, the most similar first. */
  private List<Ranked> rank(String question, List<Candidate> candidates) {
    float[] asked = embeddingModel.embed(question);
    List<float[]> embeddings =
        embeddingModel.embed(candidates.stream().map(Candidate::context).toList());
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      double similarity = dotProduct(asked, embeddings.get(i));
      ranked.add(new Ranked(candidate, similarity - PASSAGE_COST * candidate.passage()));
    }
    ranked.sort(Comparator.comparingDouble(Ranked::similarity).reversed());
    return ranked;
  }

  /** Returns the cosine, since the embeddings have length 1. */
  private static double dotProduct(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
