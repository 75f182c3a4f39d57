package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListRequestTest {
  @Test
  void listsAllInTheServicesPagesByDefault() {
    ListRequest request = ListRequest.all();
    assertThat(request.prefix()).isEmpty();
    assertThat(request.limit()).isEmpty();
    assertThat(request.paginationToken()).isEmpty();
    assertThat(request).isEqualTo(ListRequest.builder().build());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101, -1})
  void aPageHas1To100Ids(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListRequest.builder().limit(limit))
        .withMessage("limit is %s, expected 1 to 100", limit);
    assertThat(ListRequest.builder().limit(100).build().limit()).hasValue(100);
  }

  @Test
  void aTokenIsNotBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ListRequest.builder().paginationToken(" "))
        .withMessage("paginationToken is blank");
  }

  @Test
  void aCopyHasAllOfIt() {
    ListRequest request =
        ListRequest.builder().prefix("a#").limit(7).paginationToken("t-1").build();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.toBuilder().paginationToken("t-2").build()).isNotEqualTo(request);
    assertThat(ListRequest.withPrefix("a#").prefix()).contains("a#");
    assertThat(request).hasToString("ListRequest[prefix a#, limit 7]");
  }
}
