package io.pinelink.contract;

import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.DocumentOperations.DELETE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.FETCH_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.LIST_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPDATE_DOCUMENTS;
import static io.pinelink.spi.DocumentOperations.UPSERT_DOCUMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentUpdate;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.UpdateDocumentsRequest;
import io.pinelink.documents.UpsertDocumentsRequest;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DeleteResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.ListIdsResponse;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.UpdateResponse;
import io.pinelink.model.UpsertResponse;
import io.pinelink.routing.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** The rows of writing and reading documents. */
final class DocumentRows {
  /** The fields of the schema. */
  static final String EMBEDDING = "embedding";

  static final String TERMS = "terms";
  static final String BODY = "body";

  static final IndexSchema SCHEMA =
      IndexSchema.builder()
          .denseVector(EMBEDDING, 2, Metric.COSINE)
          .sparseVector(TERMS)
          .text(BODY, FullTextSearch.defaults())
          .build();

  private static final String LONGEST_ID = "i".repeat(511) + "~";

  private DocumentRows() {}

  static Section section() {
    Section section = new Section();
    section
        .sample(UPSERT_DOCUMENTS, UpsertDocumentsRequest.of(document("a", "one")))
        .sample(FETCH_DOCUMENTS, FetchDocumentsRequest.byIds("a"))
        .sample(
            UPDATE_DOCUMENTS,
            UpdateDocumentsRequest.of(DocumentUpdate.builder("a").put("n", 1).build()))
        .sample(DELETE_DOCUMENTS, DeleteRequest.byIds("a"))
        .sample(LIST_DOCUMENTS, ListIdsRequest.all())
        .noBodyOverRest(UPSERT_DOCUMENTS, UPDATE_DOCUMENTS, DELETE_DOCUMENTS);
    upsert(section);
    fetch(section);
    update(section);
    delete(section);
    list(section);
    return section;
  }

