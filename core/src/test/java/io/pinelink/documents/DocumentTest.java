package io.pinelink.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.DenseValues;
import io.pinelink.model.Filter;
import io.pinelink.model.SparseValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents, their fields, and the rules of requests about them. */
class DocumentTest {
  private static final Filter WORDS =
      Filter.eq("lang", "en").and(Filter.matchPhrase("body", "spring tides"));

  @Test
  void fieldsHaveTheKindThatTheyWereSetTo() {
    DocumentFields fields =
        DocumentFields.builder()
            .put("t", "x")
            .put("n", 2.5)
            .put("w", 7)
            .put("b", true)
            .put("l", List.of("a", "b"))
            .put("d", new float[] {1, 2})
            .put("s", SparseValues.of(new int[] {3}, new float[] {0.5f}))
            .build();

    assertThat(fields.names()).containsExactly("t", "n", "w", "b", "l", "d", "s");
    assertThat(fields.string("t")).contains("x");
    assertThat(fields.number("n")).hasValue(2.5);
    assertThat(fields.number("w")).hasValue(7);
    assertThat(fields.bool("b")).contains(true);
    assertThat(fields.strings("l")).contains(List.of("a", "b"));
    assertThat(fields.dense("d")).contains(DenseValues.of(1, 2));
    assertThat(fields.sparse("s")).isPresent();
    assertThat(fields.string("d")).isEmpty();
    assertThat(fields.dense("t")).isEmpty();
  }

  @Test
  void theArrayOfDenseValuesIsCopied() {
    float[] values = {1, 2};
    Document document = Document.builder("a").put("d", values).build();

    values[0] = 9;
    document.fields().dense("d").orElseThrow().values()[1] = 9;

    assertThat(document.fields().dense("d")).contains(DenseValues.of(1, 2));
  }

