package io.pinelink.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.model.DeleteRequest;
import io.pinelink.model.Filter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A builder refuses a request that an absent value would widen or make ambiguous. */
class DocumentRequestBuildersTest {
  private static final Filter FILTER = Filter.eq("lang", "et");
  private static final ScoringClause TEXT = ScoringClause.text("tides", "title");

  @Test
  void aFetchHasEitherIdsOrAFilter() {
    assertThat(FetchDocumentsRequest.builder().ids("a", "b").build())
        .isEqualTo(FetchDocumentsRequest.byIds("a", "b"));
    assertThat(FetchDocumentsRequest.builder().filter(FILTER).build())
        .isEqualTo(FetchDocumentsRequest.matching(FILTER));
    FetchDocumentsRequest some = FetchDocumentsRequest.builder().ids("a").fields("title").build();
    assertThat(some.toBuilder().build()).isEqualTo(some);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FetchDocumentsRequest.builder().fields("title").build())
        .withMessage("fetchDocuments has neither ids nor a filter, expected one of these");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> some.toBuilder().filter(FILTER).build())
        .withMessage("fetchDocuments has both ids and a filter, expected one of these");
  }

  @Test
  void aDeleteHasExactlyOneOfIdsFilterAndAll() {
    assertThat(DeleteRequest.builder().ids("a").build()).isEqualTo(DeleteRequest.byIds("a"));
    assertThat(DeleteRequest.builder().filter(FILTER).build())
        .isEqualTo(DeleteRequest.matching(FILTER));
    assertThat(DeleteRequest.builder().all().build()).isEqualTo(DeleteRequest.all());
    for (DeleteRequest each :
        List.of(DeleteRequest.byIds("a"), DeleteRequest.matching(FILTER), DeleteRequest.all())) {
      assertThat(each.toBuilder().build()).isEqualTo(each);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.builder().build())
        .withMessage("delete has 0 of ids, filter and all, expected exactly one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.byIds("a").toBuilder().all().build())
        .withMessage("delete has 2 of ids, filter and all, expected exactly one");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeleteRequest.builder().filter(Filter.matchPhrase("title", "low tide")))
        .withMessageContaining("filter of delete has");
  }

  @Test
  void aSearchWithoutAScoringClauseIsRefused() {
    SearchDocumentsRequest request = SearchDocumentsRequest.builder(TEXT).topK(3).build();

    assertThat(SearchDocumentsRequest.builder().scoreBy(TEXT).topK(3).build()).isEqualTo(request);
    assertThat(request.toBuilder().build()).isEqualTo(request);
    assertThat(SearchDocumentsRequest.by(TEXT).topK()).isEqualTo(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SearchDocumentsRequest.builder().topK(3).build())
        .withMessage("search has no scoring clause, expected scoreBy with 1 to 100");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> SearchDocumentsRequest.builder(TEXT, ScoringClause.dense("embedding", 1, 2)))
        .withMessageContaining("expected it alone");
  }

  @Test
  void aHybridSearchKeepsItsSettingsInACopy() {
    RankedSearch words = RankedSearch.of("words", SearchDocumentsRequest.by(TEXT));
    HybridSearchRequest copy =
        HybridSearchRequest.builder(words)
            .topK(3)
            .rankConstant(7)
            .concurrency(2)
            .build()
            .toBuilder()
            .build();

    assertThat(copy.searches()).containsExactly(words);
    assertThat(copy.topK()).isEqualTo(3);
    assertThat(copy.rankConstant()).isEqualTo(7);
    assertThat(copy.concurrency()).isEqualTo(2);
    assertThat(HybridSearchRequest.of(words).topK()).isEqualTo(10);
  }

  @Test
  void anUpsertWithoutDocumentsIsRefused() {
    Document document = Document.builder("a").put("title", "tides").build();
    UpsertDocumentsRequest request = UpsertDocumentsRequest.builder().documents(document).build();

    assertThat(request).isEqualTo(UpsertDocumentsRequest.of(document));
    assertThat(request).isEqualTo(UpsertDocumentsRequest.of(List.of(document)));
    assertThat(request.toBuilder().build()).isEqualTo(request);
    assertThatIllegalArgumentException().isThrownBy(() -> UpsertDocumentsRequest.builder().build());
  }
}
