package io.pinelink.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.context.exceptions.NonUniqueBeanException;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.opentelemetry.api.OpenTelemetry;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.micrometer.MicrometerCallListener;
import io.pinelink.opentelemetry.OpenTelemetryCallListener;
import io.pinelink.routing.Route;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The beans of an application, and what it changes about them. */
class MicronautClientTest {
  private static final String KEY = "pcsk_of_this_test";
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  /** Sets an option that has no property. */
  @Singleton
  @Requires(property = "test.trusting")
  static class Trusting implements BeanCreatedEventListener<Pinelink.Builder> {
    @Override
    public Pinelink.Builder onCreated(BeanCreatedEvent<Pinelink.Builder> event) {
      return event.getBean().trustedDomain("example.com");
    }
  }

  private static ApplicationContext start(Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(properties);
    all.putIfAbsent("pinelink.api-key", KEY);
    return ApplicationContext.run(all);
  }

  @Test
  void eachPropertyIsAccepted(@TempDir Path folder) throws IOException {
    Path book = Files.writeString(folder.resolve("hosts.properties"), "format = 1\n");
    Map<String, Object> properties = new HashMap<>();
    properties.put("pinelink.apiVersion", "2026-04");
    properties.put("pinelink.control-plane", "api.pinecone.io");
    properties.put("pinelink.route-policy", "private-preferred");
    properties.put("pinelink.private-probe-timeout", "PT3S");
    properties.put("pinelink.connect-rules[0].host", "*.svc.private.x.pinecone.io");
    properties.put("pinelink.connect-rules[0].dial[0]", "a.example.com");
    properties.put("pinelink.connect-rules[0].dial[1]", "[fd00::1]:8443");
    properties.put("pinelink.connect-rules[1].project", "a1b234c");
    properties.put("pinelink.connect-rules[1].environment", "aped-4627-b74a");
    properties.put("pinelink.connect-rules[1].dial", "a.example.com:443,b.example.com");
    properties.put("pinelink.trusted-domains[0]", "example.com");
    properties.put("pinelink.host-book", book.toString());
    properties.put("pinelink.address-guard.allowed-ranges", "203.0.113.0/24");
    properties.put("pinelink.address-guard.allow-loopback", "true");
    properties.put("pinelink.proxy.host", "proxy.example.com");
    properties.put("pinelink.proxy.port", "3128");
    properties.put("pinelink.proxy.username", "shop");
    properties.put("pinelink.proxy.password", "s3cret-value");
    properties.put("pinelink.proxy.except-for", "a.example.com,b.example.com");
    properties.put("pinelink.proxy.private-routes", "true");
    properties.put("pinelink.control-plane-proxy.mode", "none");
    properties.put("pinelink.connection-lifetime.idle", "1m");
    properties.put("pinelink.connection-lifetime.keep-alive", "20s");
    properties.put("pinelink.connection-lifetime.refresh", "30s");
    properties.put("pinelink.retry.max-attempts", 3);
    properties.put("pinelink.retry.first-backoff", "100ms");
    properties.put("pinelink.retry.max-backoff", "1s");
    properties.put("pinelink.retry.attempt-timeout", "5s");
    properties.put("pinelink.retry.budget-tokens", 20);
    properties.put("pinelink.retry.tokens-per-success", 0.5);
    properties.put("pinelink.timeout", "20s");
    properties.put("pinelink.connect-timeout", "2s");
    properties.put("pinelink.source-tag", "shop");
    properties.put("pinelink.headers.X-Team_1", "search");
    properties.put("pinelink.max-response-size", "8MB");
    properties.put("pinelink.max-grpc-connections", 2);
    properties.put("pinelink.http-version", "http-2");
    properties.put("pinelink.protocols", "rest,grpc");
    properties.put("pinelink.indexes.docs.kind", "records");
    properties.put("pinelink.indexes.docs.host", "https://docs.example.com./");
    properties.put("pinelink.indexes.docs.namespace", "en");
    properties.put("pinelink.health.index", "docs");
    properties.put("pinelink.health.timeout", "1s");
    try (ApplicationContext context = start(properties)) {
      PropertyReader reader = new PropertyReader(context.getEnvironment());
      assertThat(reader.members("headers")).containsExactly(Map.entry("X-Team_1", "search"));
      assertThat(reader.texts("connect-rules[0].dial"))
          .containsExactly("a.example.com", "[fd00::1]:8443");
      assertThat(context.getBean(IndexBeans.class).declared())
          .extracting(DeclaredIndex::kind)
          .containsExactly(DeclaredIndex.Kind.RECORDS);
    }
  }

