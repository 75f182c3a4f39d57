package io.pinelink.server.internal.documents;

import io.pinelink.server.internal.schema.DocumentSchema;
import io.pinelink.server.internal.store.Sequenced;
import io.pinelink.server.internal.store.StoredIndex;
import io.pinelink.server.internal.store.StoredVector;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The scoring of documents by their words, which this server does not have. */
final class TextScoring {
  /**
   * The visible documents of one namespace.
   *
   * @param documents the documents with the number of the last write to their namespace
   */
  record Corpus(
      StoredIndex index,
      DocumentSchema schema,
      String namespace,
      Sequenced<List<StoredVector>> documents) {}

  /** Returns the scores by id of the documents that match at least one query. */
  Map<String, Float> score(Corpus corpus, List<ScoreBy.TextQuery> queries) {
    throw refused();
  }

  /**
   * Returns the ids of the documents whose field matches a text.
   *
   * @param operator {@code $match_phrase}, {@code $match_all} or {@code $match_any}
   */
  Set<String> matching(Corpus corpus, String field, String operator, String text) {
    throw refused();
  }

  private static RpcException refused() {
    return new RpcException(
        RpcCode.UNIMPLEMENTED,
        "EmbeddedPinecone does not search the words of full-text fields: score by a dense_vector,"
            + " sparse_vector, embed or sparse_embed clause");
  }
}
