package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.model.Metric;
import io.pinelink.testsupport.Indexes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests metrics discovery through the client's public API. */
class MetricsDiscoveryIT {
  private static String firstProject(EmbeddedPinecone server) {
    try (AdminClient admin =
        server
            .configure(AdminClient.builder())
            .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
            .build()) {
      return admin.listProjects().items().get(0).id();
    }
  }

  @Test
  void everyIndexOfTheProjectHasATarget() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      String project = firstProject(server);
      assertThat(client.controlPlane().discoverMetrics(project).groups()).isEmpty();
      Indexes.create(client, "docs", Metric.COSINE);
      try (Pinelink other = server.addProject("b2c345d").clientBuilder().build()) {
        Indexes.create(other, "books", Metric.COSINE);
      }

      assertThat(client.controlPlane().discoverMetrics(project).groups())
          .containsExactly(
              new ControlResponses.MetricsTargetsResult(
                  List.of(
                      "https://"
                          + client.controlPlane().describeIndex("docs").host().orElseThrow()
                          + "/projects/"
                          + project
                          + "/metrics/export"),
                  Map.of("index_name", "docs", "project_id", project)));
    }
  }

  @Test
  void theKeyMustBelongToTheProjectAndIsNotLogged() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink other = server.addProject("b2c345d").clientBuilder().build();
        Pinelink unknown = server.clientBuilder().apiKey("pckey_of_another").build()) {
      String project = firstProject(server);

      assertThatThrownBy(() -> other.controlPlane().discoverMetrics(project))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining("Invalid API key.")
          .hasMessageNotContaining(EmbeddedPinecone.API_KEY);
      assertThatThrownBy(() -> unknown.controlPlane().discoverMetrics(project))
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageNotContaining("pckey_of_another");
      assertThatThrownBy(() -> other.controlPlane().discoverMetrics("missing"))
          .isInstanceOf(UnauthenticatedException.class);
      assertThat(server.requests())
          .filteredOn(request -> request.operation().equals("discoverMetrics"))
          .hasSize(3)
          .allSatisfy(
              request -> {
                assertThat(request.headers()).doesNotContainKey("api-key");
                assertThat(request.headers().get("authorization")).containsExactly("***");
              });
    }
  }

  @Test
  void localModeHasPlaintextTargets() {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().localMode().start();
        Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);

      assertThat(client.controlPlane().discoverMetrics(firstProject(server)).groups())
          .singleElement()
          .satisfies(
              group ->
                  assertThat(group.targets())
                      .singleElement()
                      .asString()
                      .startsWith("http://localhost:"));
    }
  }
}
