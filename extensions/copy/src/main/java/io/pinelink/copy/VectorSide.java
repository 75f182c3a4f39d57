package io.pinelink.copy;

import io.pinelink.Index;
import io.pinelink.Namespaces;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.IndexStats;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Page;
import io.pinelink.model.Vector;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A namespace of vectors. */
record VectorSide(Index index) implements NamespaceSide<Vector> {
  @Override
  public String namespace() {
    return NamespaceSide.oneName(index.namespace());
  }

  @Override
  public VectorSide inNamespace(String namespace) {
    return new VectorSide(index.namespace(namespace));
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
  public String id(Vector vector) {
    return vector.id();
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
      BulkSource<String> ids, BulkOptions options, Consumer<Vector> consumer) {
    return index.async().bulkFetch(ids, options, consumer);
  }

  @Override
  public Map<String, Vector> fetchNow(List<String> ids) {
    return index.fetch(FetchRequest.byIds(ids)).vectors();
  }

  @Override
  public CompletableFuture<BulkReport> upsert(BulkSource<Vector> vectors, BulkOptions options) {
    return index.async().bulkUpsert(vectors, options);
  }

  @Override
  public CompletableFuture<BulkReport> delete(BulkSource<String> ids, BulkOptions options) {
    return index.async().bulkDelete(ids, options);
  }

  @Override
  public long checksum(Vector vector) {
    return Checksum.of(vector);
  }

  @Override
  public Map<String, Long> parts(Vector vector) {
    Map<String, Long> parts = new LinkedHashMap<>();
    parts.put("values", Checksum.ofValues(vector));
    parts.put("sparse values", Checksum.ofSparse(vector.sparseValues()));
    vector
        .metadata()
        .asMap()
        .forEach((key, value) -> parts.put("metadata '" + key + "'", Checksum.ofValue(value)));
    return parts;
  }
}
