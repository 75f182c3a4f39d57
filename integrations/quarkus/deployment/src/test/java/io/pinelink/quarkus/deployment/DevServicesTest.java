package io.pinelink.quarkus.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.micrometer.core.instrument.MeterRegistry;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.Vector;
import io.pinelink.opentelemetry.OpenTelemetryCallListener;
import io.pinelink.quarkus.ClientCustomizer;
import io.pinelink.quarkus.NamedIndex;
import io.pinelink.routing.Route;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.RestAssured;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An application without a property of a connection, in test mode. */
class DevServicesTest {
  @RegisterExtension
  static final QuarkusUnitTest app =
      new QuarkusUnitTest()
          .withApplicationRoot(jar -> jar.addClass(SourceTag.class))
          .overrideConfigKey("quarkus.pinelink.devservices.seeds", "src/test/seed")
          .overrideConfigKey("quarkus.pinelink.devservices.indexes.tides", "2:euclidean")
          .overrideConfigKey("quarkus.pinelink.route-policy", "private-required")
          .overrideConfigKey("quarkus.pinelink.indexes.tides.namespace", "en")
          .overrideConfigKey(
              "quarkus.pinelink.indexes.animals.host",
              "animals-a1b234c.svc.aped-4627-b74a.pinecone.io")
          .overrideConfigKey("quarkus.pinelink.health.index", "animals")
          // For machines that are busy with other tests.
          .overrideConfigKey("quarkus.pinelink.health.timeout", "60s")
          .overrideConfigKey("quarkus.pinelink.timeout", "60s")
          .overrideConfigKey("quarkus.http.test-timeout", "100s")
          .overrideConfigKey("quarkus.otel.sdk.disabled", "true");

  /** A customizer of the application. */
  @Singleton
  public static class SourceTag implements ClientCustomizer {
    @Override
    public void customize(Pinelink.Builder builder) {
      builder.sourceTag("customized");
    }
  }

  @Inject Pinelink client;

  @Inject
  @NamedIndex("animals")
  Index animals;

  @Inject
  @NamedIndex("tides")
  Index tides;

  @Inject
  @NamedIndex("texts")
  Instance<RecordIndex> texts;

  @Inject Instance<MeterRegistry> meters;
  @Inject Instance<OpenTelemetryCallListener> spans;

  @Test
  void seedsAndIndexesAreThere() {
    assertThat(animals.query(QueryRequest.nearest(1, 0)).matches().get(0).id()).isEqualTo("cat");
    assertThat(animals.route().kind()).isEqualTo(Route.Kind.PRIVATE);

    tides.upsert(List.of(Vector.of("spring", new float[] {1, 2})));
    assertThat(tides.namespace()).isEqualTo("en");
  }

  @Test
  void anIndexThatDoesNotExistIsNamed() {
    assertThat(org.assertj.core.api.Assertions.catchThrowable(texts::get))
        .hasMessageContaining("quarkus.pinelink.devservices.indexes.texts");
  }

  @Test
  void callsAreMeasured() {
    animals.describeIndexStats();

    assertThat(meters.get().find("db.client.operation.duration").timers()).isNotEmpty();
    assertThat(spans.isResolvable()).isTrue();
  }

  @Test
  void readinessShowsRoutesAndTheVerdict() {
    RestAssured.get("/q/health/ready")
        .then()
        .statusCode(200)
        .body("checks.find { it.name == 'Pinelink' }.data.animals", startsWith("animals-"))
        .body("checks.find { it.name == 'Pinelink' }.data.verdict", equalTo("answered"));
  }
}
