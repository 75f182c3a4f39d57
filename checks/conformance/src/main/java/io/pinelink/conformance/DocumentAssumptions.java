package io.pinelink.conformance;

import static io.pinelink.conformance.RowLab.NEWEST;

import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.documents.FetchDocumentsResponse;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.model.Filter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The assumptions about document indexes. */
final class DocumentAssumptions {
  private static final String AREA = "documents";
  private static final float HUGE = 3e38f;

  private DocumentAssumptions() {}

  static List<ConformanceRow> rows() {
    return List.of(
        ConformanceRow.of(
                AREA,
                "text-match-in-fetch",
                "a fetch by filter accepts text-match operators",
                DocumentAssumptions::textMatchInFetch)
            .on(Fixture.DOCUMENTS)
            .costing(82, 1, 0),
        ConformanceRow.of(
                AREA,
                "fetch-by-filter-pages",
                "a fetch by filter returns at most limit documents, and a token for the rest",
                DocumentAssumptions::fetchPages)
            .on(Fixture.DOCUMENTS)
            .costing(44, 1, 0),
        ConformanceRow.of(
                AREA,
                "fetched-documents-by-id",
                "the documents of a fetch are an object by id",
                DocumentAssumptions::fetchedById)
            .on(Fixture.DOCUMENTS)
            .costing(41, 1, 0),
        ConformanceRow.of(
                AREA,
                "score-not-finite",
                "a score that is not a finite number is null",
                DocumentAssumptions::scoreNotFinite)
            .on(Fixture.DOCUMENTS)
            .costing(41, 1, 0),
        ConformanceRow.of(
                AREA,
                "underscore-fields",
                "fields of documents that begin with _ are refused with 400",
                DocumentAssumptions::underscoreFields)
            .on(Fixture.DOCUMENTS)
            .costing(0, 1, 0),
        ConformanceRow.of(
                AREA,
                "document-write-status",
                "writes of documents are answered with 202",
                DocumentAssumptions::writeStatus)
            .on(Fixture.DOCUMENTS)
            .costing(0, 3, 0),
        ConformanceRow.of(
                AREA,
                "embed-clause",
                "a text is embedded by a clause of type embed with fields and query",
                DocumentAssumptions::embedClause)
            .on(Fixture.EMBEDDED)
            .costing(41, 1, 0),
        ConformanceRow.of(
                AREA,
                "embedded-text-not-stored",
                "a text that is not stored has no full_text_search, and cannot be included in a"
                    + " response",
                DocumentAssumptions::notStored)
            .on(Fixture.EMBEDDED)
            .costing(1, 0, 1),
        ConformanceRow.of(
                AREA,
                "document-index-refuses-vectors",
                "a document index refuses queries of vectors with 400",
                lab -> {
                  Seen seen = lab.call(() -> lab.vectors().query(q -> q.vector(1, 0, 0).topK(1)));
                  return RowVerdict.of(seen.isInvalid(), seen.text());
                })
            .from("docs.pinecone.io: Choose an API")
            .on(Fixture.DOCUMENTS)
            .overBoth()
            .costing(1, 0, 0),
        ConformanceRow.of(
                AREA,
                "stats-of-documents",
                "a document index answers describe_index_stats",
                lab -> {
                  Seen seen = lab.call(() -> lab.vectors().describeIndexStats());
                  return RowVerdict.of(seen.isSuccess(), seen.text());
                })
            .on(Fixture.DOCUMENTS)
            .overBoth());
  }

  private static Document document(String id, String body) {
    return Document.builder(id)
        .put("title", id)
        .put("body", body)
        .put("embedding", new float[] {1, 2, 3})
        .build();
  }

  private static Seen upsert(RowLab lab, Document... documents) {
    return lab.call(() -> lab.documents().upsert(List.of(documents)));
  }

  private static Seen awaitFetched(RowLab lab, int count, String... ids) {
    return lab.await(
        () -> lab.call(() -> lab.documents().fetch(FetchDocumentsRequest.byIds(ids))),
        seen -> seen.object("documents").size() + seen.list("documents").size() == count);
  }

  private static RowVerdict textMatchInFetch(RowLab lab) {
    upsert(lab, document("a", "pine trees"), document("b", "oaks"));
    awaitFetched(lab, 2, "a", "b");
    FetchDocumentsRequest request = FetchDocumentsRequest.matching(Filter.matchAll("body", "pine"));
    Seen seen =
        lab.await(
            () -> lab.call(() -> lab.documents().fetch(request)),
            found -> !found.isSuccess() || !found.object("documents").isEmpty());
    return RowVerdict.of(
        seen.object("documents").keySet().equals(Set.of("a")),
        seen.text() + ", documents " + seen.object("documents").keySet());
  }

