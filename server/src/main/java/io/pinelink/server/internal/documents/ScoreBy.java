package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.store.Scoring;
import io.pinelink.server.internal.store.SimilarityFunction;
import io.pinelink.server.internal.store.SparsePart;
import java.util.List;

/** The measure by which a search scores documents: one vector, or any number of texts. */
sealed interface ScoreBy {
  /**
   * The nearness of the dense or the sparse values of documents.
   *
   * @param isSparse whether the sparse values are compared, of documents that share a position
   */
  record Nearness(SimilarityFunction metric, Scoring scoring, boolean isSparse) implements ScoreBy {
    static Nearness ofDense(SimilarityFunction metric, float[] values) {
      return new Nearness(metric, new Scoring(metric, values, null), false);
    }

    static Nearness ofSparse(SparsePart values) {
      SimilarityFunction metric = SimilarityFunction.DOTPRODUCT;
      return new Nearness(metric, new Scoring(metric, new float[0], values), true);
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
