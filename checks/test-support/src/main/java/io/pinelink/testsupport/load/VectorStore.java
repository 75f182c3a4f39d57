package io.pinelink.testsupport.load;

import io.pinelink.Index;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Vectors of an index with the metric dot product. */
public final class VectorStore implements Store {
  private final Index index;
  private final String namespace;

  public VectorStore(Index index, String namespace) {
    this.index = index.namespace(namespace);
    this.namespace = namespace;
  }

  private static Metadata metadata(Content content) {
    return Metadata.builder()
        .put("group", content.group())
        .put("revision", content.revision())
        .build();
  }

  private static Content content(Vector vector) {
    return Content.of(
        vector.values(),
        vector.metadata().string("group").orElseThrow(),
        (long) vector.metadata().number("revision").orElseThrow());
  }

  @Override
  public int upsert(Map<String, Content> contents) {
    return index.upsert(vectors(contents)).info().attempts();
  }

  @Override
  public Set<String> bulkUpsert(Map<String, Content> contents, Duration timeout) {
    return BulkWrite.unconfirmed(
        contents.keySet(),
        timeout,
        options -> index.bulkUpsert(BulkSource.of(vectors(contents)), options));
  }

  private static List<Vector> vectors(Map<String, Content> contents) {
    return contents.entrySet().stream()
        .map(
            entry ->
                Vector.of(entry.getKey(), entry.getValue().array(), metadata(entry.getValue())))
        .toList();
  }

  @Override
  public int update(String id, Content content) {
    return index
        .update(
            UpdateRequest.builder(id).values(content.array()).metadata(metadata(content)).build())
        .info()
        .attempts();
  }

  @Override
  public int delete(Collection<String> ids) {
    return index.delete(DeleteRequest.byIds(ids)).info().attempts();
  }

  @Override
  public int deleteGroup(String group) {
    return index.delete(DeleteRequest.matching(Filter.eq("group", group))).info().attempts();
  }

  @Override
  public Map<String, Content> fetch(Collection<String> ids) {
    return contents(index.fetch(FetchRequest.byIds(ids)).vectors().values());
  }

  @Override
  public Map<String, Content> fetchGroup(String group) {
    return contents(
        index
            .fetchByMetadata(
                FetchByMetadataRequest.builder(Filter.eq("group", group)).limit(1_000).build())
            .items());
  }

  private static Map<String, Content> contents(Collection<Vector> vectors) {
    return vectors.stream().collect(Collectors.toMap(Vector::id, VectorStore::content));
  }

  @Override
  public List<Hit> search(Content query, int topK) {
    return index
        .query(
            QueryRequest.builder()
                .vector(query.array())
                .topK(topK)
                .includeValues()
                .includeMetadata()
                .build())
        .matches()
        .stream()
        .map(match -> new Hit(match.id(), match.score(), content(match.vector())))
        .toList();
  }

  @Override
  public OptionalDouble score(Content query, Content stored) {
    return OptionalDouble.of(query.dotProduct(stored));
  }

  @Override
  public Set<String> list(String prefix) {
    Set<String> ids = new LinkedHashSet<>();
    index.listAllIds(ListIdsRequest.withPrefix(prefix)).forEach(ids::add);
    return ids;
  }

  @Override
  public long count() {
    return index.describeIndexStats().namespaces().getOrDefault(namespace, 0L);
  }

  @Override
  public void drop() {
    index.namespaces().delete(namespace);
  }
}
