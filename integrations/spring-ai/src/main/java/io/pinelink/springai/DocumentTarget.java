package io.pinelink.springai;

import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.HybridSearchRequest;
import io.pinelink.documents.RankedSearch;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;

/**
 * A document index. Metadata are fields of its documents.
 *
 * @param view returns the index in the store's namespace, for each call
 * @param embeddingField the name of the dense field
 * @param returned the fields of matches
 * @param searchesWords whether searches also rank by the words of the text, which must be a
 *     full-text field then
 */
record DocumentTarget(
    Supplier<DocumentIndex> view,
    DocumentFormat format,
    IndexTraits traits,
    String embeddingField,
    FieldSelection returned,
    boolean searchesWords)
    implements StoreTarget {
  /** Each ranking is longer than the result, so that a document can be found by both. */
  private static final int RANKING_FACTOR = 3;

  private static final int MAX_TOP_K = 10_000;

  @Override
  public void check(Document document, Metadata content) {
    written(document, content);
  }

  @Override
  public void write(List<Document> documents, List<Metadata> contents, List<float[]> embeddings) {
    List<io.pinelink.documents.Document> written = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      written.add(
          written(documents.get(i), contents.get(i))
              .put(embeddingField, embeddings.get(i))
              .build());
    }
    BulkOptions options = BulkOptions.builder().maxFailuresKept(written.size()).build();
    index().bulkUpsert(BulkSource.of(written), options);
  }

  /** Returns the document of the index without its dense values. */
  private io.pinelink.documents.Document.Builder written(Document document, Metadata content) {
    io.pinelink.documents.Document.Builder written =
        io.pinelink.documents.Document.builder(document.getId());
    content
        .asMap()
        .forEach(
            (name, value) -> {
              if (name.equals(embeddingField)) {
                throw new IllegalArgumentException(
                    ("metadata '%s' of document '%s' is the name of the dense field, expected"
                            + " another key")
                        .formatted(name, document.getId()));
              }
              put(written, name, value);
            });
    return written;
  }

  private static void put(
      io.pinelink.documents.Document.Builder document, String name, Object value) {
    if (value instanceof String text) {
      document.put(name, text);
    } else if (value instanceof Double number) {
      document.put(name, number.doubleValue());
    } else if (value instanceof Boolean flag) {
      document.put(name, flag.booleanValue());
    } else {
      document.put(name, ((Collection<?>) value).stream().map(String.class::cast).toList());
    }
  }

  @Override
  public void delete(DeleteRequest request) {
    index().delete(request);
  }

  @Override
  public List<Document> search(String query, float[] embedding, int topK, @Nullable Filter filter) {
    ScoringClause nearness = ScoringClause.dense(embeddingField, embedding);
    if (searchesWords && !query.isBlank()) {
      return hybrid(query, nearness, topK, filter);
    }
    Metric metric = traits.metric(this);
    return index().search(request(nearness, topK, filter)).matches().stream()
        .map(
            match ->
                format.decode(
                    match.id(), match.fields().asMap(), metric, match.score().orElseThrow()))
        .toList();
  }

  private List<Document> hybrid(
      String query, ScoringClause nearness, int topK, @Nullable Filter filter) {
    ScoringClause words = ScoringClause.text(query, format.contentField());
    int ranked = (int) Math.min((long) topK * RANKING_FACTOR, MAX_TOP_K);
    HybridSearchRequest request =
        HybridSearchRequest.builder(
                RankedSearch.of("meaning", request(nearness, ranked, filter)),
                RankedSearch.of("words", request(words, ranked, filter)))
            .topK(topK)
            .build();
    double max = request.maxScore();
    return index().hybridSearch(request).matches().stream()
        .map(match -> format.decode(match.id(), match.fields().asMap(), match.score() / max))
        .toList();
  }

  private SearchDocumentsRequest request(ScoringClause clause, int topK, @Nullable Filter filter) {
    SearchDocumentsRequest.Builder request =
        SearchDocumentsRequest.builder(clause).fields(returned).topK(topK);
    if (filter != null) {
      request.filter(filter);
    }
    return request.build();
  }

  @Override
  public IndexStats stats() {
    return index().describeIndexStats();
  }

  @Override
  public DocumentIndex index() {
    return view.get();
  }

  @Override
  public Route route() {
    return index().route();
  }
}
