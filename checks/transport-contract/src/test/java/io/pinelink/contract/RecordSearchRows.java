package io.pinelink.contract;

import static io.pinelink.contract.InferenceRows.DENSE;
import static io.pinelink.contract.InferenceRows.RERANKER;
import static io.pinelink.contract.InferenceRows.SPARSE;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.contract.RecordRows.TEXT;
import static io.pinelink.contract.RecordRows.index;
import static io.pinelink.contract.RecordRows.put;
import static io.pinelink.contract.RecordRows.record;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static io.pinelink.spi.DataOperations.UPSERT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.InputType;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.records.MatchTerms;
import io.pinelink.records.RecordHit;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import java.util.List;
import java.util.OptionalLong;

/** The rows of record searches. */
final class RecordSearchRows {
  private static final Fields TYRES =
      Fields.builder()
          .put(TEXT, "Winter tyres are compulsory from December.")
          .put("topic", "cars")
          .put("rank", 1)
          .build();
  private static final Fields OIL =
      Fields.builder()
          .put(TEXT, "Change the oil of cars in winter.")
          .put("topic", "cars")
          .put("rank", 0)
          .build();
  private static final Fields MUSHROOMS =
      Fields.builder().put(TEXT, "Mushroom season peaks in September.").put("rank", -0.5).build();

  private RecordSearchRows() {}

  static Section section() {
    Section section = new Section();
    section.sample(SEARCH_RECORDS, SearchRecordsRequest.byText("one"));
    bySource(section);
    shaped(section);
    presence(section);
    return section;
  }

  /** Creates an index with records. */
  static IndexCalls filled(Calls calls, String model) {
    IndexCalls index = index(calls, model);
    put(
        index,
        new TextRecord("tyres", TYRES),
        new TextRecord("oil", OIL),
        new TextRecord("mushrooms", MUSHROOMS));
    return index;
  }

  static SearchRecordsResponse search(IndexCalls index, SearchRecordsRequest.Builder request) {
    return index.call(SEARCH_RECORDS, request.build());
  }

  private static List<String> ids(SearchRecordsResponse found) {
    return found.hits().stream().map(RecordHit::id).toList();
  }

