package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListIdsRequestTest {
  @Test
  void allIdsAreListedInPagesOfTheServiceByDefault() {
    ListIdsRequest request = ListIdsRequest.all();
    assertThat(request.prefix()).isEmpty();
    assertThat(request.limit()).isEmpty();
    assertThat(request.paginationToken()).isEmpty();
    assertThat(request).isEqualTo(ListIdsRequest.builder().build());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101, -1})
  void aPageHas1To100Ids(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListIdsRequest.builder().limit(limit))
        .withMessage("limit is %s, expected 1 to 100", limit);
    assertThat(ListIdsRequest.builder().limit(100).build().limit()).hasValue(100);
  }

  @Test
  void aTokenIsNotBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListIdsRequest.builder().paginationToken(" "))
        .withMessage("paginationToken is blank");
  }

  @Test
  void aCopyIsComplete() {
    ListIdsRequest request =
        ListIdsRequest.builder().prefix("a#").limit(7).paginationToken("t-1").build();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().paginationToken("t-2").build()).isNotEqualTo(request);
    assertThat(ListIdsRequest.withPrefix("a#").prefix()).contains("a#");
    assertThat(request).hasToString("ListIdsRequest[prefix a#, limit 7]");
  }
}