  private static RowVerdict fetchPages(RowLab lab) {
    upsert(lab, document("a", "pine"), document("b", "oak"));
    awaitFetched(lab, 2, "a", "b");
    FetchDocumentsRequest first =
        FetchDocumentsRequest.builder().filter(Filter.in("title", "a", "b")).limit(1).build();
    Seen page = lab.call(() -> lab.documents().fetch(first));
    String seen = page.text() + ", " + page.object("documents").size() + " documents";
    if (page.object("documents").size() != 1
        || !(page.json("pagination", "next") instanceof String token)) {
      return RowVerdict.different(seen + ", token " + page.json("pagination", "next"));
    }
    Seen rest =
        lab.call(() -> lab.documents().fetch(first.toBuilder().paginationToken(token).build()));
    TreeSet<Object> ids = new TreeSet<>(page.object("documents").keySet());
    ids.addAll(rest.object("documents").keySet());
    return RowVerdict.of(ids.size() == 2, seen + ", both pages have " + ids);
  }

  private static RowVerdict fetchedById(RowLab lab) {
    upsert(lab, document("a", "pine"));
    Seen seen = awaitFetched(lab, 1, "a");
    Map<?, ?> documents = seen.object("documents");
    boolean read =
        seen.failure() == null && seen.value(FetchDocumentsResponse.class).items().size() == 1;
    return RowVerdict.of(
        documents.containsKey("a") && read,
        seen.json("documents") instanceof List<?>
            ? "a list, which the client " + (read ? "reads" : "cannot read")
            : "an object with " + documents.keySet());
  }

  private static RowVerdict scoreNotFinite(RowLab lab) {
    Document huge =
        Document.builder("huge").put("embedding", new float[] {HUGE, HUGE, HUGE}).build();
    Seen write = upsert(lab, huge);
    if (!write.isSuccess()) {
      return RowVerdict.different("the document is refused: " + write.text());
    }
    SearchDocumentsRequest search =
        SearchDocumentsRequest.builder(ScoringClause.dense("embedding", HUGE, HUGE, HUGE))
            .topK(1)
            .build();
    Seen seen =
        lab.await(
            () -> lab.call(() -> lab.documents().search(search)),
            found -> !found.isSuccess() || !found.list("matches").isEmpty());
    boolean isNull =
        seen.json("matches", "0") instanceof Map<?, ?> match
            && match.containsKey("_score")
            && match.get("_score") == null;
    boolean read =
        seen.failure() == null
            && seen.value(SearchDocumentsResponse.class).matches().stream()
                .allMatch(match -> match.score().isEmpty());
    return RowVerdict.of(
        isNull && read,
        seen.isSuccess() ? "the score " + seen.json("matches", "0", "_score") : seen.text());
  }

  private static RowVerdict underscoreFields(RowLab lab) {
    Seen seen =
        lab.post(
            NEWEST,
            "/namespaces/" + lab.namespace() + "/documents/upsert",
            "{\"documents\":[{\"_id\":\"a\",\"body\":\"pine\",\"_own\":\"kept\"}]}");
    return RowVerdict.of(seen.status() == 400, seen.text());
  }

  private static RowVerdict writeStatus(RowLab lab) {
    String path = "/namespaces/" + lab.namespace() + "/documents/";
    int upsert = upsert(lab, document("a", "pine")).status();
    int update =
        lab.post(NEWEST, path + "update", "{\"documents\":[{\"_id\":\"a\",\"body\":\"oak\"}]}")
            .status();
    int delete = lab.post(NEWEST, path + "delete", "{\"ids\":[\"a\"]}").status();
    return RowVerdict.of(
        upsert == 202 && update == 202 && delete == 202,
        "upsert " + upsert + ", update " + update + ", delete " + delete);
  }

  private static RowVerdict embedClause(RowLab lab) {
    Seen write =
        lab.call(
            () ->
                lab.documents()
                    .upsert(List.of(Document.builder("a").put("body", "pine trees").build())));
    if (!write.isSuccess()) {
      return RowVerdict.different("the document is refused: " + write.text());
    }
    Seen seen =
        lab.await(
            () ->
                lab.post(
                    NEWEST,
                    "/namespaces/" + lab.namespace() + "/documents/search",
                    "{\"score_by\":[{\"type\":\"embed\",\"fields\":[\"body\"],\"query\":\"pine\"}],"
                        + "\"top_k\":1}"),
            found -> !found.isSuccess() || !found.list("matches").isEmpty());
    return RowVerdict.of(
        "a".equals(seen.json("matches", "0", "_id")),
        seen.isSuccess() ? "matches " + seen.list("matches").size() : seen.text());
  }

  private static RowVerdict notStored(RowLab lab) {
    Seen described = lab.control(NEWEST, "GET", "/indexes/" + lab.indexName(), "");
    Map<?, ?> note = described.object("schema", "fields", "note");
    if (!described.isSuccess() || note.isEmpty() || note.get("full_text_search") != null) {
      return RowVerdict.different("the field is " + note + ", " + described.text());
    }
    Seen search =
        lab.post(
            NEWEST,
            "/namespaces/" + lab.namespace() + "/documents/search",
            "{\"score_by\":[{\"type\":\"sparse_embed\",\"fields\":[\"note\"],\"query\":\"pine\"}],"
                + "\"top_k\":1,\"include_fields\":[\"note\"]}");
    return RowVerdict.of(
        search.status() == 400,
        "no full_text_search; include_fields is answered with " + search.text());
  }
}
