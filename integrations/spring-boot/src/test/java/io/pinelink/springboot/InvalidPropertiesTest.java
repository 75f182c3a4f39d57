package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.routing.RouteListener;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

/** Mistakes in the configuration make startup fail with the name of the property. */
class InvalidPropertiesTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(SslAutoConfiguration.class, PinelinkAutoConfiguration.class));

  @ParameterizedTest
  @CsvSource({
    "pinelink.api-version, latest",
    "pinelink.control-plane, not a host",
    "pinelink.indexes.docs.host, not a host",
    "pinelink.indexes.docs.host, docs.example.com",
    "pinelink.indexes.docs.namespace, Bücher",
    "pinelink.indexes.docs, docs_2026",
    "pinelink.ssl.bundle, missing",
    "pinelink.control-plane-ssl.bundle, missing",
    "pinelink.trusted-domains[0], no domain",
    "pinelink.host-book, /no/such/file",
    "pinelink.timeout, 0s",
    "pinelink.connect-timeout, -1s",
    "pinelink.headers.api-key, x",
    "pinelink.health.index, docs",
    "pinelink.health.timeout, 0s",
    "pinelink.private-probe-timeout, 3s",
    "pinelink.max-response-size, 0B",
    "pinelink.max-response-size, 4GB",
    "pinelink.max-grpc-connections, 0"
  })
  void aRefusedValueIsReportedWithItsProperty(String property, String value) {
    assertReported(property, property + "=" + value);
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.connect-rules[0], pinelink.connect-rules[0].dial, vpce.example.com",
    "pinelink.connect-rules[0], pinelink.connect-rules[0].host, api.pinecone.io",
    "pinelink.address-guard, pinelink.address-guard.allowed-ranges, 203.0.113.0",
    "pinelink.indexes.docs, pinelink.indexes.docs.name, docs_2026",
    "pinelink.proxy, pinelink.proxy.host, proxy.example.com",
    "pinelink.proxy, pinelink.proxy.port, 3128",
    "pinelink.proxy, pinelink.proxy.username, shop",
    "pinelink.proxy, pinelink.proxy.password, secret",
    "pinelink.control-plane-proxy, pinelink.control-plane-proxy.host, proxy.example.com",
    "pinelink.control-plane-proxy, pinelink.control-plane-proxy.port, 3128",
    "pinelink.connection-lifetime, pinelink.connection-lifetime.idle, 0s",
    "pinelink.connection-lifetime, pinelink.connection-lifetime.refresh, 5s",
    "pinelink.retry, pinelink.retry.max-attempts, 0",
    "pinelink.retry, pinelink.retry.tokens-per-success, 2"
  })
  void aRefusedValueOfAGroupIsReportedWithTheGroup(String group, String property, String value) {
    assertReported(group, property + "=" + value);
  }

  @Test
  void aPasswordAtTheProxyNeedsAUser() {
    assertReported(
        "pinelink.proxy",
        "pinelink.proxy.host=proxy.example.com",
        "pinelink.proxy.port=3128",
        "pinelink.proxy.password=secret");
  }

  @Test
  void anEnvironmentIsForARuleOfAProject() {
    assertReported(
        "pinelink.connect-rules[0]",
        "pinelink.connect-rules[0].host=*.svc.private.aped-4627-b74a.pinecone.io",
        "pinelink.connect-rules[0].environment=aped-4627-b74a",
        "pinelink.connect-rules[0].dial=vpce.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"private-required", "as-given", "public-only"})
  void aPolicyWithoutProbesHasNoProbeTimeout(String policy) {
    assertReported(
        "pinelink.private-probe-timeout",
        "pinelink.route-policy=" + policy,
        "pinelink.private-probe-timeout=3s");
  }

  @Test
  void aPolicyThatDoesNotExistIsReportedBySpring() {
    application
        .withPropertyValues("pinelink.api-key=pcsk_of_this_test", "pinelink.route-policy=secret")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("pinelink.route-policy")
                    .hasStackTraceContaining("RoutePolicy$Choice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs-a1b234c.svc.aped-4627-b74a.pinecone.io",
        "docs.vectors.example.com",
        "https://Docs.Vectors.Example.com./",
        "localhost:5081",
        "docs.localhost:5081"
      })
  void aHostThatMayReceiveTheKeyIsAccepted(String host) {
    application
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test",
            "pinelink.trusted-domains=Vectors.example.com.",
            "pinelink.indexes.docs.host=" + host)
        .run(context -> assertThat(context).hasNotFailed().getBean("docsIndex").isNotNull());
  }

  @Test
  void codeMayTrustADomain() {
    application
        .withBean(
            PinelinkBuilderCustomizer.class, () -> builder -> builder.trustedDomain("example.com"))
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test", "pinelink.indexes.docs.host=docs.example.com")
        .run(context -> assertThat(context).hasNotFailed().getBean("docsIndex").isNotNull());
  }

  @Test
  void besideCodeAHostThatMayNotReceiveTheKeyIsReportedWhenItsIndexIsOpened() {
    application
        .withBean(PinelinkBuilderCustomizer.class, () -> builder -> {})
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test", "pinelink.indexes.docs.host=docs.example.com")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean("docsIndex"))
                    .hasStackTraceContaining("property 'pinelink.indexes.docs.host'"));
  }

  @Test
  void oneOfTwoRouteListenersMustBePrimary() {
    application
        .withBean("audit", RouteListener.class, () -> new RouteListener() {})
        .withBean("metrics", RouteListener.class, () -> new RouteListener() {})
        .withPropertyValues("pinelink.api-key=pcsk_of_this_test")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(NoUniqueBeanDefinitionException.class)
                    .hasStackTraceContaining("RouteListener")
                    .hasStackTraceContaining("audit,metrics"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vectors", "records", "documents"})
  void aBeanNamedLikeAnIndexIsRefused(String kind) {
    application
        .withUserConfiguration(OwnIndex.class)
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test", "pinelink.indexes.docs.kind=" + kind)
        .run(
            context -> {
              FailureAnalysis analysis = analysis(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .contains("Property: pinelink.indexes.docs\n", "a bean 'docsIndex' of its own");
              assertThat(analysis.getAction())
                  .isEqualTo("Rename the bean 'docsIndex', or remove pinelink.indexes.docs.");
            });
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnIndex {
    @Bean
    Index docsIndex(Pinelink client) {
      return client.indexAt("docs-a1b234c.svc.aped-4627-b74a.pinecone.io");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.api-key",
    "pinelink.headers.x-team",
    "pinelink.indexes.docs.namespace",
    "pinelink.indexes.docs",
    "pinelink.indexes.docs.host"
  })
  void aPlaceholderWhoseVariableIsNotSetIsReportedWithItsProperty(String property) {
    assertReported(property, property + "=${PINELINK_NOT_SET_IN_THIS_TEST}");
  }

  @Test
  void aPlaceholderInAPasswordOfAProxyIsReported() {
    assertReported(
        "pinelink.proxy",
        "pinelink.proxy.host=proxy.example.com",
        "pinelink.proxy.port=3128",
        "pinelink.proxy.username=shop",
        "pinelink.proxy.password=${PINELINK_NOT_SET_IN_THIS_TEST}");
  }

  @ParameterizedTest
  @CsvSource({"client-id, client-secret", "client-secret, client-id"})
  void aPlaceholderInACredentialOfAdminIsReported(String wrong, String right) {
    application
        .withConfiguration(AutoConfigurations.of(PinelinkAdminAutoConfiguration.class))
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test",
            "pinelink.admin." + wrong + "=${PINELINK_NOT_SET_IN_THIS_TEST}",
            "pinelink.admin." + right + "=s3cret-value")
        .run(
            context -> {
              FailureAnalysis analysis = analysis(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .contains("Property: pinelink.admin." + wrong + "\n", "contains a placeholder");
              assertThat(stackTrace(context.getStartupFailure())).doesNotContain("s3cret");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.timeout, 30",
    "pinelink.connect-timeout, 10",
    "pinelink.health.timeout, 2",
    "pinelink.connection-lifetime.idle, 60",
    "pinelink.retry.first-backoff, 200",
    "pinelink.retry.attempt-timeout, 050"
  })
  void aDurationWithoutAUnitIsRefused(String property, String value) {
    application
        .withPropertyValues("pinelink.api-key=pcsk_of_this_test", property + "=" + value)
        .run(
            context -> {
              FailureAnalysis analysis = analysis(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .contains(
                      "Property: " + property + "\n", "duration is " + value + " without a unit");
              assertThat(analysis.getAction())
                  .contains(value + "s for seconds", value + "ms for milliseconds");
            });
  }

  @Test
  void theUnitOfADurationMayBeMissingInAVariableToo() {
    application
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test", "limit=45", "pinelink.timeout=${limit}")
        .run(
            context ->
                assertThat(analysis(context.getStartupFailure()).getDescription())
                    .contains("Property: pinelink.timeout\n", "duration is 45"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"30s", "PT30S", "500ms", "1m"})
  void aDurationWithAUnitIsAccepted(String value) {
    application
        .withPropertyValues("pinelink.api-key=pcsk_of_this_test", "pinelink.timeout=" + value)
        .run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.index.products.namespace=en, pinelink.index, pinelink.indexes",
    "pinelink.index=products, pinelink.index, pinelink.indexes",
    "pinelink.apikeys=x, pinelink.apikeys, pinelink.api-key",
    "pinelink.indexes.docs.name-space=en, , ",
    "pinelink.indexes.docs.hosts=x, pinelink.indexes.docs.hosts, pinelink.indexes.docs.host",
    "pinelink.retry.max-attempt=3, pinelink.retry.max-attempt, pinelink.retry.max-attempts",
    "pinelink.routing=private, pinelink.routing, "
  })
  void aPropertyThatDoesNotExistIsRefused(String line, String wrong, String meant) {
    application
        .withPropertyValues("pinelink.api-key=pcsk_of_this_test", line)
        .run(
            context -> {
              if (wrong == null) { // Spring ignores hyphens
                assertThat(context).hasNotFailed();
                return;
              }
              FailureAnalysis analysis = analysis(context.getStartupFailure());
              assertThat(analysis.getDescription())
                  .contains("Property: " + wrong + "\n", "no such property");
              assertThat(analysis.getAction())
                  .isEqualTo(
                      meant == null
                          ? "Correct the name of " + wrong + ", or remove it."
                          : "Did you mean " + meant + "?");
            });
  }

  @Test
  void theNamesOfOtherSourcesAndOfListsAreNotRefused() {
    application
        .withSystemProperties("pinelink.cases=5")
        .withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addLast(
                        new MapPropertySource(
                            "defaults",
                            Map.of(
                                "pinelink.connect-rules[0].host", "*.svc.x.pinecone.io",
                                "pinelink.connect-rules[0].dial[0]", "a.example.com",
                                "pinelink.connect-rules[0].dial[1]", "b.example.com",
                                "pinelink.trusted-domains[1]", "b.example.com",
                                "pinelink.indexes.docs", "docs-2026",
                                "pinelink.indexes.docs.namespace", "en"))))
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test",
            "pinelink.trusted-domains[0]=example.com",
            "pinelink.connect-rules[0].host=*.svc.y.pinecone.io",
            "pinelink.connect-rules[0].dial=c.example.com",
            "pinelink.headers.X-Team_1=search",
            "pinelink.spring-ai.namespace=en",
            "pinelink.indexes.docs.host=docs-a1b234c.svc.aped-4627-b74a.pinecone.io",
            "pinelink.indexes.my-texts.kind=documents",
            "pinelink.proxy.except-for=a.example.com,b.example.com")
        .run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void aMissingTransportNamesTheArtifact() throws Exception {
    assertThat(
            SmallerClassPath.call(
                "pinelink-(grpc|rest)|(grpc|rest)-transport", StartWithoutTransports.class))
        .contains("no transport for [GRPC, REST]", "pinelink-spring-boot-starter");
  }

  /** Runs on a class path without transports, and returns the analysis of the failure. */
  static final class StartWithoutTransports implements Callable<String> {
    @Override
    public String call() {
      AtomicReference<String> text = new AtomicReference<>();
      new ApplicationContextRunner()
          .withConfiguration(AutoConfigurations.of(PinelinkAutoConfiguration.class))
          .withPropertyValues("pinelink.api-key=pcsk_of_this_test")
          .run(
              context -> {
                FailureAnalysis analysis = analysis(context.getStartupFailure());
                text.set(analysis.getDescription() + analysis.getAction());
              });
      return text.get();
    }
  }

  @Test
  void aRefusedKeyIsNotInTheReport() {
    application
        .withPropertyValues("pinelink.api-key=not ascii \u00e9 secret")
        .run(
            context -> {
              FailureAnalysis analysis = analysis(context.getStartupFailure());
              assertThat(analysis.getDescription()).contains("pinelink.api-key");
              assertThat(context.getStartupFailure())
                  .satisfies(
                      failure -> assertThat(stackTrace(failure)).doesNotContain("\u00e9 secret"));
            });
  }

  private static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void assertReported(String property, String... values) {
    application
        .withPropertyValues("pinelink.api-key=pcsk_of_this_test")
        .withPropertyValues(values)
        .run(
            context -> {
              FailureAnalysis analysis = analysis(context.getStartupFailure());
              assertThat(analysis.getDescription()).contains("Property: " + property + "\n");
              assertThat(analysis.getAction()).contains(property);
            });
  }

  private static FailureAnalysis analysis(Throwable failure) {
    assertThat(failure).isNotNull();
    FailureAnalysis analysis = new PinelinkPropertyFailureAnalyzer().analyze(failure);
    assertThat(analysis).as("analysis of %s", stackTrace(failure)).isNotNull();
    return analysis;
  }
}
