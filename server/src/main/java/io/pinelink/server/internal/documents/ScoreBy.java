package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.fulltext.TextClause;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.SparsePart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A scoring of documents: by one vector, or by any number of texts. */
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
  record Texts(List<TextClause> clauses) implements ScoreBy {}
}
