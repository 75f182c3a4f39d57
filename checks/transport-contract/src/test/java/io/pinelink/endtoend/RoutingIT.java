package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.ConfigureIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.DeleteRequest;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpdateRequest;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.spi.Operations;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the routes of calls, as the server observes them. */
class RoutingIT {
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";
  private static final String PUBLIC = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  /** Calls every operation. */
  private static void work(Pinelink client) {
    Index index = Indexes.create(client, "docs", Metric.COSINE);
    client.controlPlane().awaitIndexReady("docs", Duration.ofSeconds(20));
    Indexes.fill(index);
    index.query(QueryRequest.nearest(1, 0));
    index.update(UpdateRequest.builder("east").metadata(Metadata.of("k", "v")).build());
    index.fetch(FetchRequest.byIds("east"));
    index.listIds();
    index.describeIndexStats();
    index.delete(DeleteRequest.all());
    client.controlPlane().listIndexes();
    client
        .controlPlane()
        .configureIndex(ConfigureIndexRequest.builder("docs").tag("a", "b").build());
    client.controlPlane().deleteIndex("docs");
  }

  private static List<RecordedRequest> seen(EmbeddedPinecone server, Listener listener) {
    return server.requests().stream().filter(request -> request.listener() == listener).toList();
  }

  private static void onlyControlPlanePaths(EmbeddedPinecone server) {
    assertThat(seen(server, Listener.CONTROL))
        .isNotEmpty()
        .allSatisfy(
            request -> {
              assertThat(request.protocol()).isEqualTo(Protocol.REST);
              assertThat(request.path()).startsWith("/indexes");
              assertThat(request.authority()).isEqualTo("api.pinecone.io");
            });
  }

  private static void onlyVectors(EmbeddedPinecone server, Listener listener, String authority) {
    assertThat(seen(server, listener))
        .hasSize(7)
        .allSatisfy(
            request -> {
              assertThat(request.protocol()).isEqualTo(Protocol.GRPC);
              assertThat(request.path()).startsWith("/VectorService/");
              assertThat(request.authority()).isEqualTo(authority);
            });
  }

  @Test
  void privateRequiredSendsNothingPublicly() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      work(client);

      assertThat(seen(server, Listener.PUBLIC_DATA)).isEmpty();
      onlyVectors(server, Listener.PRIVATE_DATA, PRIVATE);
      onlyControlPlanePaths(server);
    }
  }

  @Test
  void publicOnlySendsNothingPrivately() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().routePolicy(RoutePolicy.publicOnly()).build()) {
      work(client);

      assertThat(seen(server, Listener.PRIVATE_DATA)).isEmpty();
      onlyVectors(server, Listener.PUBLIC_DATA, PUBLIC);
      onlyControlPlanePaths(server);
    }
  }

  @Test
  void everyRequestCarriesTheVersionAndTheKeyIsMaskedInTheLog() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client = server.clientBuilder().build()) {
      work(client);

      assertThat(server.requests())
          .allSatisfy(
              request -> {
                assertThat(request.headers())
                    .containsEntry("x-pinecone-api-version", List.of(version(request.operation())))
                    .containsEntry("api-key", List.of("***"));
                assertThat(request.headers().toString()).contains("pinelink=");
              });
    }
  }

  private static String version(String operation) {
    if (operation.equals("configureIndex")) {
      return "2026-07"; // depends on the change: this one exists for indexes of all families
    }
    return Operations.all().stream()
        .filter(each -> each.name().equals(operation))
        .map(each -> each.apiVersion(null))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRouteNamesTheSourceOfItsHost() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);

      assertThat(index.route().host()).isEqualTo(PRIVATE);
      assertThat(index.route().kind()).isEqualTo(Route.Kind.PRIVATE);
      assertThat(index.route().source()).isEqualTo(Route.Source.CONTROL_PLANE);
      assertThat(index.route().reason()).contains("the control plane's private host");
      IndexDescription described = client.controlPlane().describeIndex("docs");
      assertThat(described.host()).contains(PUBLIC);
      assertThat(described.privateHost()).contains(PRIVATE);
    }
  }

  @Test
  void withoutARegisteredEndpointTheHostIsRewrittenAndTheRouteReportsIt() {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().privateEndpoint(false).start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);

      assertThat(index.route().host()).isEqualTo(PRIVATE);
      assertThat(index.route().reason())
          .contains("rewritten from " + PUBLIC)
          .contains("no private endpoint seems to be registered");
    }
  }

  @Test
  void openingByHostMakesNoControlPlaneCall() {
    try (EmbeddedPinecone server = EmbeddedPinecone.start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      Indexes.create(client, "docs", Metric.COSINE);
      server.clearRequests();

      Indexes.fill(client.indexAt("https://" + PUBLIC + "/"));

      assertThat(server.requests())
          .singleElement()
          .satisfies(
              request -> {
                assertThat(request.listener()).isEqualTo(Listener.PRIVATE_DATA);
                assertThat(request.authority()).isEqualTo(PRIVATE);
              });
    }
  }

  @Test
  void aRestrictedProjectRefusesThePublicRouteAndTheMessageNamesThePath() {
    try (EmbeddedPinecone server =
            EmbeddedPinecone.builder().restrictedToPrivateEndpoints().start();
        Pinelink client = server.clientBuilder().routePolicy(RoutePolicy.publicOnly()).build();
        Pinelink inside =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);

      assertThatThrownBy(index::describeIndexStats)
          .isInstanceOf(UnauthenticatedException.class)
          .hasMessageContaining(
              "describeIndexStats on " + PUBLIC + " (public route, embedded server)")
          .hasMessageContaining("restricted to private endpoints")
          .hasMessageContaining("RoutePolicy.privateRequired()");
      assertThat(inside.index("docs").describeIndexStats().totalVectorCount()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"eastus2-5e25.prod-azure", "aws-us-east-1-26bf.byoc"})
  void anEnvironmentMayHaveTwoLabels(String environment) {
    try (EmbeddedPinecone server = EmbeddedPinecone.builder().environment(environment).start();
        Pinelink client =
            server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      Index index = Indexes.create(client, "docs", Metric.COSINE);
      Indexes.fill(index);

      assertThat(index.route().host())
          .isEqualTo("docs-a1b234c.svc.private." + environment + ".pinecone.io");
      assertThat(seen(server, Listener.PUBLIC_DATA)).isEmpty();
    }
  }
}
