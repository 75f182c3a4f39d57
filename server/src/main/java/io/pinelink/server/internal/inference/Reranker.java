package io.pinelink.server.internal.inference;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A replacement for the hosted rerankers. It is not a language model: the score is the cosine
 * similarity of the sets of words of the query and of the document, so 1 for equal sets and 0 for
 * disjoint ones.
 */
public final class Reranker {
  private static final Set<String> ONE_FIELD_MODELS =
      Set.of("bge-reranker-v2-m3", "pinecone-rerank-v0");
  private static final int DOCUMENTS_PER_UNIT = 100;

  private final HostedModel model;
  private final List<String> rankFields;
  private final ModelParameters parameters;

  /**
   * Creates a reranker, and checks everything that does not depend on documents.
   *
   * @param rankFields the fields to rank by; empty for {@code text}
   */
  public Reranker(
      HostedModel model, List<String> rankFields, Map<String, ? extends @Nullable Object> given) {
    if (model.embeds()) {
      throw new ModelRefusal("Model '" + model.name() + "' does not rerank");
    }
    this.model = model;
    this.rankFields = rankFields.isEmpty() ? List.of("text") : rankFields;
    this.parameters = ModelParameters.of(model, given);
    if (this.rankFields.size() > 1 && ONE_FIELD_MODELS.contains(model.name())) {
      throw new ModelRefusal(
          "Only one rank field is supported for model %s, got %s"
              .formatted(model.name(), this.rankFields));
    }
  }

  /**
   * The rank of a document.
   *
   * @param index the position in the list of documents
   */
  public record Ranked(int index, float score) {}

  /** Returns the ranked documents, best first; equal scores keep their order. */
  public List<Ranked> rank(
      String query, List<? extends Map<String, ? extends @Nullable Object>> documents) {
    if (documents.size() > model.maxBatchSize()) {
      throw new ModelRefusal(
          "Request has %s documents, which exceeds the limit of %s of model '%s'"
              .formatted(documents.size(), model.maxBatchSize(), model.name()));
    }
    Set<String> wanted = new HashSet<>(WordTokenizer.of(query));
    int maxWords = Math.max(0, model.maxSequenceLength() - WordTokenizer.count(query));
    List<Ranked> ranked = new ArrayList<>();
    for (int i = 0; i < documents.size(); i++) {
      String text = parameters.cut(text(documents.get(i), i), maxWords);
      ranked.add(new Ranked(i, score(wanted, new HashSet<>(WordTokenizer.of(text)))));
    }
    ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
    return ranked;
  }

  private String text(Map<String, ? extends @Nullable Object> document, int index) {
    StringBuilder text = new StringBuilder();
    for (String field : rankFields) {
      if (!document.containsKey(field)) {
        throw new ModelRefusal("field '" + field + "' not found in document at index " + index);
      }
      if (!(document.get(field) instanceof String part)) {
        throw new ModelRefusal("field '" + field + "' is no string in document at index " + index);
      }
      text.append(part).append('\n');
    }
    return text.toString();
  }

  private static float score(Set<String> wanted, Set<String> found) {
    long shared = wanted.stream().filter(found::contains).count();
    return shared == 0 ? 0 : (float) (shared / Math.sqrt((double) wanted.size() * found.size()));
  }

  /** Returns the rerank units that ranking a number of documents costs. */
  public static int units(int documents) {
    return Math.max(1, (documents + DOCUMENTS_PER_UNIT - 1) / DOCUMENTS_PER_UNIT);
  }
}