  @Test
  void aDocumentPrintsAsTheServiceWritesIt() {
    Document document =
        Document.builder("a")
            .put("t", "\"x\"")
            .put("n", 7)
            .put("d", new float[] {0.5f})
            .put("s", SparseValues.of(new long[] {4_294_967_295L}, new float[] {1}))
            .build();

    assertThat(document.toJson())
        .isEqualTo(
            "{\"_id\":\"a\",\"t\":\"\\\"x\\\"\",\"n\":7,\"d\":[0.5],"
                + "\"s\":{\"indices\":[4294967295],\"values\":[1.0]}}");
    assertThat(document).hasToString("Document[a, DocumentFields[4]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$t", "_id", "_score", "_remove_fields", "_own"})
  void aReservedNameIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Document.builder("a").put(name, "x"))
        .withMessageStartingWith("field name is '" + name + "'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentUpdate.builder("a").remove(name).build())
        .withMessageStartingWith("field name is '" + name + "'");
  }

  @Test
  void aNameHasAtMost64Bytes() {
    Document.Builder document = Document.builder("a").put("é".repeat(32), "x");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.put("é".repeat(32) + "x", "x"))
        .withMessage("field name '" + "é".repeat(32) + "x' has 65 bytes, expected at most 64");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentUpdate.builder("a").remove("x".repeat(65)).build())
        .withMessageContaining("has 65 bytes");
  }

  @Test
  void aValueThatCannotBeStoredIsRefused() {
    Document.Builder document = Document.builder("a");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.put("n", Double.NaN))
        .withMessage("field 'n' is NaN, expected a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.put("n", Long.MAX_VALUE))
        .withMessageContaining("field 'n'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.put("d", new float[] {1, Float.NaN}))
        .withMessage("field 'd' has NaN at position 1, expected a finite number");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> document.put("t", "\ud800"))
        .withMessageContaining("field 't' has half a surrogate pair");
    assertThatIllegalArgumentException().isThrownBy(() -> Document.builder(""));
  }

  @Test
  void aReceivedDocumentIsCheckedBeforeItIsWrittenBack() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("$bad", "x");
    Document received = new Document("a", DocumentResponses.fields(values));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertDocumentsRequest.of(received))
        .withMessageContaining("$bad");
  }

  @Test
  void aReceivedNullIsNotWrittenBack() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("gone", null);
    values.put("t", "x");
    Document received = new Document("a", DocumentResponses.fields(values));

    assertThat(UpsertDocumentsRequest.of(received).documents())
        .containsExactly(Document.builder("a").put("t", "x").build());
  }

  @Test
  void aRequestKeepsTheListsThatWereChecked() {
    List<@Nullable Object> tags = new ArrayList<>();
    tags.add("sea");
    List<@Nullable Object> numbers = new ArrayList<>();
    numbers.add(1.0);
    numbers.add(null);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("tags", tags);
    values.put("place", new LinkedHashMap<>(Map.of("at", numbers)));
    UpsertDocumentsRequest request =
        UpsertDocumentsRequest.of(new Document("a", DocumentResponses.fields(values)));

    tags.add("\ud800");
    numbers.clear();

    Map<String, @Nullable Object> written = request.documents().get(0).fields().asMap();
    assertThat(written.get("tags")).isEqualTo(List.of("sea"));
    assertThat(written.get("place")).isEqualTo(Map.of("at", Arrays.asList(1.0, null)));
  }

  @Test
  void aReceivedListIsCheckedBeforeItIsWrittenBack() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("tags", List.of("\ud800"));
    Document received = new Document("a", DocumentResponses.fields(values));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> UpsertDocumentsRequest.of(received))
        .withMessageContaining("field 'tags' has half a surrogate pair");
  }

  @Test
  void emptyUpdatesAndDuplicateFieldsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentUpdate.builder("a").build())
        .withMessageStartingWith("update of 'a' changes nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentUpdate.builder("a").put("t", "x").remove("t").build())
        .withMessageContaining("both sets and removes the field 't'");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> UpdateDocumentsRequest.matching(Filter.eq("n", 1), DocumentFields.empty()))
        .withMessageStartingWith("update by filter changes nothing");
  }

  @Test
  void conditionsOnWordsAreForSearchesOnly() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.matching(WORDS))
        .withMessageStartingWith("filter of delete has the operator $match_phrase");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                UpdateDocumentsRequest.matching(
                    WORDS, DocumentFields.builder().put("t", "x").build()))
        .withMessageStartingWith("filter of updateDocuments has the operator $match_phrase");
    assertThat(
            SearchDocumentsRequest.builder(ScoringClause.text("x", "body"))
                .filter(WORDS)
                .build()
                .filter())
        .contains(WORDS);
  }

  @Test
  void aFieldWithTheNameOfAnOperandIsNotACondition() {
    Filter filter = Filter.eq("operator", "$match_all");

    assertThat(DeleteRequest.matching(filter).filter()).contains(filter);
  }

  @Test
  void fieldsAreSelectedByNameOrAll() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FieldSelection(true, List.of("title")))
        .withMessage(
            "all fields are included and the names [title] are given, expected one of these");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FieldSelection.of("title", " "))
        .withMessage("name of an included field is blank");
    assertThat(new FieldSelection(true, List.of())).isEqualTo(FieldSelection.all());
    assertThat(new FieldSelection(false, List.of())).isEqualTo(FieldSelection.none());
  }

  @Test
  void onlyTextClausesCanBeCombined() {
    ScoringClause text = ScoringClause.text("x", "body");
    ScoringClause query = ScoringClause.queryString("body:x");
    ScoringClause dense = ScoringClause.dense("e", 1);

    assertThat(SearchDocumentsRequest.by(text, query).scoreBy()).containsExactly(text, query);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchDocumentsRequest.by(text, dense))
        .withMessageContaining("is one of 2, expected it alone");
    assertThatIllegalArgumentException()
        .isThrownBy(SearchDocumentsRequest::by)
        .withMessage("number of scoring clauses is 0, expected 1 to 100");
  }

  @Test
  void aQueryIsNeitherBlankNorTooLong() {
    assertThatIllegalArgumentException().isThrownBy(() -> ScoringClause.text(" ", "body"));
    assertThatIllegalArgumentException().isThrownBy(() -> ScoringClause.text("x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScoringClause.queryString("ü".repeat(5_121)))
        .withMessageContaining("10242 bytes, expected at most 10240");
    assertThat(ScoringClause.queryString("ü".repeat(5_120)))
        .hasToString("QueryText[5120 characters]");
  }
}
