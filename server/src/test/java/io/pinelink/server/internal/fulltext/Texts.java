package io.pinelink.server.internal.fulltext;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Indexes for tests, and short forms of searches. */
final class Texts {
  static final TextAnalysis PLAIN = new TextAnalysis("en", false, false, 0, 0, false);
  static final TextAnalysis STEMMED = new TextAnalysis("en", true, true, 0, 0, false);

  private Texts() {}

  /**
   * Returns an index of the field {@code body}, whose ids are the positions of the texts from 1.
   */
  static FullTextIndex bodies(TextAnalysis analysis, String... texts) {
    Map<String, Map<String, String>> documents = new LinkedHashMap<>();
    for (String text : texts) {
      documents.put(String.valueOf(documents.size() + 1), Map.of("body", text));
    }
    return index(Map.of("body", analysis), documents);
  }

  /** Returns an index of texts by the document's id and the field. */
  static FullTextIndex index(
      Map<String, TextAnalysis> fields, Map<String, Map<String, String>> documents) {
    FullTextIndex index = new FullTextIndex(fields);
    documents.forEach(index::add);
    index.refresh();
    return index;
  }

  /** Returns the scores by id of all documents that match at least one clause, best first. */
  static Map<String, Float> scores(FullTextIndex index, List<TextClause> clauses) {
    Map<String, Float> scores = new LinkedHashMap<>();
    index
        .search(clauses, (id, document) -> true, Integer.MAX_VALUE)
        .forEach(match -> scores.put(match.id(), match.score()));
    return scores;
  }

  static Map<String, Float> query(FullTextIndex index, String query) {
    return scores(index, List.of(new TextClause.Query(query)));
  }

  static Map<String, Float> words(FullTextIndex index, String words, String... fields) {
    return scores(index, List.of(new TextClause.Words(words, List.of(fields))));
  }

  /** Returns the score of a document that matched. */
  static float score(Map<String, Float> scores, String id) {
    return Objects.requireNonNull(scores.get(id), () -> id + " did not match");
  }

  /** Returns the ids in order, separated by spaces. */
  static String ids(Map<String, Float> scores) {
    return ids(scores.keySet());
  }

  static String ids(Set<String> ids) {
    return String.join(" ", new TreeSet<>(ids));
  }
}
