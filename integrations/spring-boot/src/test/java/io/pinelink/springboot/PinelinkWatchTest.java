package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.doctor.watch.RouteHealth;
import io.pinelink.doctor.watch.RouteWatch;
import io.pinelink.doctor.watch.WatchedHost;
import io.pinelink.error.ErrorCode;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.scope.refresh.RefreshScope;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The checks of routes, their health and their meters, on either line of Spring Boot. */
class PinelinkWatchTest {
  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  PinelinkAutoConfiguration.class, PinelinkMicrometerAutoConfiguration.class))
          .withBean("embedded", PinelinkConnectionDetails.class, () -> () -> server.clientBuilder())
          .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
          .withPropertyValues("pinelink.indexes.docs.name=docs", "pinelink.watch.fall=1");

  @BeforeEach
  void createIndex() {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static Optional<RouteHealth> health(ApplicationContext context) {
    List<WatchedHost> hosts = context.getBean(RouteWatch.class).hosts();
    return hosts.isEmpty() ? Optional.empty() : hosts.get(0).health();
  }

  private static PinelinkHealth.Result check(ApplicationContext context) {
    return new PinelinkHealth(
            context.getBean(ConfiguredIndexes.class),
            PinelinkProperties.of(context.getEnvironment()).health(),
            context.getBean(RouteWatch.class))
        .check();
  }

  @Test
  void nothingIsCheckedUnlessItIsWanted() {
    application.run(context -> assertThat(context).doesNotHaveBean(RouteWatch.class));
  }

  @Test
  void anIndexIsWatchedOnceItIsOpen() {
    application
        .withPropertyValues("pinelink.watch.enabled=true")
        .run(
            context -> {
              assertThat(context.getBean(RouteWatch.class).hosts()).isEmpty();
              assertThat(check(context).failure()).isNull();

              String host = context.getBean(Index.class).route().host();
              await().until(() -> health(context).equals(Optional.of(RouteHealth.UP)));

              assertThat(check(context).watched()).hasToString("{" + host + "=up}");
              await()
                  .untilAsserted(
                      () ->
                          assertThat(
                                  context
                                      .getBean(MeterRegistry.class)
                                      .get("pinelink.watch.health")
                                      .tag("server.address", host)
                                      .tag("pinelink.watch.health", "up")
                                      .gauge()
                                      .value())
                              .isEqualTo(1));
            });
  }

  @Test
  void theApplicationIsDownIfDataCannotFlow() {
    server
        .faults()
        .add(
            FaultRule.builder(Fault.refuse(ErrorCode.PERMISSION_DENIED, "broken"))
                .operations("describeIndexStats")
                .build());
    application
        .withPropertyValues("pinelink.watch.enabled=true")
        .run(
            context -> {
              String host = context.getBean(Index.class).route().host();
              await().until(() -> health(context).equals(Optional.of(RouteHealth.DOWN)));

              assertThat(check(context).failure())
                  .hasMessageContaining("data cannot flow to " + host);
            });
  }

  @Test
  void anIndexThatARefreshRenamesIsNoLongerWatchedUnderItsOldName() {
    try (Pinelink client = server.clientBuilder().build()) {
      client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("other", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    }
    application
        .withConfiguration(
            AutoConfigurations.of(
                RefreshAutoConfiguration.class, PinelinkRefreshAutoConfiguration.class))
        .withPropertyValues(
            "pinelink.watch.enabled=true",
            "spring.cloud.refresh.extra-refreshable=io.pinelink.Pinelink,io.pinelink.Index")
        .run(
            context -> {
              Index index = context.getBean("docsIndex", Index.class);
              String before = index.route().host();
              await().until(() -> health(context).equals(Optional.of(RouteHealth.UP)));

              ConfigurableApplicationContext source = context.getSourceApplicationContext();
              source
                  .getEnvironment()
                  .getPropertySources()
                  .addFirst(
                      new MapPropertySource("new", Map.of("pinelink.indexes.docs.name", "other")));
              source.getBean(RefreshScope.class).refreshAll();
              String after = index.route().host();

              assertThat(after).isNotEqualTo(before);
              assertThat(context.getBean(RouteWatch.class).hosts())
                  .extracting(WatchedHost::host)
                  .containsExactly(after);
              await()
                  .untilAsserted(
                      () ->
                          assertThat(context.getBean(MeterRegistry.class).getMeters())
                              .extracting(meter -> meter.getId().getTag("server.address"))
                              .contains(after)
                              .doesNotContain(before));
            });
  }

  @Test
  void aWrongSettingIsReportedWithItsProperty() {
    application
        .withPropertyValues("pinelink.watch.enabled=true", "pinelink.watch.interval=1ms")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessageContaining("interval is 1 ms, expected 1 s to 1 d"));
  }
}
