package io.pinelink.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index behind a store, in one namespace: of vectors or of documents. */
interface SegmentTarget {
  /**
   * Writes embeddings, all in one call if they are few.
   *
   * @throws IllegalArgumentException if the index cannot store an id or metadata
   * @throws io.pinelink.error.BulkException if many embeddings were not accepted completely
   */
  void write(List<NewEmbedding> embeddings);

  void delete(DeleteRequest request);

  /**
   * Returns the step that finds the nearest embeddings with their relevance, best first and also
   * those below the minimum of the request. Nothing is sent before it runs.
   *
   * @param filter the filter of the request
   */
  SearchStep<List<EmbeddingMatch<TextSegment>>> search(
      EmbeddingSearchRequest request, @Nullable Filter filter);

  IndexStats stats();

  /** Returns the client's object. */
  Object index();
}
