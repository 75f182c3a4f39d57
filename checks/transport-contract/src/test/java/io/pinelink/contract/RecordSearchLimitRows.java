package io.pinelink.contract;

import static io.pinelink.contract.InferenceRows.DENSE;
import static io.pinelink.contract.InferenceRows.RERANKER;
import static io.pinelink.contract.InferenceRows.SPARSE;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.RecordRows.TEXT;
import static io.pinelink.contract.RecordRows.index;
import static io.pinelink.contract.RecordRows.put;
import static io.pinelink.contract.RecordRows.record;
import static io.pinelink.contract.RecordSearchRows.assertRefused;
import static io.pinelink.contract.RecordSearchRows.filled;
import static io.pinelink.contract.RecordSearchRows.search;
import static io.pinelink.contract.VectorRows.UNICODE;
import static io.pinelink.spi.DataOperations.SEARCH_RECORDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.internal.response.RecordResponses;
import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.Metric;
import io.pinelink.records.MatchTerms;
import io.pinelink.records.Reranking;
import io.pinelink.records.SearchRecordsRequest;
import io.pinelink.records.SearchRecordsResponse;
import io.pinelink.records.TextRecord;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of the limits and refusals of record searches. */
final class RecordSearchLimitRows {
  private RecordSearchLimitRows() {}

  static Section section() {
    Section section = new Section();
    limits(section);
    refusals(section);
    return section;
  }

  private static void limits(Section section) {
    section.row(
        SEARCH_RECORDS,
        LIMITS,
        "texts, filters and field names of any characters; 100 fields; the maximum topK",
        calls -> {
          IndexCalls index = index(calls, DENSE);
          put(index, new TextRecord("a", Fields.copyOf(VectorRows.everyKind().asMap())));
          String[] fields =
              IntStream.range(0, 100)
                  .mapToObj(i -> i == 0 ? UNICODE : "none-" + i)
                  .toArray(String[]::new);
          SearchRecordsResponse found =
              search(
                  index,
                  SearchRecordsRequest.builder()
                      .text(UNICODE)
                      .topK(10_000)
                      .filter(Filter.eq("text", UNICODE).and(Filter.eq(UNICODE, "key")))
                      .fields(fields)
                      .rerank(
                          Reranking.builder(RERANKER, TEXT).query(UNICODE).topN(10_000).build()));

          assertEquals(
              List.of(new RecordResponses.RecordHitResult("a", 1, Fields.of(UNICODE, "key"))),
              found.hits());
        });
    section.row(
        SEARCH_RECORDS,
        LIMITS,
        "a result of 4 MiB, counted in bytes, is returned; a larger one is out of range",
        calls -> {
          IndexCalls index = index(calls, SPARSE);
          String more = "漢".repeat(13_000);
          for (int batch = 0; batch < 3; batch++) {
            int from = batch * 40;
            put(
                index,
                IntStream.range(from, from + 40)
                    .mapToObj(
                        i ->
                            new TextRecord(
                                "r-" + i,
                                Fields.builder().put(TEXT, "one").put("more", more).build()))
                    .toArray(TextRecord[]::new));
          }
          SearchRecordsRequest.Builder request = SearchRecordsRequest.builder().text("one");
          SearchRecordsResponse most = search(index, request.topK(107));

          assertEquals(107, most.hits().size());
          most.hits().forEach(hit -> assertEquals(more, hit.fields().string("more").orElseThrow()));
          ServiceException refused =
              assertThrows(ServiceException.class, () -> search(index, request.topK(108)));
          assertEquals(ErrorCode.OUT_OF_RANGE, refused.code());
        });
    section.row(
        SEARCH_RECORDS,
        LIMITS,
        "100 hits are reranked, more are refused",
        calls -> {
          IndexCalls index = index(calls, SPARSE);
          for (String batch : List.of("a-", "b-")) {
            put(
                index,
                IntStream.range(0, 51)
                    .mapToObj(i -> record(batch + i, "one"))
                    .toArray(TextRecord[]::new));
          }
          SearchRecordsRequest.Builder request =
              SearchRecordsRequest.builder().text("one").rerank(Reranking.by(RERANKER, TEXT));

          assertEquals(100, search(index, request.topK(100)).hits().size());
          assertRefused(index, "101 documents", request.topK(101));
        });
  }

  private static void refusals(Section section) {
    section.row(
        SEARCH_RECORDS,
        LIMITS,
        "searches that do not match the index are refused",
        calls -> {
          IndexCalls plain = calls.newIndex(2, Metric.COSINE);
          assertRefused(plain, "integrated embedding", SearchRecordsRequest.builder().text("õ"));
          assertRefused(plain, "dimension 3", SearchRecordsRequest.builder().vector(1, 2, 3));
          assertRefused(
              plain, "sparse", SearchRecordsRequest.builder().sparseVector(VectorRows.SPARSE));
          assertRefused(
              index(calls, DENSE),
              "match_terms",
              SearchRecordsRequest.builder().text("a").matchTerms(MatchTerms.all("a")));
          assertRefused(
              index(calls, SPARSE),
              "'any'",
              SearchRecordsRequest.builder()
                  .text("a")
                  .matchTerms(new MatchTerms("any", List.of("a"))));
        });
    section.row(
        SEARCH_RECORDS,
        LIMITS,
        "input that the reranker does not accept is refused",
        calls -> {
          IndexCalls index = filled(calls, DENSE);
          SearchRecordsRequest.Builder request = SearchRecordsRequest.builder().text("winter");

          assertRefused(index, "'topic'", request.rerank(Reranking.by(RERANKER, "topic")));
          assertRefused(index, "one rank field", request.rerank(Reranking.by(RERANKER, "a", "b")));
          assertRefused(index, "does not rerank", request.rerank(Reranking.by(DENSE, TEXT)));
          RefusalAssertions.notFound(
              "õ 😀", () -> search(index, request.rerank(Reranking.by("õ 😀", TEXT))));
        });
  }
}