  /** Creates a document index with a dense, a sparse and a full-text field. */
  static IndexCalls index(Calls calls) {
    return calls.index(
        calls
            .setup()
            .controlPlane()
            .createDocumentIndex(
                CreateDocumentIndexRequest.builder(
                        Calls.newName("documents"),
                        SCHEMA,
                        IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                    .build()));
  }

  static Document document(String id, String body) {
    return Document.builder(id).put(BODY, body).build();
  }

  static UpsertResponse put(IndexCalls index, Document... documents) {
    return index.call(UPSERT_DOCUMENTS, UpsertDocumentsRequest.of(documents));
  }

  private static Optional<Document> get(IndexCalls index, String id) {
    return index.call(FETCH_DOCUMENTS, FetchDocumentsRequest.byIds(id)).find(id);
  }

  private static List<String> ids(IndexCalls index) {
    return index.call(LIST_DOCUMENTS, ListIdsRequest.all()).items();
  }

  private static Document everyKind(String id) {
    return Document.builder(id)
        .put(BODY, VectorRows.UNICODE)
        .put(EMBEDDING, new float[] {0.1f, -Float.MIN_VALUE})
        .put(TERMS, VectorRows.SPARSE)
        .put("empty", "")
        .put("number", -0.1)
        .put("whole", 9_007_199_254_740_992L)
        .put("zero", 0)
        .put("yes", true)
        .put("no", false)
        .put("list", List.of("a", VectorRows.UNICODE))
        .put(VectorRows.UNICODE, "key")
        .build();
  }

  private static void upsert(Section section) {
    section.row(
        UPSERT_DOCUMENTS,
        ROUND_TRIP,
        "fields of every kind are returned, and the write has a log sequence number",
        calls -> {
          IndexCalls index = index(calls).in("ns");
          UpsertResponse written = put(index, everyKind("all"), document("b", "two"));

          assertEquals(2, written.upsertedCount());
          assertEquals(Optional.of(everyKind("all")), get(index, "all"));
          assertTrue(written.info().requestId().isPresent());
          assertTrue(written.info().writeLsn().isPresent());
          assertTrue(written.info().readLsn().isEmpty());
          assertEquals("ns", written.info().namespace());
          assertEquals(index.route(), written.info().route());
          assertEquals(Protocol.REST, written.info().protocol());
        });
    section.row(
        UPSERT_DOCUMENTS,
        PRESENCE,
        "a field that is not given is gone after a second upsert",
        calls -> {
          IndexCalls index = index(calls);
          put(index, everyKind("a"));
          put(index, document("a", "two"));

          assertEquals(Optional.of(document("a", "two")), get(index, "a"));
        });
    section.row(
        UPSERT_DOCUMENTS,
        PRESENCE,
        "the default namespace has two names",
        calls -> {
          IndexCalls index = index(calls);
          put(index, document("a", "one"));
          put(index.in("__default__"), document("b", "two"));

          assertEquals(List.of("a", "b"), ids(index));
          assertEquals(List.of("a", "b"), ids(index.in("__default__")));
        });
    section.row(
        UPSERT_DOCUMENTS,
        LIMITS,
        "1,000 documents and the longest id are accepted",
        calls -> {
          IndexCalls index = index(calls);
          List<Document> many =
              new ArrayList<>(
                  IntStream.range(1, 1_000).mapToObj(i -> document("d-" + i, "x")).toList());
          many.add(document(LONGEST_ID, VectorRows.UNICODE));

          assertEquals(1_000, put(index, many.toArray(Document[]::new)).upsertedCount());
          assertEquals(
              Optional.of(document(LONGEST_ID, VectorRows.UNICODE)), get(index, LONGEST_ID));
        });
    section.row(
        UPSERT_DOCUMENTS,
        LIMITS,
        "a document that breaks a rule of the schema is refused, and nothing is written",
        calls -> {
          IndexCalls index = index(calls);
          Document fine = document("fine", "x");

          assertRefused(
              index,
              EMBEDDING,
              fine,
              Document.builder("bad").put(EMBEDDING, new float[] {1, 2, 3}).build());
          assertRefused(index, BODY, fine, Document.builder("bad").put(BODY, 7).build());
          assertRefused(index, "bad", fine, Document.builder("bad").put("other", "x").build());
        });
  }

  private static void assertRefused(IndexCalls index, String words, Document... documents) {
    RefusalAssertions.asInvalid(words, () -> put(index, documents));
    assertEquals(List.of(), ids(index));
  }

  private static void fetch(Section section) {
    section.row(
        FETCH_DOCUMENTS,
        ROUND_TRIP,
        "by ids, those that exist; and the read has a log sequence number",
        calls -> {
          IndexCalls index = index(calls).in("ns");
          put(index, everyKind("a"), document("b", "two"));
          FetchDocumentsResponse found =
              index.call(FETCH_DOCUMENTS, FetchDocumentsRequest.byIds("b", "gone", "a"));

          assertEquals(Optional.of(everyKind("a")), found.find("a"));
          assertEquals(Optional.of(document("b", "two")), found.find("b"));
          assertEquals(2, found.items().size());
          assertEquals(Optional.empty(), found.nextToken());
          assertEquals("ns", found.namespace());
          assertTrue(found.readUnits().orElse(0) > 0);
          assertTrue(found.egressBytes().orElseThrow() > 0, "egress");
          assertTrue(found.info().readLsn().isPresent());
        });
    section.row(
        FETCH_DOCUMENTS,
        ROUND_TRIP,
        "by filter, page by page",
        calls -> {
          IndexCalls index = index(calls);
          for (String id : List.of("a", "b", "c", "d")) {
            put(
                index,
                Document.builder(id).put(BODY, id).put("even", id.charAt(0) % 2 == 0).build());
          }
          put(index, Document.builder("e").put(BODY, "x").put("even", false).build());
          FetchDocumentsRequest request =
              FetchDocumentsRequest.builder().filter(Filter.eq("even", false)).limit(2).build();
          FetchDocumentsResponse first = index.call(FETCH_DOCUMENTS, request);
          FetchDocumentsResponse second =
              index.call(
                  FETCH_DOCUMENTS,
                  request.toBuilder().paginationToken(first.nextToken().orElseThrow()).build());

          assertEquals(List.of("a", "c"), first.items().stream().map(Document::id).toList());
          assertEquals(List.of("e"), second.items().stream().map(Document::id).toList());
          assertEquals(Optional.empty(), second.nextToken());
        });
    section.row(
        FETCH_DOCUMENTS,
        PRESENCE,
        "all fields, or those that are selected; nothing in a namespace that does not exist",
        calls -> {
          IndexCalls index = index(calls);
          put(index, everyKind("a"));
          FetchDocumentsRequest request = FetchDocumentsRequest.byIds("a");

          assertEquals(
              Optional.of(
                  Document.builder("a").put(BODY, VectorRows.UNICODE).put("zero", 0).build()),
              index
                  .call(FETCH_DOCUMENTS, request.toBuilder().fields("zero", BODY, "none").build())
                  .find("a"));
          assertEquals(
              Optional.of(everyKind("a")),
              index.call(FETCH_DOCUMENTS, request.toBuilder().fields("*").build()).find("a"));
          assertEquals(List.of(), index.in("gone").call(FETCH_DOCUMENTS, request).items());
        });
    section.row(
        FETCH_DOCUMENTS,
        LIMITS,
        "1,000 ids of the maximum length",
        calls -> {
          IndexCalls index = index(calls);
          put(index, document(LONGEST_ID, "x"));
          List<String> many =
              new ArrayList<>(
                  IntStream.range(1, 1_000).mapToObj(i -> "x".repeat(508) + i % 1_000).toList());
          many.replaceAll(id -> id.substring(0, Math.min(id.length(), 512)));
          many.add(LONGEST_ID);

          assertEquals(
              List.of(document(LONGEST_ID, "x")),
              index
                  .call(
                      FETCH_DOCUMENTS,
                      FetchDocumentsRequest.byIds(many.stream().distinct().toList()))
                  .items());
        });
  }

  private static void update(Section section) {
    section.row(
        UPDATE_DOCUMENTS,
        ROUND_TRIP,
        "sets and removes fields of each document, and leaves the others",
        calls -> {
          IndexCalls index = index(calls).in("ns");
          put(
              index,
              Document.builder("a").put(BODY, "one").put("old", "x").put("n", 1).build(),
              document("b", "two"));
          UpdateResponse updated =
              index.call(
                  UPDATE_DOCUMENTS,
                  UpdateDocumentsRequest.of(
                      DocumentUpdate.builder("a").put("n", 2).remove("old").build(),
                      DocumentUpdate.builder("b")
                          .put(EMBEDDING, new float[] {1, 2})
                          .put(BODY, VectorRows.UNICODE)
                          .build()));

          assertEquals(
              Optional.of(Document.builder("a").put(BODY, "one").put("n", 2).build()),
              get(index, "a"));
          assertEquals(
              Optional.of(
                  Document.builder("b")
                      .put(BODY, VectorRows.UNICODE)
                      .put(EMBEDDING, new float[] {1, 2})
                      .build()
                      .fields()
                      .asMap()),
              get(index, "b").map(found -> found.fields().asMap()));
          assertEquals(OptionalLong.empty(), updated.matchedRecords());
          assertTrue(updated.info().writeLsn().isPresent());
        });
    section.row(
        UPDATE_DOCUMENTS,
        ROUND_TRIP,
        "by filter, and reports how many match",
        calls -> {
          IndexCalls index = index(calls);
          put(
              index,
              Document.builder("a").put(BODY, "x").put("lang", "et").put("old", true).build(),
              Document.builder("b").put(BODY, "x").put("lang", "et").build(),
              Document.builder("c").put(BODY, "x").put("lang", "en").build());
          UpdateResponse updated =
              index.call(
                  UPDATE_DOCUMENTS,
                  UpdateDocumentsRequest.matching(
                      Filter.eq("lang", "et"),
                      DocumentFields.builder().put("lang", "est").build(),
                      "old"));

          assertEquals(OptionalLong.of(2), updated.matchedRecords());
          assertEquals(
              Optional.of(Document.builder("a").put(BODY, "x").put("lang", "est").build()),
              get(index, "a"));
          assertEquals(
              Optional.of(Document.builder("c").put(BODY, "x").put("lang", "en").build()),
              get(index, "c"));
        });
    section.row(
        UPDATE_DOCUMENTS,
        PRESENCE,
        "an unknown id is accepted and creates nothing; zero matches are reported",
        calls -> {
          IndexCalls index = index(calls);
          put(index, document("a", "x"));
          index.call(
              UPDATE_DOCUMENTS,
              UpdateDocumentsRequest.of(DocumentUpdate.builder("b").put(BODY, "x").build()));

          assertEquals(List.of("a"), ids(index));
          assertEquals(
              OptionalLong.of(0),
              index
                  .call(
                      UPDATE_DOCUMENTS,
                      UpdateDocumentsRequest.matching(
                          Filter.eq("lang", "et"), DocumentFields.builder().put("n", 1).build()))
                  .matchedRecords());
        });
    section.row(
        UPDATE_DOCUMENTS,
        LIMITS,
        "a document keeps a field of its schema, and a field keeps its kind",
        calls -> {
          IndexCalls index = index(calls);
          put(index, document("a", "x"));

          RefusalAssertions.asInvalid(
              BODY,
              () ->
                  index.call(
                      UPDATE_DOCUMENTS,
                      UpdateDocumentsRequest.of(DocumentUpdate.builder("a").remove(BODY).build())));
          RefusalAssertions.asInvalid(
              EMBEDDING,
              () ->
                  index.call(
                      UPDATE_DOCUMENTS,
                      UpdateDocumentsRequest.of(
                          DocumentUpdate.builder("a").put(EMBEDDING, new float[] {1}).build())));
          assertEquals(Optional.of(document("a", "x")), get(index, "a"));
        });
  }

  private static void delete(Section section) {
    section.row(
        DELETE_DOCUMENTS,
        ROUND_TRIP,
        "by id, by filter, or all",
        calls -> {
          IndexCalls index = index(calls).in("ns");
          for (String id : List.of("a", "b", "c", "d")) {
            put(index, Document.builder(id).put(BODY, id).put("late", id.equals("c")).build());
          }
          DeleteResponse byId = index.call(DELETE_DOCUMENTS, DeleteRequest.byIds("a"));
          assertEquals(List.of("b", "c", "d"), ids(index));
          assertEquals(OptionalLong.empty(), byId.matchedRecords());
          assertTrue(byId.info().writeLsn().isPresent());

          index.call(DELETE_DOCUMENTS, DeleteRequest.matching(Filter.eq("late", true)));
          assertEquals(List.of("b", "d"), ids(index));

          index.call(DELETE_DOCUMENTS, DeleteRequest.all());
          assertEquals(List.of(), ids(index));
        });
    section.row(
        DELETE_DOCUMENTS,
        PRESENCE,
        "unknown ids are no error, and another namespace is untouched",
        calls -> {
          IndexCalls index = index(calls);
          put(index, document("a", "x"));
          put(index.in("ns"), document("a", "x"));
          index.call(DELETE_DOCUMENTS, DeleteRequest.byIds("gone", "a"));

          assertEquals(List.of(), ids(index));
          assertEquals(List.of("a"), ids(index.in("ns")));
        });
    section.row(
        DELETE_DOCUMENTS,
        LIMITS,
        "1,000 ids, and one of the maximum length",
        calls -> {
          IndexCalls index = index(calls);
          put(index, document(LONGEST_ID, "x"), document("b", "x"));
          List<String> many =
              new ArrayList<>(IntStream.range(1, 1_000).mapToObj(i -> "d-" + i).toList());
          many.add(LONGEST_ID);
          index.call(DELETE_DOCUMENTS, DeleteRequest.byIds(many));

          assertEquals(List.of("b"), ids(index));
        });
  }

  private static void list(Section section) {
    section.row(
        LIST_DOCUMENTS,
        ROUND_TRIP,
        "ids in byte order, page by page, also of a prefix",
        calls -> {
          IndexCalls index = index(calls).in("ns");
          put(index, document("b", "x"), document("a2", "x"), document("a1", "x"));
          ListIdsResponse first =
              index.call(LIST_DOCUMENTS, ListIdsRequest.builder().limit(2).build());
          ListIdsResponse second =
              index.call(
                  LIST_DOCUMENTS,
                  ListIdsRequest.builder()
                      .limit(2)
                      .paginationToken(first.nextToken().orElseThrow())
                      .build());

          assertEquals(List.of("a1", "a2"), first.items());
          assertEquals(List.of("b"), second.items());
          assertEquals(Optional.empty(), second.nextToken());
          assertEquals("ns", first.namespace());
          assertTrue(first.info().readLsn().isPresent());
          assertEquals(
              List.of("a1", "a2"),
              index.call(LIST_DOCUMENTS, ListIdsRequest.withPrefix("a")).items());
        });
    section.row(
        LIST_DOCUMENTS,
        PRESENCE,
        "nothing in a namespace that does not exist",
        calls -> {
          ListIdsResponse page = index(calls).in("gone").call(LIST_DOCUMENTS, ListIdsRequest.all());

          assertEquals(List.of(), page.items());
          assertEquals(Optional.empty(), page.nextToken());
        });
    section.row(
        LIST_DOCUMENTS,
        LIMITS,
        "pages of 100, and the longest prefix",
        calls -> {
          IndexCalls index = index(calls);
          put(
              index,
              IntStream.rangeClosed(0, 100)
                  .mapToObj(i -> document("d-" + i, "x"))
                  .toArray(Document[]::new));
          put(index, document(LONGEST_ID, "x"));

          assertEquals(100, ids(index).size());
          assertEquals(
              List.of(LONGEST_ID),
              index.call(LIST_DOCUMENTS, ListIdsRequest.withPrefix(LONGEST_ID)).items());
        });
  }
}
