package io.pinelink.testsupport.load;

import io.pinelink.Index;
import io.pinelink.RecordIndex;
import io.pinelink.bulk.BulkSource;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchByMetadataRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.UpdateRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.TextRecord;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Records of an index that embeds their text; values are not compared. */
public final class RecordStore implements Store {
  private final RecordIndex records;
  private final Index index;
  private final String namespace;

  public RecordStore(RecordIndex index, String namespace) {
    this.records = index.namespace(namespace);
    this.index = records.index();
    this.namespace = namespace;
  }

  private static TextRecord record(String id, Content content) {
    return new TextRecord(
        id,
        Fields.builder()
            .put("text", content.text())
            .put("group", content.group())
            .put("revision", content.revision())
            .build());
  }

  private static Content content(String group, double revision) {
    return new Content(List.of(), group, (long) revision);
  }

  private static Content content(Vector vector) {
    Metadata metadata = vector.metadata();
    return content(
        metadata.string("group").orElseThrow(), metadata.number("revision").orElseThrow());
  }

  @Override
  public int upsert(Map<String, Content> contents) {
    return records.upsert(records(contents)).info().attempts();
  }

  @Override
  public Set<String> bulkUpsert(Map<String, Content> contents, Duration timeout) {
    return BulkWrite.unconfirmed(
        contents.keySet(),
        timeout,
        options -> records.bulkUpsert(BulkSource.of(records(contents)), options));
  }

  private static List<TextRecord> records(Map<String, Content> contents) {
    return contents.entrySet().stream()
        .map(entry -> record(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public int update(String id, Content content) {
    return index
        .update(
            UpdateRequest.builder(id)
                .metadata(
                    Metadata.builder()
                        .put("text", content.text())
                        .put("group", content.group())
                        .put("revision", content.revision())
                        .build())
                .build())
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
    return vectors.stream().collect(Collectors.toMap(Vector::id, RecordStore::content));
  }

  @Override
  public List<Hit> search(Content query, int topK) {
    return records
        .search(SearchRecordsRequest.builder().text(query.text()).topK(topK).build())
        .hits()
        .stream()
        .map(
            hit ->
                new Hit(
                    hit.id(),
                    hit.score(),
                    content(
                        hit.fields().string("group").orElseThrow(),
                        hit.fields().number("revision").orElseThrow())))
        .toList();
  }

  @Override
  public OptionalDouble score(Content query, Content stored) {
    return OptionalDouble.empty();
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