  private static void bySource(Section section) {
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "by text, best first, with all fields and the usage",
        calls -> {
          IndexCalls index = index(calls, SPARSE).in("ns");
          OptionalLong written =
              put(index, new TextRecord("oil", OIL), new TextRecord("tyres", TYRES))
                  .info()
                  .writeLsn();
          SearchRecordsResponse found =
              search(index, SearchRecordsRequest.builder().text("WINTER tyres").topK(5));

          assertEquals(
              List.of(
                  new RecordResponses.RecordHitResult("tyres", 2, TYRES),
                  new RecordResponses.RecordHitResult("oil", 1, OIL)),
              found.hits());
          assertEquals(OptionalLong.of(1), found.readUnits());
          assertEquals(OptionalLong.of(2), found.embedTotalTokens());
          assertEquals(OptionalLong.empty(), found.rerankUnits());
          assertTrue(found.info().requestId().isPresent());
          assertEquals(written, found.info().readLsn());
          assertTrue(found.info().writeLsn().isEmpty());
        });
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "by text, by its values and by a record with that text, with equal results",
        calls -> {
          IndexCalls index = filled(calls, DENSE);
          String text = MUSHROOMS.string(TEXT).orElseThrow();
          float[] values =
              calls
                  .setup()
                  .inference()
                  .embed(EmbedRequest.builder(DENSE, text).inputType(InputType.QUERY).build())
                  .embeddings()
                  .get(0)
                  .values();
          List<RecordHit> byText = search(index, SearchRecordsRequest.builder().text(text)).hits();

          assertEquals(
              new RecordResponses.RecordHitResult("mushrooms", 1, MUSHROOMS), byText.get(0));
          assertEquals(3, byText.size());
          assertEquals(byText, search(index, SearchRecordsRequest.builder().vector(values)).hits());
          assertEquals(
              byText, search(index, SearchRecordsRequest.builder().id("mushrooms")).hits());
        });
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "by sparse values with unsigned positions, on an index without integrated embedding",
        calls -> {
          IndexCalls index = calls.newSparseIndex();
          Metadata metadata = VectorRows.everyKind();
          index.call(
              UPSERT,
              UpsertRequest.of(
                  List.of(
                      Vector.builder("s")
                          .sparseValues(VectorRows.SPARSE)
                          .metadata(metadata)
                          .build())));

          assertEquals(
              List.of(
                  new RecordResponses.RecordHitResult("s", 1.25f, Fields.copyOf(metadata.asMap()))),
              search(index, SearchRecordsRequest.builder().sparseVector(VectorRows.SPARSE)).hits());
        });
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "by dense and sparse values together",
        calls -> {
          IndexCalls index = calls.newIndex(2, Metric.DOT_PRODUCT);
          index.call(
              UPSERT,
              UpsertRequest.of(
                  List.of(
                      Vector.builder("both").values(1, 2).sparseValues(VectorRows.SPARSE).build(),
                      Vector.of("dense", new float[] {1, 2}))));

          assertEquals(
              List.of(
                  new RecordResponses.RecordHitResult("both", 3.25f, Fields.empty()),
                  new RecordResponses.RecordHitResult("dense", 2, Fields.empty())),
              search(
                      index,
                      SearchRecordsRequest.builder().vector(0, 1).sparseVector(VectorRows.SPARSE))
                  .hits());
        });
  }

  private static void shaped(Section section) {
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "with a filter, with the requested fields, with a topK",
        calls -> {
          IndexCalls index = filled(calls, DENSE);
          SearchRecordsRequest.Builder cars =
              SearchRecordsRequest.builder()
                  .text("winter tyres")
                  .filter(Filter.eq("topic", "cars").and(Filter.gte("rank", 0)))
                  .fields("rank", "none");
          SearchRecordsResponse found = search(index, cars);

          assertEquals(List.of("tyres", "oil"), ids(found));
          assertEquals(Fields.builder().put("rank", 1).build(), found.hits().get(0).fields());
          assertEquals(Fields.builder().put("rank", 0).build(), found.hits().get(1).fields());
          assertEquals(List.of("tyres"), ids(search(index, cars.topK(1))));
        });
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "all terms must be in the text, in any case and order",
        calls -> {
          IndexCalls index = filled(calls, SPARSE);
          SearchRecordsRequest.Builder winter =
              SearchRecordsRequest.builder().text("winter season");

          assertEquals(
              List.of("oil"),
              ids(search(index, winter.matchTerms(MatchTerms.all("CARS winter", "Oil")))));
          assertEquals(
              List.of(), ids(search(index, winter.matchTerms(MatchTerms.all("oil", "season")))));
        });
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "a reranking replaces the scores of the search and keeps the best",
        calls -> {
          IndexCalls index = filled(calls, DENSE);
          Reranking.Builder rerank = Reranking.builder(RERANKER, TEXT).query("Mushroom season");
          SearchRecordsRequest.Builder request = SearchRecordsRequest.builder().text("winter");
          SearchRecordsResponse all = search(index, request.rerank(rerank.build()));
          SearchRecordsResponse best =
              search(index, request.fields("topic").rerank(rerank.topN(1).build()));

          float score = (float) (2 / Math.sqrt(2 * 5));
          assertEquals(3, all.hits().size());
          assertEquals(
              new RecordResponses.RecordHitResult("mushrooms", score, MUSHROOMS),
              all.hits().get(0));
          assertEquals(0f, all.hits().get(1).score());
          assertEquals(OptionalLong.of(1), all.rerankUnits());
          assertEquals(OptionalLong.of(1), all.embedTotalTokens());
          assertEquals(
              List.of(new RecordResponses.RecordHitResult("mushrooms", score, Fields.empty())),
              best.hits());
        });
    section.row(
        SEARCH_RECORDS,
        ROUND_TRIP,
        "a reranking uses the search text by default, or its own query, and the model's parameters",
        calls -> {
          IndexCalls index = index(calls, DENSE);
          put(index, record("long", "one " + "two ".repeat(1_100)), record("short", "one"));
          Reranking.Builder rerank = Reranking.builder(RERANKER, TEXT);
          SearchRecordsRequest.Builder request =
              SearchRecordsRequest.builder().text("one").fields("none");

          assertRefused(index, "truncate is NONE", request.rerank(rerank.build()));
          rerank.parameters(Fields.of("truncate", "END"));
          List<RecordHit> reranked =
              List.of(
                  new RecordResponses.RecordHitResult("short", 1, Fields.empty()),
                  new RecordResponses.RecordHitResult(
                      "long", (float) (1 / Math.sqrt(2)), Fields.empty()));
          assertEquals(reranked, search(index, request.rerank(rerank.build())).hits());
          Reranking reported = rerank.query("one").build();
          assertEquals(
              reranked,
              search(
                      index,
                      SearchRecordsRequest.builder().id("long").fields("none").rerank(reported))
                  .hits());
        });
  }

  private static void presence(Section section) {
    section.row(
        SEARCH_RECORDS,
        PRESENCE,
        "a score can be zero, and a hit without metadata has no fields",
        calls -> {
          IndexCalls index = calls.newIndex(2, Metric.COSINE);
          index.call(UPSERT, UpsertRequest.of(List.of(Vector.of("a", new float[] {0, 1}))));
          SearchRecordsResponse found = search(index, SearchRecordsRequest.builder().vector(1, 0));

          assertEquals(
              List.of(new RecordResponses.RecordHitResult("a", 0, Fields.empty())), found.hits());
          assertEquals(OptionalLong.empty(), found.embedTotalTokens());
          assertEquals(OptionalLong.empty(), found.rerankUnits());
        });
    section.row(
        SEARCH_RECORDS,
        PRESENCE,
        "a namespace or a record that does not exist has no hits, reranked or not",
        calls -> {
          IndexCalls index = filled(calls, DENSE);
          SearchRecordsRequest.Builder request = SearchRecordsRequest.builder().text("winter");

          assertEquals(List.of(), search(index.in("nowhere"), request).hits());
          assertEquals(
              List.of(),
              search(index.in("nowhere"), request.rerank(Reranking.by(RERANKER, TEXT))).hits());
          assertEquals(
              List.of(), search(index, SearchRecordsRequest.builder().id("nobody")).hits());
        });
  }

  /** Asserts that a search is refused as invalid, with a message that contains the words. */
  static void assertRefused(IndexCalls index, String words, SearchRecordsRequest.Builder request) {
    RefusalAssertions.asInvalid(words, () -> search(index, request));
  }
}
