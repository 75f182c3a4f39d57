package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.pinelink.control.ListBackupScheduleHistoryRequest;
import io.pinelink.control.ListBackupSchedulesRequest;
import io.pinelink.control.ListBackupsRequest;
import io.pinelink.namespaces.ListNamespaceAliasesRequest;
import io.pinelink.namespaces.ListNamespacesRequest;
import io.pinelink.spi.Operations;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
  /** The lists that the service does not page. */
  private static final Set<String> UNPAGED = Set.of("listIndexes", "listCollections", "listModels");

  @Test
  void aPageHasNeitherLimitNorTokenByDefault() {
    assertThat(PageRequest.all().limit()).isEmpty();
    assertThat(PageRequest.all().paginationToken()).isEmpty();
    assertThat(PageRequest.all()).isEqualTo(PageRequest.builder().build());
  }

  @Test
  void aPageRequestIsCopiedInFull() {
    PageRequest request = PageRequest.builder().limit(7).paginationToken("t").build();

    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request).isNotEqualTo(PageRequest.all()).hasToString("PageRequest[limit 7]");
    assertThat(request.limit()).hasValue(7);
    assertThat(request.paginationToken()).contains("t");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 101})
  void aLimitIs1To100(int limit) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageRequest.builder().limit(limit))
        .withMessage("limit is %s, expected 1 to 100", limit);
    assertThat(PageRequest.builder().limit(100).build().limit()).hasValue(100);
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void aTokenIsNeitherNullNorBlank() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PageRequest.all().withPaginationToken(" "))
        .withMessage("paginationToken is blank");
    assertThatNullPointerException()
        .isThrownBy(() -> PageRequest.all().withPaginationToken(null))
        .withMessage("paginationToken is null");
  }

  static Stream<PaginatedRequest<?, ?>> requests() {
    return Stream.of(
        PageRequest.builder().limit(3).build(),
        ListBackupsRequest.builder().index("docs").limit(3).build(),
        ListBackupSchedulesRequest.builder("docs").limit(3).build(),
        ListBackupScheduleHistoryRequest.builder("s").limit(3).build(),
        ListIdsRequest.builder().prefix("a").limit(3).build(),
        ListNamespacesRequest.builder().prefix("a").limit(3).build(),
        ListNamespaceAliasesRequest.builder().prefix("a").limit(3).build());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void anotherPageKeepsTheOtherParameters(PaginatedRequest<?, ?> request) {
    PaginatedRequest<?, ?> next = request.withPaginationToken("t");

    assertThat(next.paginationToken()).contains("t");
    assertThat(next.limit()).hasValue(3);
    assertThat(next).hasToString(request.toString()).isNotEqualTo(request);
    assertThat(request.paginationToken()).isEmpty();
  }

  @Test
  void aRequestForAPageIsPaginated() {
    assertThat(Operations.all())
        .filteredOn(operation -> Page.class.isAssignableFrom(operation.response()))
        .filteredOn(operation -> !UNPAGED.contains(operation.name()))
        .hasSizeGreaterThan(10)
        .allMatch(operation -> PaginatedRequest.class.isAssignableFrom(operation.request()));
  }

  @Test
  void aFetchByMetadataPageHas1To10000Vectors() {
    Filter filter = Filter.eq("lang", "et");
    FetchByMetadataRequest request =
        FetchByMetadataRequest.builder(filter).limit(10_000).paginationToken("t").build();
    assertThat(request.toBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
    assertThat(request.limit()).hasValue(10_000);
    assertThat(request).hasToString("FetchByMetadataRequest[limit 10000]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FetchByMetadataRequest.builder(filter).limit(10_001))
        .withMessage("limit is 10001, expected 1 to 10000");
  }
}
