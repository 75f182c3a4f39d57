package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.PaginatedRequest;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests of the admin API and their builders. */
class AdminRequestBuildersTest {
  @Test
  void aRequestIsCopiedInFull() {
    copied(
        CreateApiKeyRequest.builder("p", "n").roles(Role.PROJECT_EDITOR).build(),
        request -> request.toBuilder().build());
    copied(
        CreateProjectRequest.builder("p").maxPods(1).forceEncryptionWithCmek().build(),
        request -> request.toBuilder().build());
    copied(
        CreateServiceAccountRequest.builder("a")
            .roleGrants(RoleGrant.onOrganization(Role.ORG_MEMBER))
            .build(),
        request -> request.toBuilder().build());
    copied(
        UpdateApiKeyRequest.builder("k").name("n").roles(Role.PROJECT_EDITOR).build(),
        request -> request.toBuilder().build());
    copied(
        UpdateProjectRequest.builder("p").name("n").maxPods(1).build(),
        request -> request.toBuilder().build());
  }

  private static <Q> void copied(Q request, UnaryOperator<Q> copy) {
    assertThat(copy.apply(request)).isNotSameAs(request).isEqualTo(request);
  }

  @Test
  void aFactoryWithAnIntentReturnsAFinishedRequest() {
    assertThat(CreateProjectRequest.named("p"))
        .isEqualTo(CreateProjectRequest.builder("p").build());
    assertThat(CreateServiceAccountRequest.named("a"))
        .isEqualTo(CreateServiceAccountRequest.builder("a").build());
  }

  static Stream<PaginatedRequest<?, ?>> pages() {
    return Stream.of(
        ListUsersRequest.builder().email("a@b").limit(3).build(),
        ListRoleBindingsRequest.builder().role(Role.ORG_MEMBER).limit(3).build());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void anotherPageKeepsTheOtherParameters(PaginatedRequest<?, ?> request) {
    PaginatedRequest<?, ?> next = request.withPaginationToken("t");

    assertThat(next.paginationToken()).contains("t");
    assertThat(next.limit()).hasValue(3);
    assertThat(next).hasToString(request.toString()).isNotEqualTo(request);
    assertThat(request.paginationToken()).isEmpty();
  }

  @Test
  void aRequestForAPageIsPaginated() {
    assertThat(AdminOperations.all())
        .filteredOn(operation -> operation.name().matches("list.+"))
        .filteredOn(operation -> !operation.name().matches("list(Organizations|Projects|ApiKeys)"))
        .hasSize(4)
        .allMatch(operation -> PaginatedRequest.class.isAssignableFrom(operation.request()));
  }
}
