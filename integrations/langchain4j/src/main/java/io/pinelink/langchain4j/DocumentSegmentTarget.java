package io.pinelink.langchain4j;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.HybridSearchResponse;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metric;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document index. Metadata are fields of its documents.
 *
 * @param embeddingField the name of the dense field
 * @param returned the fields of matches
 * @param searchesWords whether searches with a query text also rank by its words; the text must be
 *     a full-text field then
 */
record DocumentSegmentTarget(
    DocumentIndex index,
    SegmentMetadata metadata,
    IndexMetric metric,
    String embeddingField,
    FieldSelection returned,
    boolean includeEmbeddings,
    boolean searchesWords)
    implements SegmentTarget {
  /** Each ranking is longer than the result, so that a document can be found by both. */
  private static final int RANKING_FACTOR = 3;

  private static final int MAX_TOP_K = 10_000;

  @Override
  public void write(List<NewEmbedding> embeddings) {
    List<Document> documents = embeddings.stream().map(this::document).toList();
    if (documents.size() <= NewEmbedding.MAX_IN_ONE_CALL && index.fitsOneUpsert(documents)) {
      long count = index.upsert(documents).upsertedCount();
      if (count == 0 || count >= documents.size()) {
        return;
      }
    }
    // Also after a call that wrote only a part: a bulk operation repeats that, and fails otherwise.
    index.bulkUpsert(BulkSource.of(documents), BulkOptions.defaults());
  }

  private Document document(NewEmbedding added) {
    Document.Builder document =
        Document.builder(added.id()).put(embeddingField, added.embedding().vector());
    added
        .segment()
        .ifPresent(
            segment ->
                metadata
                    .encode(segment)
                    .asMap()
                    .forEach((name, value) -> put(document, name, value)));
    return document.build();
  }

  private void put(Document.Builder document, String name, Object value) {
    if (name.equals(embeddingField)) {
      throw new IllegalArgumentException(
          ("metadata '%s' is the name of the dense field, expected another key: rename it, or"
                  + " set embeddingFieldName")
              .formatted(name));
    }
    if (value instanceof Double number) {
      document.put(name, number.doubleValue());
    } else {
      document.put(name, (String) value); // segments have texts and numbers only
    }
  }

  @Override
  public void delete(DeleteRequest request) {
    index.delete(request);
  }

  @Override
  public SearchStep<List<EmbeddingMatch<TextSegment>>> search(
      EmbeddingSearchRequest request, @Nullable Filter filter) {
    ScoringClause nearness = ScoringClause.dense(embeddingField, request.queryEmbedding().vector());
    String text = request.query();
    if (searchesWords && text != null && !text.isBlank()) {
      return hybrid(text, nearness, request.maxResults(), filter);
    }
    SearchDocumentsRequest nearest = search(nearness, request.maxResults(), filter);
    return metric.get().then(scored -> matches(nearest, scored));
  }

  private SearchStep<List<EmbeddingMatch<TextSegment>>> matches(
      SearchDocumentsRequest request, Metric scored) {
    SearchStep<SearchDocumentsResponse> call =
        new SearchStep<>(() -> index.search(request), () -> index.async().search(request));
    return call.map(
        response ->
            response.matches().stream()
                .map(
                    match ->
                        found(
                            Relevance.of(scored, match.score().orElseThrow()),
                            match.id(),
                            match.fields()))
                .toList());
  }

  private SearchStep<List<EmbeddingMatch<TextSegment>>> hybrid(
      String text, ScoringClause nearness, int maxResults, @Nullable Filter filter) {
    ScoringClause words = ScoringClause.text(text, metadata.textKey());
    int ranked = (int) Math.min((long) maxResults * RANKING_FACTOR, MAX_TOP_K);
    HybridSearchRequest request =
        HybridSearchRequest.builder(
                RankedSearch.of("meaning", search(nearness, ranked, filter)),
                RankedSearch.of("words", search(words, ranked, filter)))
            .topK(maxResults)
            .build();
    double max = request.maxScore();
    SearchStep<HybridSearchResponse> calls =
        new SearchStep<>(
            () -> index.hybridSearch(request), () -> index.async().hybridSearch(request));
    return calls.map(
        response ->
            response.matches().stream()
                .map(match -> found(Math.min(1, match.score() / max), match.id(), match.fields()))
                .toList());
  }

  private SearchDocumentsRequest search(ScoringClause clause, int topK, @Nullable Filter filter) {
    SearchDocumentsRequest.Builder request =
        SearchDocumentsRequest.builder(clause).fields(returned).topK(topK);
    if (filter != null) {
      request.filter(filter);
    }
    return request.build();
  }

  @SuppressWarnings("NullAway") // LangChain4j allows matches without an embedding and without text.
  private EmbeddingMatch<TextSegment> found(double relevance, String id, DocumentFields fields) {
    Embedding embedding =
        includeEmbeddings
            ? fields
                .dense(embeddingField)
                .map(DenseValues::values)
                .map(Embedding::from)
                .orElse(null)
            : null;
    return new EmbeddingMatch<>(relevance, id, embedding, metadata.decode(fields.asMap()));
  }

  @Override
  public IndexStats stats() {
    return index.describeIndexStats();
  }
}
