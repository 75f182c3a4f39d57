package io.pinelink.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Match;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A vector index.
 *
 * @param sparseEncoder adds sparse values to vectors and searches; null for dense values only
 */
record VectorSegmentTarget(
    Index index,
    SegmentMetadata metadata,
    IndexMetric metric,
    boolean includeEmbeddings,
    @Nullable SparseEncoder sparseEncoder)
    implements SegmentTarget {
  @Override
  public void write(List<NewEmbedding> embeddings) {
    List<Vector> vectors = vectors(embeddings);
    if (vectors.size() <= NewEmbedding.MAX_IN_ONE_CALL && index.fitsOneUpsert(vectors)) {
      long count = index.upsert(vectors).upsertedCount();
      if (count == 0 || count >= vectors.size()) {
        return;
      }
    }
    // Also after a call that wrote only a part: a bulk operation repeats that, and fails otherwise.
    index.bulkUpsert(BulkSource.of(vectors), BulkOptions.defaults());
  }

  private List<Vector> vectors(List<NewEmbedding> embeddings) {
    Iterator<Optional<SparseValues>> sparse = encoded(embeddings).iterator();
    List<Vector> vectors = new ArrayList<>(embeddings.size());
    for (NewEmbedding added : embeddings) {
      Vector.Builder vector = Vector.builder(added.id()).values(added.embedding().vector());
      added
          .segment()
          .ifPresent(
              segment -> {
                vector.metadata(metadata.encode(segment));
                if (sparse.hasNext()) {
                  sparse.next().ifPresent(vector::sparseValues);
                }
              });
      vectors.add(vector.build());
    }
    return vectors;
  }

  /** Returns the sparse values of all texts; none without an encoder. */
  private List<Optional<SparseValues>> encoded(List<NewEmbedding> embeddings) {
    if (sparseEncoder == null) {
      return List.of();
    }
    List<String> texts =
        embeddings.stream()
            .flatMap(added -> added.segment().stream())
            .map(TextSegment::text)
            .toList();
    if (texts.isEmpty()) {
      return List.of();
    }
    List<Optional<SparseValues>> encoded = sparseEncoder.encodeTexts(texts);
    if (encoded.size() != texts.size()) {
      throw new IllegalStateException(
          "the sparse encoder returned %s elements, expected %s, one for each text"
              .formatted(encoded.size(), texts.size()));
    }
    return encoded;
  }

  @Override
  public void delete(DeleteRequest request) {
    index.delete(request);
  }

  @Override
  public SearchStep<List<EmbeddingMatch<TextSegment>>> search(
      EmbeddingSearchRequest request, @Nullable Filter filter) {
    return sparseValues(request.query())
        .map(sparse -> query(request, sparse, filter))
        .then(query -> metric.get().then(scored -> matches(query, scored)));
  }

  /** Returns the step that encodes the text of a search; empty values if there is nothing to do. */
  private SearchStep<Optional<SparseValues>> sparseValues(@Nullable String text) {
    SparseEncoder encoder = sparseEncoder;
    if (encoder == null || text == null || text.isBlank()) {
      return SearchStep.of(Optional.empty());
    }
    Supplier<Optional<SparseValues>> encoding = () -> encoder.encodeQuery(text);
    return new SearchStep<>(
        encoding,
        () -> CompletableFuture.supplyAsync(encoding, VectorSegmentTarget::runOnOwnThread));
  }

  /**
   * Encoders may wait for a network call, so they run neither on the caller's thread nor on the
   * threads of a shared pool.
   */
  private static void runOnOwnThread(Runnable encoding) {
    Thread thread = new Thread(encoding, "pinelink-sparse-encoder");
    thread.setDaemon(true);
    thread.start();
  }

  private QueryRequest query(
      EmbeddingSearchRequest request, Optional<SparseValues> sparse, @Nullable Filter filter) {
    QueryRequest.Builder query =
        QueryRequest.builder()
            .vector(request.queryEmbedding().vector())
            .topK(request.maxResults())
            .includeMetadata()
            .includeValues(includeEmbeddings);
    sparse.ifPresent(query::sparseVector);
    if (filter != null) {
      query.filter(filter);
    }
    return query.build();
  }

  private SearchStep<List<EmbeddingMatch<TextSegment>>> matches(QueryRequest query, Metric scored) {
    SearchStep<QueryResponse> call =
        new SearchStep<>(() -> index.query(query), () -> index.async().query(query));
    return call.map(
        response -> response.matches().stream().map(match -> found(scored, match)).toList());
  }

  @SuppressWarnings("NullAway") // LangChain4j allows matches without an embedding and without text.
  private EmbeddingMatch<TextSegment> found(Metric scored, Match match) {
    return new EmbeddingMatch<>(
        Relevance.of(scored, match.score()),
        match.id(),
        includeEmbeddings ? Embedding.from(match.vector().values()) : null,
        metadata.decode(match.metadata().asMap()));
  }

  @Override
  public IndexStats stats() {
    return index.describeIndexStats();
  }
}
