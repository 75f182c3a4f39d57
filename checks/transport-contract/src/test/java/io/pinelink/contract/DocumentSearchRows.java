package io.pinelink.contract;

import static io.pinelink.contract.DocumentRows.BODY;
import static io.pinelink.contract.DocumentRows.EMBEDDING;
import static io.pinelink.contract.DocumentRows.TERMS;
import static io.pinelink.contract.DocumentRows.index;
import static io.pinelink.contract.DocumentRows.put;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.DocumentOperations.SEARCH_DOCUMENTS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.documents.Document;
import io.pinelink.documents.DocumentFields;
import io.pinelink.documents.DocumentMatch;
import io.pinelink.documents.FieldSelection;
import io.pinelink.documents.ScoringClause;
import io.pinelink.documents.SearchDocumentsRequest;
import io.pinelink.documents.SearchDocumentsResponse;
import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import java.util.List;

/** The rows of searching documents. */
final class DocumentSearchRows {
  private static final SparseValues THREE = SparseValues.of(new int[] {3}, new float[] {2});

  private DocumentSearchRows() {}

  static Section section() {
    Section section = new Section();
    section.sample(
        SEARCH_DOCUMENTS, SearchDocumentsRequest.by(ScoringClause.dense(EMBEDDING, 1, 0)));
    vectors(section);
    texts(section);
    presence(section);
    limits(section);
    return section;
  }

  private static List<String> ids(SearchDocumentsResponse found) {
    return found.matches().stream().map(DocumentMatch::id).toList();
  }

  private static SearchDocumentsResponse search(IndexCalls index, ScoringClause... clauses) {
    return index.call(SEARCH_DOCUMENTS, SearchDocumentsRequest.by(clauses));
  }

  private static IndexCalls filled(Calls calls) {
    IndexCalls index = index(calls).in("ns");
    put(
        index,
        Document.builder("north")
            .put(BODY, "Spring tides follow the full moon.")
            .put(EMBEDDING, new float[] {0, 1})
            .put(TERMS, SparseValues.of(new int[] {3, 9}, new float[] {1, 1}))
            .put("year", 2024)
            .build(),
        Document.builder("east")
            .put(BODY, "The moon rises; the tide rises, too.")
            .put(EMBEDDING, new float[] {1, 0})
            .put(TERMS, SparseValues.of(new int[] {3}, new float[] {3}))
            .put("year", 2025)
            .build(),
        Document.builder("south")
            .put(BODY, "Harbours silt up.")
            .put(EMBEDDING, new float[] {0, -1})
            .put("year", 2026)
            .build());
    return index;
  }

