package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.fulltext.TextClause;
import io.pinelink.server.internal.store.ExactKernel;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.SparsePart;
import java.util.List;

/** A scoring of documents: by one vector, or by any number of texts. */
sealed interface ScoreBy {
  /**
   * The nearness of the dense or the sparse values of documents.
   *
   * @param isSparse whether the sparse values are compared, of documents that share a position
   */
  record Nearness(SimilarityFunction metric, ExactKernel scoring, boolean isSparse)
      implements ScoreBy {
    static Nearness ofDense(SimilarityFunction metric, float[] values) {
      return new Nearness(metric, new ExactKernel(metric, values, null), false);
    }

    static Nearness ofSparse(SparsePart values) {
      SimilarityFunction metric = SimilarityFunction.DOTPRODUCT;
      return new Nearness(metric, new ExactKernel(metric, new float[0], values), true);
    }
  }

  /** Texts, whose scores add up. */
  record Texts(List<TextClause> clauses) implements ScoreBy {}
}
