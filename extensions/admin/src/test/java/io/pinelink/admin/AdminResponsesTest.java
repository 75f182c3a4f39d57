package io.pinelink.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import io.pinelink.spi.Operation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the responses that tests of programs create. */
class AdminResponsesTest {
  private static final ResponseInfo INFO =
      VectorResponses.info(
          null,
          "",
          null,
          null,
          ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of())),
          Protocol.REST,
          1);

  /** A response has no constructor that a test could call. */
  @Test
  void everyResponseCanBeCreated() {
    assertThat(AdminOperations.all())
        .extracting(Operation::response)
        .filteredOn(response -> response.getPackage().equals(AdminClient.class.getPackage()))
        .hasSizeGreaterThan(8)
        .allSatisfy(
            response ->
                assertThat(response.getDeclaredMethods())
                    .anySatisfy(
                        method -> {
                          assertThat(method.getName()).isEqualTo("of");
                          assertThat(method.getReturnType()).isEqualTo(response);
                        }));
  }

  @Test
  void secretsAndPersonalDataAreNotInTheText() {
    ApiKeyDescription key =
        ApiKeyDescription.of("k", "ci", "p", List.of(Role.PROJECT_EDITOR), INFO);
    CreatedApiKey created = CreatedApiKey.of(key, "s3cret");
    assertThat(created.secret()).isEqualTo("s3cret");
    assertThat(created.info()).isEqualTo(INFO);
    ServiceAccount account =
        ServiceAccount.of("s", "ci", "c", Optional.empty(), Optional.empty(), INFO);
    ServiceAccountWithSecret rotated = ServiceAccountWithSecret.of(account, "s3cret");
    assertThat(rotated.clientSecret()).isEqualTo("s3cret");
    assertThat(List.of(created.toString(), rotated.toString()))
        .containsExactly("CreatedApiKey[ci, ***]", "ServiceAccountWithSecret[ci, ***]");
    assertThat(User.of("u", "a@b", Optional.of("Ann"), INFO)).hasToString("User[u]");
  }
}
