package io.pinelink.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.model.Fields;
import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRequestsTest {
  private static final SparseValues SPARSE = SparseValues.of(new int[] {3}, new float[] {9.5f});

  @ParameterizedTest
  @ValueSource(strings = {"id", "_id"})
  void aFieldIsNotNamedAsTheId(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextRecord.of("r1", name, "x"))
        .withMessage("record 'r1' has a field '%s', which is reserved for the id", name);
  }

  @Test
  void aRecordHasAnIdWithinTheLimitsAndShowsNoText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TextRecord("", Fields.empty()))
        .withMessage("id is empty, expected 1 to 512 characters");
    assertThat(TextRecord.of("r1", "chunk_text", "secret").toString())
        .contains("r1")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "_id"})
  void aRecordIsReadFromJson(String name) {
    assertThat(TextRecord.copyOf(Map.<String, Object>of(name, "r1", "text", "x", "n", 2)))
        .isEqualTo(
            new TextRecord("r1", Fields.copyOf(Map.<String, Object>of("text", "x", "n", 2))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextRecord.copyOf(Map.<String, Object>of(name, 7)))
        .withMessage("_id of a record is 7, expected a String");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextRecord.copyOf(Map.of("id", "a", "_id", "b")))
        .withMessageContaining("reserved for the id");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TextRecord.copyOf(Map.of("text", "x")))
        .withMessage("_id of a record is null, expected a String");
  }

  @Test
  void oneRequestWrites1To1000Records() {
    TextRecord one = TextRecord.of("r", "t", "x");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertRecordsRequest.of(List.of()))
        .withMessage("records size is 0, expected 1 to 1000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertRecordsRequest.of(Collections.nCopies(1_001, one)))
        .withMessage("records size is 1001, expected 1 to 1000");
    assertThat(UpsertRecordsRequest.of(Collections.nCopies(1_000, one)))
        .hasToString("UpsertRecordsRequest[1000]");
  }

  @Test
  void searchesByTextValuesOrId() {
    assertThat(SearchRecordsRequest.byText("tyres").text()).contains("tyres");
    assertThat(SearchRecordsRequest.byVector(1, 2).vector()).containsExactly(1, 2);
    assertThat(SearchRecordsRequest.byVector(SPARSE).sparseVector()).contains(SPARSE);
    SearchRecordsRequest both = SearchRecordsRequest.byVector(new float[] {1}, SPARSE);
    assertThat(both.sparseVector()).contains(SPARSE);
    assertThat(both.value(0)).isEqualTo(1);
    assertThat(both.text()).isEmpty();
    assertThat(SearchRecordsRequest.byId("r1").id()).contains("r1");
  }

  @Test
  void tenHitsWithAllFieldsAreReturnedByDefault() {
    SearchRecordsRequest request = SearchRecordsRequest.byText("tyres");

    assertThat(request.topK()).isEqualTo(10);
    assertThat(request.fields()).isEmpty();
    assertThat(request.filter()).isEmpty();
    assertThat(request.matchTerms()).isEmpty();
    assertThat(request.rerank()).isEmpty();
  }

  @Test
  void invalidRequestsAreRefused() {
    SearchRecordsRequest.Builder search = SearchRecordsRequest.builder().text("x");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchRecordsRequest.builder().text(" "))
        .withMessage("text is blank");
    assertThatIllegalArgumentException()
        .isThrownBy(SearchRecordsRequest::byVector)
        .withMessage("vector length is 0, expected 1 to 20000");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchRecordsRequest.builder().id("ü"))
        .withMessageContaining("expected ASCII");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> search.topK(0))
        .withMessage("topK is 0, expected 1 to 10000");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                search.fields(
                    IntStream.range(0, 101).mapToObj(i -> "f" + i).toArray(String[]::new)))
        .withMessage("fields size is 101, expected 0 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(MatchTerms::all)
        .withMessage("terms are empty, expected at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reranking.builder("bge"))
        .withMessage("rankFields are empty, expected at least one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reranking.builder("bge", "f").topN(10_001))
        .withMessage("topN is 10001, expected 1 to 10000");
  }

  @Test
  void aRerankingWithoutATextNeedsAQuery() {
    Reranking without = Reranking.by("bge", "chunk_text");
    Reranking with = without.toBuilder().query("tyres").build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchRecordsRequest.builder().id("r1").rerank(without).build())
        .withMessage("rerank has no query, expected one since the search is by id, not by text");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchRecordsRequest.builder().vector(1).rerank(without).build())
        .withMessageContaining("by vector");
    assertThat(SearchRecordsRequest.builder().text("x").rerank(without).build().rerank())
        .contains(without);
    assertThat(SearchRecordsRequest.builder().id("r1").rerank(with).build().rerank())
        .contains(with);
  }

  @Test
  void aCopyIsComplete() {
    SearchRecordsRequest request =
        SearchRecordsRequest.builder()
            .vector(1)
            .sparseVector(SPARSE)
            .topK(3)
            .filter(Filter.exists("f"))
            .matchTerms(MatchTerms.all("tyres"))
            .fields("chunk_text")
            .rerank(
                Reranking.builder("bge", "chunk_text")
                    .topN(2)
                    .query("q")
                    .parameters(Fields.of("truncate", "END"))
                    .build())
            .build();

    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().topK(4).build()).isNotEqualTo(request);
    Reranking rerank = request.rerank().orElseThrow();
    assertThat(rerank.toBuilder().build()).isEqualTo(rerank).hasSameHashCodeAs(rerank);
    assertThat(rerank.toBuilder().topN(1).build()).isNotEqualTo(rerank);
  }

  @Test
  void printsNeitherTextNorValues() {
    assertThat(SearchRecordsRequest.byText("secret"))
        .hasToString("SearchRecordsRequest[text of 6 characters, topK 10]");
    assertThat(SearchRecordsRequest.byVector(0.125f))
        .hasToString("SearchRecordsRequest[dimension 1, sparse null, topK 10]");
    assertThat(SearchRecordsRequest.byId("r1")).hasToString("SearchRecordsRequest[id r1, topK 10]");
  }
}