  private static void vectors(Section section) {
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "by a dense field, best first, with scores and fields",
        calls -> {
          IndexCalls index = filled(calls);
          SearchDocumentsResponse found = search(index, ScoringClause.dense(EMBEDDING, 0, 2));

          assertEquals(List.of("north", "east", "south"), ids(found));
          assertEquals(1, found.matches().get(0).score().orElseThrow(), 1e-6);
          assertEquals(0, found.matches().get(1).score().orElseThrow(), 1e-6);
          assertEquals(-1, found.matches().get(2).score().orElseThrow(), 1e-6);
          assertEquals(
              Document.builder("south")
                  .put(BODY, "Harbours silt up.")
                  .put(EMBEDDING, new float[] {0, -1})
                  .put("year", 2026)
                  .build(),
              found.matches().get(2).document());
          assertEquals("ns", found.namespace());
          assertTrue(found.readUnits().orElse(0) > 0);
          assertTrue(found.egressBytes().orElseThrow() > 0, "egress");
          assertTrue(found.info().readLsn().isPresent());
          assertEquals(index.route(), found.info().route());
        });
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "by a sparse field, without the documents that share no position",
        calls -> {
          SearchDocumentsResponse found = search(filled(calls), ScoringClause.sparse(TERMS, THREE));

          assertEquals(List.of("east", "north"), ids(found));
          assertEquals(6, found.matches().get(0).score().orElseThrow(), 1e-6);
        });
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "with a filter on any field",
        calls -> {
          SearchDocumentsRequest request =
              SearchDocumentsRequest.builder(ScoringClause.dense(EMBEDDING, 0, 1))
                  .filter(Filter.gte("year", 2025).and(Filter.ne(BODY, "none")))
                  .topK(1)
                  .build();

          assertEquals(List.of("east"), ids(filled(calls).call(SEARCH_DOCUMENTS, request)));
        });
  }

  private static void texts(Section section) {
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "by the words of a text, in any case; operators are words there",
        calls -> {
          IndexCalls index = filled(calls);

          assertEquals(List.of("north"), ids(search(index, ScoringClause.text("SPRING", BODY))));
          assertEquals(
              List.of("north"),
              ids(search(index, ScoringClause.text("spring AND -moon~", BODY))).subList(0, 1));
          assertEquals(List.of(), ids(search(index, ScoringClause.text("nowhere", BODY))));
        });
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "by a query string: phrases, exclusions and boosts",
        calls -> {
          IndexCalls index = filled(calls);

          assertEquals(
              List.of("north"),
              ids(search(index, ScoringClause.queryString("body:\"full moon\""))));
          assertEquals(
              List.of("east"),
              ids(search(index, ScoringClause.queryString("body:(moon NOT spring)"))));
          assertEquals(
              List.of("south", "north"),
              ids(search(index, ScoringClause.queryString("body:(spring^0.1 harbours^5)"))));
        });
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "by a vector, filtered by the words of a text",
        calls -> {
          SearchDocumentsRequest request =
              SearchDocumentsRequest.builder(ScoringClause.dense(EMBEDDING, 0, 1))
                  .filter(Filter.matchPhrase(BODY, "the moon").or(Filter.matchAny(BODY, "silt")))
                  .build();

          assertEquals(
              List.of("east", "south"), ids(filled(calls).call(SEARCH_DOCUMENTS, request)));
        });
    section.row(
        SEARCH_DOCUMENTS,
        ROUND_TRIP,
        "by several texts, whose scores add up",
        calls -> {
          IndexCalls index = filled(calls);
          double one =
              search(index, ScoringClause.text("spring", BODY))
                  .matches()
                  .get(0)
                  .score()
                  .orElseThrow();
          double two =
              search(
                      index,
                      ScoringClause.text("spring", BODY),
                      ScoringClause.queryString("body:spring"))
                  .matches()
                  .get(0)
                  .score()
                  .orElseThrow();

          assertEquals(2 * one, two, 1e-4);
        });
  }

  private static void presence(Section section) {
    section.row(
        SEARCH_DOCUMENTS,
        PRESENCE,
        "all fields, those that are selected, or none",
        calls -> {
          IndexCalls index = filled(calls);
          SearchDocumentsRequest request =
              SearchDocumentsRequest.builder(ScoringClause.dense(EMBEDDING, 1, 0)).topK(1).build();

          DocumentMatch some =
              index
                  .call(SEARCH_DOCUMENTS, request.toBuilder().fields("year", "none").build())
                  .matches()
                  .get(0);
          DocumentMatch none =
              index
                  .call(SEARCH_DOCUMENTS, request.toBuilder().fields(FieldSelection.none()).build())
                  .matches()
                  .get(0);
          assertEquals(DocumentFields.builder().put("year", 2025).build(), some.fields());
          assertEquals(DocumentFields.empty(), none.fields());
          assertEquals(
              4, index.call(SEARCH_DOCUMENTS, request).matches().get(0).fields().names().size());
        });
    section.row(
        SEARCH_DOCUMENTS,
        PRESENCE,
        "nothing in a namespace that does not exist",
        calls ->
            assertEquals(
                List.of(),
                search(index(calls).in("gone"), ScoringClause.dense(EMBEDDING, 1, 0)).matches()));
  }

  private static void limits(Section section) {
    section.row(
        SEARCH_DOCUMENTS,
        LIMITS,
        "the largest topK and text; a clause that does not fit its field is refused",
        calls -> {
          IndexCalls index = filled(calls);
          SearchDocumentsRequest most =
              SearchDocumentsRequest.builder(ScoringClause.text("moon " + "ü".repeat(5_000), BODY))
                  .topK(10_000)
                  .build();

          assertEquals(2, index.call(SEARCH_DOCUMENTS, most).matches().size());
          RefusalAssertions.asInvalid(
              "dimension", () -> search(index, ScoringClause.dense(EMBEDDING, 1, 2, 3)));
          RefusalAssertions.asInvalid(TERMS, () -> search(index, ScoringClause.dense(TERMS, 1, 2)));
          RefusalAssertions.asInvalid(
              "unknown", () -> search(index, ScoringClause.text("x", "unknown")));
        });
  }
}
