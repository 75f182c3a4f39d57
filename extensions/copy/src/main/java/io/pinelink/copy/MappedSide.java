package io.pinelink.copy;

import io.pinelink.Namespaces;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.Document;
import io.pinelink.model.IndexStats;
import io.pinelink.model.Page;
import io.pinelink.model.Vector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A namespace of vectors that is read as documents. It cannot be written. */
record MappedSide(VectorSide vectors, DocumentMapping mapping) implements NamespaceSide<Document> {
  @Override
  public String namespace() {
    return vectors.namespace();
  }

  @Override
  public MappedSide inNamespace(String namespace) {
    return new MappedSide(vectors.inNamespace(namespace), mapping);
  }

  @Override
  public Namespaces<?> namespaces() {
    return vectors.namespaces();
  }

  @Override
  public String description() {
    return vectors.description() + " by " + mapping;
  }

  @Override
  public String id(Document document) {
    return document.id();
  }

  @Override
  public IndexStats stats() {
    return vectors.stats();
  }

  @Override
  public CompletableFuture<? extends Page<String>> page(@Nullable String token) {
    return vectors.page(token);
  }

  @Override
  public CompletableFuture<BulkReport> fetch(
      BulkSource<String> ids, BulkOptions options, Consumer<Document> consumer) {
    return vectors.fetch(
        ids,
        options,
        new Consumer<>() {
          @Override
          public void found(Vector vector) {
            Document document;
            try {
              document = mapping.apply(vector);
            } catch (IllegalArgumentException e) {
              consumer.unusable(vector.id(), e);
              return;
            }
            consumer.found(document);
          }

          @Override
          public void missing(String id) {
            consumer.missing(id);
          }

          @Override
          public void unusable(String id, RuntimeException reason) {
            consumer.unusable(id, reason);
          }
        });
  }

  @Override
  public Map<String, Document> fetchNow(List<String> ids) {
    Map<String, Document> documents = new HashMap<>();
    vectors
        .fetchNow(ids)
        .forEach(
            (id, vector) -> {
              try {
                documents.put(id, mapping.apply(vector));
              } catch (IllegalArgumentException e) {
                // Reported by the fetch of many; here it counts as missing.
                documents.remove(id);
              }
            });
    return documents;
  }

  @Override
  public Set<String> existing(List<String> ids) {
    return vectors.existing(ids);
  }

  @Override
  public CompletableFuture<BulkReport> upsert(BulkSource<Document> items, BulkOptions options) {
    throw new UnsupportedOperationException("mapped vectors are read only");
  }

  @Override
  public CompletableFuture<BulkReport> delete(BulkSource<String> ids, BulkOptions options) {
    throw new UnsupportedOperationException("mapped vectors are read only");
  }

  @Override
  public long checksum(Document document) {
    return Checksum.ofMembers(document.fields().asMap());
  }

  @Override
  public Map<String, Long> parts(Document document) {
    return DocumentSide.partsOf(document);
  }
}
