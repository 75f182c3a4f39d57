package io.pinelink.springai;

import io.pinelink.Index;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkSource;
import io.pinelink.inference.SparseEncoder;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.document.Document;

/**
 * A vector index.
 *
 * @param view returns the index in the store's namespace, for each call
 * @param sparseEncoder adds sparse values to vectors and searches; null for dense values only
 */
record VectorTarget(
    Supplier<Index> view,
    DocumentFormat format,
    IndexTraits traits,
    @Nullable SparseEncoder sparseEncoder)
    implements StoreTarget {
  @Override
  public void check(Document document, Metadata content) {
    vector(document, content);
  }

  /** Returns the vector without its values. */
  private static Vector.Builder vector(Document document, Metadata content) {
    return Vector.builder(document.getId()).metadata(content);
  }

  @Override
  public void write(List<Document> documents, List<Metadata> contents, List<float[]> embeddings) {
    Iterator<Optional<SparseValues>> sparse = encoded(documents).iterator();
    List<Vector> vectors = new ArrayList<>(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      Vector.Builder vector = vector(documents.get(i), contents.get(i)).values(embeddings.get(i));
      if (sparse.hasNext()) {
        sparse.next().ifPresent(vector::sparseValues);
      }
      vectors.add(vector.build());
    }
    BulkOptions options = BulkOptions.builder().maxFailuresKept(vectors.size()).build();
    index().bulkUpsert(BulkSource.of(vectors), options);
  }

  /** Returns the sparse values of all texts; none without an encoder. */
  private List<Optional<SparseValues>> encoded(List<Document> documents) {
    if (sparseEncoder == null) {
      return List.of();
    }
    List<String> texts = documents.stream().map(DocumentFormat::text).toList();
    List<Optional<SparseValues>> encoded = sparseEncoder.encodeTexts(texts);
    if (encoded.size() != texts.size()) {
      throw new IllegalStateException(
          "sparseEncoder returned %s elements for %s texts, expected one for each"
              .formatted(encoded.size(), texts.size()));
    }
    return encoded;
  }

  @Override
  public void delete(DeleteRequest request) {
    index().delete(request);
  }

  @Override
  public List<Document> search(String query, float[] embedding, int topK, @Nullable Filter filter) {
    QueryRequest.Builder request =
        QueryRequest.builder().vector(embedding).topK(topK).includeMetadata();
    if (sparseEncoder != null && !query.isBlank()) {
      sparseEncoder.encodeQuery(query).ifPresent(request::sparseVector);
    }
    if (filter != null) {
      request.filter(filter);
    }
    Metric metric = traits.metric(this);
    return index().query(request.build()).matches().stream()
        .map(match -> format.decode(match.id(), match.metadata().asMap(), metric, match.score()))
        .toList();
  }

  @Override
  public IndexStats stats() {
    return index().describeIndexStats();
  }

  @Override
  public Index index() {
    return view.get();
  }

  @Override
  public Route route() {
    return index().route();
  }

  @Override
  public @Nullable String embeddingField() {
    return null;
  }
}
