package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.SparsePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a search scores documents by: one vector, or any number of texts. */
sealed interface ScoreBy {
  /**
   * The nearness of the dense or the sparse values of documents.
   *
   * @param values the dense values; empty for a search of sparse values
   * @param sparse the sparse values; null for a search of dense values
   */
  record Nearness(SimilarityFunction metric, float[] values, @Nullable SparsePart sparse)
      implements ScoreBy {
    boolean isSparse() {
      return sparse != null;
    }
  }

  /** Texts, whose scores add up. */
  record Texts(List<TextQuery> queries) implements ScoreBy {}

  /** A query of the words of documents. */
  sealed interface TextQuery {}

  /** A text, any word of which may match in any of the fields. */
  record Words(String query, List<String> fields) implements TextQuery {}

  /** A query in the query language, which names the fields. */
  record QueryText(String query) implements TextQuery {}
}
