package io.pinelink.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An embedding to store.
 *
 * @param segment its text and metadata; empty for an embedding without text
 */
record NewEmbedding(String id, Embedding embedding, Optional<TextSegment> segment) {
  /** The most embeddings that are written in one call, in which either all or none are written. */
  static final int MAX_IN_ONE_CALL = 100;

  /**
   * Returns the embeddings of lists of the same size.
   *
   * @param segments with null for an embedding without text; null if all are
   */
  static List<NewEmbedding> listOf(
      List<String> ids, List<Embedding> embeddings, @Nullable List<TextSegment> segments) {
    return IntStream.range(0, ids.size())
        .mapToObj(
            i ->
                new NewEmbedding(
                    ids.get(i),
                    embeddings.get(i),
                    segments == null ? Optional.empty() : Optional.ofNullable(segments.get(i))))
        .toList();
  }
}
