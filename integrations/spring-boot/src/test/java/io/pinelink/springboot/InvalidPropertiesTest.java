package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Mistakes in the configuration end the start with the name of the property. */
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
    "pinelink.ssl.bundle, missing",
    "pinelink.control-plane-ssl.bundle, missing",
    "pinelink.trusted-domains[0], no domain",
    "pinelink.host-book, /no/such/file",
    "pinelink.timeout, 0s",
    "pinelink.connect-timeout, -1s",
    "pinelink.headers.api-key, x",
    "pinelink.health.index, docs",
    "pinelink.max-response-size, 0B",
    "pinelink.max-response-size, 4GB",
    "pinelink.max-grpc-connections, 0",
    "pinelink.rest-float-digits, 2"
  })
  void aRefusedValueIsReportedWithItsProperty(String property, String value) {
    assertReported(property, property + "=" + value);
  }

  @ParameterizedTest
  @CsvSource({
    "pinelink.connect-rules[0], pinelink.connect-rules[0].dial, vpce.example.com",
    "pinelink.connect-rules[0], pinelink.connect-rules[0].host, api.pinecone.io",
    "pinelink.address-guard, pinelink.address-guard.allowed-ranges, 203.0.113.0",
    "pinelink.proxy, pinelink.proxy.host, proxy.example.com",
    "pinelink.control-plane-proxy, pinelink.control-plane-proxy.host, proxy.example.com",
    "pinelink.connection-lifetime, pinelink.connection-lifetime.idle, 0s",
    "pinelink.connection-lifetime, pinelink.connection-lifetime.refresh, 5s",
    "pinelink.retry, pinelink.retry.max-attempts, 0",
    "pinelink.retry, pinelink.retry.tokens-per-success, 2",
    "pinelink.hedge, pinelink.hedge.delay, 0s",
    "pinelink.hedge, pinelink.hedge.max-extra-ratio, 0.1"
  })
  void aRefusedValueOfAGroupIsReportedWithTheGroup(String group, String property, String value) {
    assertReported(group, property + "=" + value);
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

  @Test
  void aHostThatMayNotReceiveTheKeyIsReportedWhenItsIndexIsOpened() {
    application
        .withPropertyValues(
            "pinelink.api-key=pcsk_of_this_test", "pinelink.indexes.docs.host=docs.example.com")
        .run(
            context ->
                assertThatThrownBy(() -> context.getBean("docsIndex"))
                    .hasStackTraceContaining("property 'pinelink.indexes.docs.host'"));
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
