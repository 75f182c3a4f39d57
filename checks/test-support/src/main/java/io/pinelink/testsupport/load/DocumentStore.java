package io.pinelink.testsupport.load;

import io.pinelink.DocumentIndex;
import io.pinelink.bulk.BulkSource;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/** Documents with a text and a dense vector, whose metric is the dot product. */
public final class DocumentStore implements Store {
  private static final String[] FIELDS = {"v", "group", "revision"};

  private final DocumentIndex index;
  private final String namespace;

  public DocumentStore(DocumentIndex index, String namespace) {
    this.index = index.namespace(namespace);
    this.namespace = namespace;
  }

  private static Content content(DocumentFields fields) {
    return Content.of(
        fields.dense("v").orElseThrow().values(),
        fields.string("group").orElseThrow(),
        (long) fields.number("revision").orElseThrow());
  }

  @Override
  public int upsert(Map<String, Content> contents) {
    return index.upsert(documents(contents)).info().attempts();
  }

  @Override
  public Set<String> bulkUpsert(Map<String, Content> contents, Duration timeout) {
    return BulkWrite.unconfirmed(
        contents.keySet(),
        timeout,
        options -> index.bulkUpsert(BulkSource.of(documents(contents)), options));
  }

  private static List<Document> documents(Map<String, Content> contents) {
    return contents.entrySet().stream()
        .map(
            entry ->
                Document.builder(entry.getKey())
                    .put("v", entry.getValue().array())
                    .put("title", entry.getValue().text())
                    .put("group", entry.getValue().group())
                    .put("revision", entry.getValue().revision())
                    .build())
        .toList();
  }

  @Override
  public int update(String id, Content content) {
    DocumentUpdate update =
        DocumentUpdate.builder(id)
            .put("v", content.array())
            .put("title", content.text())
            .put("group", content.group())
            .put("revision", content.revision())
            .build();
    return index.update(UpdateDocumentsRequest.of(update)).info().attempts();
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
    return contents(index.fetch(FetchDocumentsRequest.byIds(ids)).items());
  }

  @Override
  public Map<String, Content> fetchGroup(String group) {
    return contents(
        index
            .fetch(
                FetchDocumentsRequest.builder()
                    .filter(Filter.eq("group", group))
                    .limit(1_000)
                    .build())
            .items());
  }

  private static Map<String, Content> contents(Collection<Document> documents) {
    return documents.stream()
        .collect(Collectors.toMap(Document::id, document -> content(document.fields())));
  }

  @Override
  public List<Hit> search(Content query, int topK) {
    return index
        .search(
            SearchDocumentsRequest.builder(ScoringClause.dense("v", query.array()))
                .topK(topK)
                .fields(FIELDS)
                .build())
        .matches()
        .stream()
        .map(match -> new Hit(match.id(), match.score().orElseThrow(), content(match.fields())))
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
