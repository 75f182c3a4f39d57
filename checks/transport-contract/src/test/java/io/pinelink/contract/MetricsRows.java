package io.pinelink.contract;

import static io.pinelink.admin.AdminOperations.LIST_PROJECTS;
import static io.pinelink.contract.OrganizationRows.AWKWARD_IDS;
import static io.pinelink.contract.Property.LIMITS;
import static io.pinelink.contract.Property.PRESENCE;
import static io.pinelink.contract.Property.ROUND_TRIP;
import static io.pinelink.spi.MetricsOperations.DISCOVER_METRICS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pinelink.control.DiscoverMetricsResponse;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.response.ControlResponses;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.routing.Route;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.request.ById;
import io.pinelink.spi.request.EmptyRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The row of metrics discovery. */
final class MetricsRows {
  private MetricsRows() {}

  private static CallContext bearer(Calls calls, Duration timeout) {
    Route control = calls.controlRoute(ControlPlaneEndpoint.DEFAULT_HOST);
    ApiKey key = new ApiKey(EmbeddedPinecone.API_KEY);
    return Calls.context(control, "", timeout, key.asBearer());
  }

  static Section section() {
    Section section = new Section(MetricsRows::bearer);
    section.sample(DISCOVER_METRICS, ById.of("projectId", "p"));
    roundTrip(section);
    presence(section);
    limits(section);
    return section;
  }

  private static DiscoverMetricsResponse discover(Calls calls, String projectId) {
    return calls.call(DISCOVER_METRICS, ById.of("projectId", projectId));
  }

  /** Returns the id of the project that the key of the contract belongs to. */
  private static String project(Calls calls) {
    return calls.call(LIST_PROJECTS, new EmptyRequest()).items().get(0).id();
  }

  private static void roundTrip(Section section) {
    section.row(
        DISCOVER_METRICS,
        ROUND_TRIP,
        "one target for each index of the project",
        calls -> {
          String project = project(calls);
          IndexDescription index =
              CreateIndexRows.make(calls, CreateIndexRows.dense(CreateIndexRows.REGION));
          DiscoverMetricsResponse found = discover(calls, project);

          assertTrue(found.info().requestId().isPresent());
          assertEquals(
              List.of(
                  new ControlResponses.MetricsTargetsResult(
                      List.of(
                          "https://"
                              + index.host().orElseThrow()
                              + "/projects/"
                              + project
                              + "/metrics/export"),
                      Map.of("index_name", index.name(), "project_id", project))),
              found.groups().stream()
                  .filter(group -> index.name().equals(group.labels().get("index_name")))
                  .toList());
          assertEquals(
              calls.setup().controlPlane().listIndexes().items().size(), found.groups().size());
        });
  }

  private static void presence(Section section) {
    section.row(
        DISCOVER_METRICS,
        PRESENCE,
        "no groups, no targets and no labels in every form of the response",
        calls -> {
          for (String body : List.of("[]", "null")) {
            assertEquals(List.of(), calls.answered(DISCOVER_METRICS, body).groups());
          }
          for (String group :
              List.of(
                  "{}", "{\"targets\":[],\"labels\":{}}", "{\"targets\":null,\"labels\":null}")) {
            assertEquals(
                List.of(new ControlResponses.MetricsTargetsResult(List.of(), Map.of())),
                calls.answered(DISCOVER_METRICS, "[" + group + "]").groups());
          }
          assertEquals(
              List.of(new ControlResponses.MetricsTargetsResult(List.of("õ"), Map.of("ä", ""))),
              calls
                  .answered(
                      DISCOVER_METRICS,
                      "[{\"new\":[],\"targets\":[\"õ\",null],\"labels\":{\"ä\":\"\",\"ü\":null}}]")
                  .groups());
        });
  }

  private static void limits(Section section) {
    section.row(
        DISCOVER_METRICS,
        LIMITS,
        "another project and ids that a path must escape are refused",
        calls -> {
          String other = ProjectRows.make(calls).id();
          UnauthenticatedException refused =
              assertThrows(UnauthenticatedException.class, () -> discover(calls, other));
          assertFalse(
              String.valueOf(refused.getMessage()).contains(EmbeddedPinecone.API_KEY), "the key");
          for (String id : AWKWARD_IDS) {
            assertThrows(UnauthenticatedException.class, () -> discover(calls, id));
          }
        });
  }
}
