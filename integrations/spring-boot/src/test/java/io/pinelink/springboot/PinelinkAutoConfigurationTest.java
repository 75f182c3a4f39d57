package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import io.pinelink.server.EmbeddedPinecone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;

/** The beans of an application, without a service. */
class PinelinkAutoConfigurationTest {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(SslAutoConfiguration.class, PinelinkAutoConfiguration.class))
          .withPropertyValues("pinelink.api-key=pcsk_secret_of_this_test");

  @Test
  void aKeyIsEnoughForAClient() {
    application.run(context -> assertThat(context).hasSingleBean(Pinelink.class));
  }

  @Test
  void theActuatorIsOptional() throws Exception {
    assertThat(
            SmallerClassPath.call(
                "spring-boot-(actuator|health)|micrometer", StartWithoutActuator.class))
        .contains("pinelink,", PinelinkAutoConfiguration.INDEXES)
        .doesNotContain("pinelinkEndpoint", "pinelinkHealthIndicator");
  }

  /** Starts an application with all of its auto-configurations, and returns its beans. */
  static final class StartWithoutActuator implements Callable<String> {
    @Override
    public String call() {
      AtomicReference<String> beans = new AtomicReference<>();
      new ApplicationContextRunner()
          .withUserConfiguration(Everything.class)
          .withPropertyValues("pinelink.api-key=pcsk_secret_of_this_test")
          .run(context -> beans.set(String.join(",", context.getBeanDefinitionNames())));
      return beans.get();
    }
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Everything {}

  @Test
  void theEndpointIsNotExposedByDefault() {
    application
        .withConfiguration(AutoConfigurations.of(PinelinkEndpointAutoConfiguration.class))
        .run(context -> assertThat(context).doesNotHaveBean(PinelinkEndpoint.class));
  }

  @Test
  void aPropertyDisablesTheHealthIndicator() {
    ApplicationContextRunner withHealth =
        application.withConfiguration(AutoConfigurations.of(PinelinkHealthAutoConfiguration.class));
    withHealth.run(context -> assertThat(context).hasBean("pinelinkHealthIndicator"));
    withHealth
        .withPropertyValues("management.health.pinelink.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean("pinelinkHealthIndicator"));
  }

  @Test
  void aPropertyDisablesTheClient() {
    application
        .withPropertyValues("pinelink.enabled=false")
        .run(context -> assertThat(context).doesNotHaveBean(Pinelink.class));
  }

  @Test
  void aClientOfTheApplicationReplacesTheConfiguredOne() {
    application
        .withUserConfiguration(OwnClient.class)
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(Pinelink.class)
                    .getBean(Pinelink.class)
                    .isSameAs(context.getBean("ownClient")));
  }

  @Test
  void everyPropertyIsAccepted() {
    application
        .withPropertyValues(
            "pinelink.api-version=2026-04",
            "pinelink.control-plane=api.example.com",
            "pinelink.trusted-domains=example.com",
            "pinelink.route-policy=private-preferred",
            "pinelink.private-probe-timeout=1s",
            "pinelink.connect-rules[0].host=*.svc.private.aped-4627-b74a.pinecone.io",
            "pinelink.connect-rules[0].dial=vpce.example.com,[::1]:8443",
            "pinelink.connect-rules[1].project=a1b234c",
            "pinelink.connect-rules[1].environment=aped-4627-b74a",
            "pinelink.connect-rules[1].dial=10.0.0.1:9443",
            "pinelink.address-guard.allowed-ranges=203.0.113.0/24",
            "pinelink.address-guard.allow-loopback=true",
            "pinelink.proxy.host=proxy.example.com",
            "pinelink.proxy.port=3128",
            "pinelink.proxy.username=user",
            "pinelink.proxy.password=password",
            "pinelink.proxy.except-for=*.example.org",
            "pinelink.proxy.private-routes=true",
            "pinelink.control-plane-proxy.mode=none",
            "pinelink.connection-lifetime.idle=50s",
            "pinelink.connection-lifetime.keep-alive=20s",
            "pinelink.connection-lifetime.refresh=30s",
            "pinelink.retry.max-attempts=2",
            "pinelink.retry.first-backoff=100ms",
            "pinelink.retry.max-backoff=1s",
            "pinelink.retry.attempt-timeout=5s",
            "pinelink.retry.budget-tokens=20",
            "pinelink.retry.tokens-per-success=0.5",
            "pinelink.timeout=20s",
            "pinelink.connect-timeout=3s",
            "pinelink.source-tag=shop",
            "pinelink.headers.x-team=search",
            "pinelink.max-response-size=8MB",
            "pinelink.max-grpc-connections=2",
            "pinelink.http-version=http-2",
            "pinelink.protocols=rest,grpc")
        .run(
            context ->
                assertThat(context.getBean(Pinelink.class)).asString().contains("api.example.com"));
  }

  @Test
  void customizersRunInOrderAfterTheProperties() {
    application
        .withUserConfiguration(Customizers.class)
        .run(
            context ->
                assertThat(context.getBean("calls", CallOrder.class).names)
                    .containsExactly("first", "second"));
  }

  @Test
  void indexesAreBeansWithTheirNameAsQualifier() {
    application
        .withPropertyValues(
            "pinelink.indexes.docs.host=" + HOST,
            "pinelink.indexes.docs.namespace=en",
            "pinelink.indexes.texts.kind=documents",
            "pinelink.indexes.texts.host=texts-a1b234c.svc.aped-4627-b74a.pinecone.io")
        .withUserConfiguration(TwoIndexes.class)
        .run(
            context -> {
              TwoIndexes indexes = context.getBean(TwoIndexes.class);
              assertThat(indexes.docs.route().host()).isEqualTo(HOST);
              assertThat(indexes.docs).isSameAs(context.getBean("docsIndex"));
              assertThat(indexes.texts.route().host()).startsWith("texts-");
            });
  }

  @Test
  void anIndexOfKindRecordsIsARecordIndex() {
    application
        .withPropertyValues(
            "pinelink.indexes.docs.host=" + HOST,
            "pinelink.indexes.docs.kind=records",
            "pinelink.indexes.docs.namespace=en")
        .run(
            context -> {
              RecordIndex docs = context.getBean("docsIndex", RecordIndex.class);
              assertThat(docs.route().host()).isEqualTo(HOST);
              assertThat(docs.namespace()).isEqualTo("en");
            });
  }

  @Test
  void aSingleIndexNeedsNoQualifier() {
    application
        .withPropertyValues("pinelink.indexes.docs.host=" + HOST)
        .run(context -> assertThat(context.getBean(Index.class).route().host()).isEqualTo(HOST));
  }

  @ParameterizedTest
  @CsvSource({"pinelink.indexes.docs=, docs-", "pinelink.indexes.docs=docs-2026, docs-2026-"})
  void aTextIsEnoughForAnIndex(String property, String host) {
    try (EmbeddedPinecone server = EmbeddedPinecone.start()) {
      try (Pinelink client = server.clientBuilder().build()) {
        for (String name : List.of("docs", "docs-2026")) {
          client
              .controlPlane()
              .createIndex(
                  CreateIndexRequest.dense(name, 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
        }
      }
      application
          .withBean(PinelinkConnectionDetails.class, () -> server::clientBuilder)
          .withPropertyValues(property)
          .run(
              context -> {
                assertThat(context.getBean(PinelinkProperties.class).indexes())
                    .containsOnlyKeys("docs");
                assertThat(context.getBean("docsIndex", Index.class).route().host())
                    .matches(host + "[a-z0-9]+\\..*");
              });
    }
  }

  @Test
  void aPrimaryListenerIsAdded() {
    List<Route> chosen = new ArrayList<>();
    application
        .withBean(
            "audit",
            RouteListener.class,
            () ->
                new RouteListener() {
                  @Override
                  public void chosen(Route route) {
                    chosen.add(route);
                  }
                },
            definition -> definition.setPrimary(true))
        .withBean("other", RouteListener.class, () -> new RouteListener() {})
        .withPropertyValues("pinelink.indexes.docs.host=" + HOST)
        .run(
            context -> {
              context.getBean(Index.class);
              assertThat(chosen).extracting(Route::host).containsExactly(HOST);
            });
  }

  @Test
  void aLazilyInjectedIndexIsOpenedByItsFirstUse() {
    application
        .withPropertyValues("pinelink.indexes.docs.host=" + HOST)
        .withUserConfiguration(LazyIndex.class)
        .run(
            context -> {
              ConfiguredIndexes indexes = context.getBean(ConfiguredIndexes.class);
              Index lazy = context.getBean(LazyIndex.class).docs;
              assertThat(indexes.route("docs")).isEmpty();
              assertThat(lazy.route().host()).isEqualTo(HOST);
              assertThat(indexes.route("docs")).isPresent();
            });
  }

  @Test
  void aLazilyInjectedClientIsAProxyThatWorks() {
    application
        .withUserConfiguration(LazyClient.class)
        .run(
            context -> {
              Pinelink lazy = context.getBean(LazyClient.class).client;
              assertThat(lazy).isNotSameAs(context.getBean(Pinelink.class));
              assertThat(lazy.indexAt(HOST).route().host()).isEqualTo(HOST);
            });
  }

  @Test
  void theClientIsClosedWithTheApplication() {
    AtomicReference<Index> index = new AtomicReference<>();
    application
        .withPropertyValues("pinelink.indexes.docs.host=" + HOST)
        .run(context -> index.set(context.getBean(Index.class)));
    assertThat(
            org.assertj.core.api.Assertions.catchThrowable(() -> index.get().describeIndexStats()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void noTextShowsTheKey() {
    application
        .withPropertyValues(
            "pinelink.headers.x-token=another_secret",
            "pinelink.proxy.host=proxy.example.com",
            "pinelink.proxy.port=3128",
            "pinelink.proxy.username=shop",
            "pinelink.proxy.password=third")
        .run(
            context ->
                assertThat(context.getBean(PinelinkProperties.class).toString())
                    .doesNotContain("secret", "third"));
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnClient {
    @Bean
    Pinelink ownClient() {
      return Pinelink.builder().apiKey("pcsk_own_secret").build();
    }
  }

  static final class CallOrder {
    final List<String> names = new ArrayList<>();
  }

  @Configuration(proxyBeanMethods = false)
  static class Customizers {
    @Bean
    CallOrder calls() {
      return new CallOrder();
    }

    @Bean
    @Order(2)
    PinelinkBuilderCustomizer second(CallOrder calls) {
      return builder -> calls.names.add("second");
    }

    @Bean
    @Order(1)
    PinelinkBuilderCustomizer first(CallOrder calls) {
      return builder -> calls.names.add("first");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class TwoIndexes {
    final Index docs;
    final DocumentIndex texts;

    TwoIndexes(@Qualifier("docs") Index docs, @Qualifier("texts") DocumentIndex texts) {
      this.docs = docs;
      this.texts = texts;
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class LazyIndex {
    @Autowired @Lazy Index docs;
  }

  @Configuration(proxyBeanMethods = false)
  static class LazyClient {
    @Autowired @Lazy Pinelink client;
  }
}
