package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.request.ById;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests of the admin API, and the one answer that has a secret. */
class AdminRequestsTest {
  @Test
  void aProjectHasNoPodsAndNoCustomerManagedKeyByDefault() {
    CreateProjectRequest request = CreateProjectRequest.named("search");

    assertThat(request.name()).isEqualTo("search");
    assertThat(request.maxPods()).isZero();
    assertThat(request.forceEncryptionWithCmek()).isFalse();
    assertThat(request)
        .hasToString("CreateProjectRequest[search]")
        .isEqualTo(CreateProjectRequest.builder("search").maxPods(0).build())
        .isNotEqualTo(CreateProjectRequest.builder("search").maxPods(1).build())
        .isNotEqualTo(CreateProjectRequest.builder("search").forceEncryptionWithCmek().build());
  }

  @Test
  void anEmptyUpdateIsRefused() {
    UpdateProjectRequest request =
        UpdateProjectRequest.builder("p").name("n").maxPods(3).forceEncryptionWithCmek().build();

    assertThat(request.projectId()).isEqualTo("p");
    assertThat(request.name()).contains("n");
    assertThat(request.maxPods()).hasValue(3);
    assertThat(request.forceEncryptionWithCmek()).isTrue();
    refused(UpdateProjectRequest.builder("p")::build, "updating project 'p' changes nothing");
    refused(UpdateApiKeyRequest.builder("k")::build, "updating API key 'k' changes nothing");
    assertThat(UpdateProjectRequest.builder("p").name("n").build().maxPods()).isEmpty();
    assertThat(UpdateApiKeyRequest.builder("k").name("n").build().roles()).isEmpty();
  }

  @Test
  void anApiKeyMayEditItsProjectByDefault() {
    CreateApiKeyRequest request = CreateApiKeyRequest.builder("p", "ci").build();

    assertThat(request.projectId()).isEqualTo("p");
    assertThat(request.roles()).containsExactly(Role.PROJECT_EDITOR);
    assertThat(
            CreateApiKeyRequest.builder("p", "ci")
                .roles(Role.DATA_PLANE_VIEWER, new Role("Auditor"), Role.DATA_PLANE_VIEWER)
                .build()
                .roles())
        .containsExactly(Role.DATA_PLANE_VIEWER, new Role("Auditor"));
    refused(
        () -> CreateApiKeyRequest.builder("p", "ci").roles(),
        "roles is empty, expected at least one");
    refused(
        () -> UpdateApiKeyRequest.builder("k").roles(), "roles is empty, expected at least one");
  }

  @Test
  void namesHaveTheLengthsOfTheApi() {
    String longest = "n".repeat(512);
    assertThat(CreateProjectRequest.named(longest).name()).isEqualTo(longest);
    refused(
        () -> CreateProjectRequest.named(longest + "n"),
        "length of name is 513, expected 1 to 512");
    refused(() -> UpdateProjectRequest.builder("p").name(" "), "name is blank");
    refused(
        () -> CreateApiKeyRequest.builder("p", "n".repeat(81)),
        "length of name is 81, expected 1 to 80");
    refused(
        () -> UpdateApiKeyRequest.builder("k").name(""), "length of name is 0, expected 1 to 80");
    refused(
        () -> CreateProjectRequest.builder("p").maxPods(-1),
        "maxPods is -1, expected 0 to 2147483647");
  }

  @Test
  void aSupplementaryCharacterCountsOnce() {
    String project = "😀".repeat(512);
    String key = "😀".repeat(80);

    assertThat(CreateProjectRequest.named(project).name()).isEqualTo(project);
    assertThat(CreateApiKeyRequest.builder("p", key).build().name()).isEqualTo(key);
    refused(
        () -> UpdateApiKeyRequest.builder("k").name(key + "n"),
        "length of name is 81, expected 1 to 80");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void anIdIsASinglePathSegment(String id) {
    for (ThrowingCallable request :
        List.<ThrowingCallable>of(
            () -> ById.of("organizationId", id),
            () -> ById.of("projectId", id),
            () -> UpdateProjectRequest.builder(id),
            () -> CreateApiKeyRequest.builder(id, "n"),
            () -> ById.of("apiKeyId", id),
            () -> UpdateApiKeyRequest.builder(id))) {
      assertThatIllegalArgumentException()
          .isThrownBy(request)
          .withMessageMatching("(organization|project|apiKey)Id is .*");
    }
  }

  @Test
  void theSecretOfAKeyIsNotPrinted() {
    ResponseInfo info =
        VectorResponses.info(
            null,
            "",
            null,
            null,
            ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
            Protocol.REST,
            1);
    CreatedApiKey key =
        CreatedApiKey.of(
            ApiKeyDescription.of("k", "ci", "p", List.of(Role.PROJECT_EDITOR), info), "s3cret");

    assertThat(key).hasToString("CreatedApiKey[ci, ***]");
    assertThat(key.secret()).isEqualTo("s3cret");
    assertThat(key.info()).isEqualTo(info);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
  }
}
