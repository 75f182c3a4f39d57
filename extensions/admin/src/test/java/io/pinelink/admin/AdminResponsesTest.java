package io.pinelink.admin;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.response.VectorResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.model.ResponseInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    Set<Class<?>> made =
        Arrays.stream(AdminResponses.class.getDeclaredMethods())
            .map(Method::getReturnType)
            .collect(toSet());

    assertThat(
            Arrays.stream(AdminResponses.class.getDeclaredClasses())
                .filter(Class::isRecord)
                .flatMap(result -> Arrays.stream(result.getInterfaces())))
        .hasSizeGreaterThan(8)
        .isSubsetOf(made);
  }

  @Test
  void secretsAndPersonalDataAreNotInTheText() {
    ApiKeyDescription key =
        AdminResponses.apiKey("k", "ci", "p", List.of(Role.PROJECT_EDITOR), INFO);
    CreatedApiKey created = AdminResponses.createdApiKey(key, "s3cret");
    assertThat(created.secret()).isEqualTo("s3cret");
    assertThat(created.info()).isEqualTo(INFO);
    ServiceAccount account =
        AdminResponses.serviceAccount("s", "ci", "c", Optional.empty(), Optional.empty(), INFO);
    ServiceAccountWithSecret rotated = AdminResponses.serviceAccountWithSecret(account, "s3cret");
    assertThat(rotated.clientSecret()).isEqualTo("s3cret");
    assertThat(List.of(created.toString(), rotated.toString()))
        .containsExactly("CreatedApiKey[ci, ***]", "ServiceAccountWithSecret[ci, ***]");
    assertThat(AdminResponses.user("u", "a@b", Optional.of("Ann"), INFO)).hasToString("User[u]");
  }
}