  @Test
  void indexesAreBeansWithTheirNames() {
    try (ApplicationContext context =
        start(
            Map.of(
                "pinelink.route-policy",
                "private-required",
                "pinelink.indexes.docs.host",
                HOST,
                "pinelink.indexes.docs.namespace",
                "en",
                "pinelink.indexes.texts.kind",
                "records",
                "pinelink.indexes.texts.host",
                HOST.replace("docs", "texts"),
                "pinelink.indexes.images.host",
                HOST.replace("docs", "images")))) {
      Index docs = context.getBean(Index.class, Qualifiers.byName("docs"));
      assertThat(docs.route().kind()).isEqualTo(Route.Kind.PRIVATE);
      assertThat(docs).isSameAs(context.getBean(Index.class, Qualifiers.byName("docs")));
      assertThat(context.getBean(RecordIndex.class)).isNotNull();
      assertThatThrownBy(() -> context.getBean(Index.class))
          .isInstanceOf(NonUniqueBeanException.class);
    }
  }

  @Test
  void listenersOfTheCreationOfTheBuilderSetOptionsWithoutAProperty() {
    try (ApplicationContext context =
        start(Map.of("test.trusting", "true", "pinelink.indexes.docs.host", "docs.example.com"))) {
      assertThat(context.getBean(Index.class)).isNotNull();
    }
  }

  @Test
  void theClientIsClosedWithTheContext() {
    Pinelink client;
    try (ApplicationContext context = start(Map.of())) {
      client = context.getBean(Pinelink.class);
    }
    assertThatThrownBy(() -> client.controlPlane().listIndexes())
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aClientOfTheApplicationReplacesTheConfiguredOne() {
    try (Pinelink own = Pinelink.builder().apiKey(KEY).build();
        ApplicationContext context =
            ApplicationContext.builder(Map.of("pinelink.indexes.docs.host", HOST))
                .beanDefinitions(RuntimeBeanDefinition.of(own))
                .start()) {
      assertThat(context.getBean(Pinelink.class)).isSameAs(own);
      assertThat(context.getBean(Index.class)).isNotNull();
    }
  }

  @Test
  void listenersOfTelemetryNeedABean() {
    CallListener audit = call -> CallObserver.none();
    try (ApplicationContext context = start(Map.of())) {
      assertThat(context.containsBean(MicrometerCallListener.class)).isFalse();
      assertThat(context.containsBean(OpenTelemetryCallListener.class)).isFalse();
    }
    try (ApplicationContext context =
        ApplicationContext.builder(Map.of("pinelink.api-key", KEY))
            .beanDefinitions(
                RuntimeBeanDefinition.builder(OpenTelemetry.class, OpenTelemetry::noop)
                    .singleton(true)
                    .build(),
                RuntimeBeanDefinition.builder(CallListener.class, () -> audit)
                    .singleton(true)
                    .build())
            .start()) {
      assertThat(context.getBeansOfType(CallListener.class))
          .contains(audit)
          .hasAtLeastOneElementOfType(OpenTelemetryCallListener.class);
    }
  }

  /** Beans are created by classes that Micronaut's processor generates, and never by reflection. */
  @Test
  void theModuleNeedsNoReflection() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("target/classes"))) {
      assertThat(files.map(Path::toString))
          .anyMatch(file -> file.endsWith("$Definition.class"))
          .noneMatch(file -> file.contains("native-image") || file.contains("$Introspection"));
    }
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/pinelink/micronaut"))) {
      assertThat(sources)
          .allSatisfy(
              source ->
                  assertThat(Files.readString(source))
                      .doesNotContain("java.lang.reflect", "@Introspected", "@ReflectiveAccess"));
    }
  }
}
