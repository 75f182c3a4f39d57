package io.pinelink.copy;

import io.pinelink.DocumentIndex;
import io.pinelink.Namespaces;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A namespace of documents. */
record DocumentSide(DocumentIndex index) implements NamespaceSide<Document> {
  @Override
  public String namespace() {
    return NamespaceSide.oneName(index.namespace());
  }

  @Override
  public DocumentSide inNamespace(String namespace) {
    return new DocumentSide(index.namespace(namespace));
  }

  @Override
  public Namespaces<?> namespaces() {
    return index.namespaces();
  }

  @Override
  public String description() {
    return NamespaceSide.publicHost(index.route());
  }

  @Override
  public String id(Document document) {
    return document.id();
  }

  @Override
  public IndexStats stats() {
    return index.describeIndexStats();
  }

  @Override
  public CompletableFuture<? extends Page<String>> page(@Nullable String token) {
    ListIdsRequest request = ListIdsRequest.all();
    return index.async().listIds(token == null ? request : request.withPaginationToken(token));
  }

  @Override
  public CompletableFuture<BulkReport> fetch(
      BulkSource<String> ids, BulkOptions options, Consumer<Document> consumer) {
    return index.async().bulkFetch(ids, options, consumer);
  }

  @Override
  public Map<String, Document> fetchNow(List<String> ids) {
    return index.fetch(FetchDocumentsRequest.byIds(ids)).byId();
  }

  @Override
  public CompletableFuture<BulkReport> upsert(BulkSource<Document> documents, BulkOptions options) {
    return index.async().bulkUpsert(documents, options);
  }

  @Override
  public CompletableFuture<BulkReport> delete(BulkSource<String> ids, BulkOptions options) {
    return index.async().bulkDelete(ids, options);
  }

  @Override
  public long checksum(Document document) {
    return Checksum.ofMembers(document.fields().asMap());
  }

  @Override
  public Map<String, Long> parts(Document document) {
    return partsOf(document);
  }

  static Map<String, Long> partsOf(Document document) {
    Map<String, Long> parts = new LinkedHashMap<>();
    document
        .fields()
        .asMap()
        .forEach((name, value) -> parts.put("field '" + name + "'", Checksum.ofValue(value)));
    return parts;
  }
}
