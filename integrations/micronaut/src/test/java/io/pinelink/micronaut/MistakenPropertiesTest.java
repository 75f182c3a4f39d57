package io.pinelink.micronaut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.pinelink.Index;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mistake in the configuration makes startup fail with one line that names the property. */
class MistakenPropertiesTest {
  private static final String KEY = "pcsk_of_this_test";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "api-version | latest | latest",
        "control-plane | not a host | not a host",
        "route-policy | private | one of as-given, public-only, private-required, private-preferred",
        "private-probe-timeout | 3s | only with route-policy private-preferred",
        "trusted-domains[0] | no domain | no domain",
        "host-book | /no/such/file | /no/such/file",
        "timeout | 0s | 0 ms",
        "timeout | 30 | duration is 30 without a unit, expected for example 30s or 30ms",
        "timeout | soon | expected a duration such as 500ms, 30s or PT30S",
        "connect-timeout | PT-1S | -1 s",
        "max-response-size | 0B | 0",
        "max-response-size | 4GB | less than 2 GB",
        "max-grpc-connections | 0 | expected 1 or more",
        "max-grpc-connections | many | expected a whole number",
        "http-version | http-3 | one of http-1-1, http-2",
        "protocols | grpc,soap | one of grpc, rest",
        "headers.api-key | x | api-key",
        "indexes.docs.host | not a host | not a host",
        "indexes.docs.host | docs.example.com | trusted",
        "indexes.docs.namespace | Bücher | namespace",
        "indexes.docs.name | docs_2026 | docs_2026",
        "indexes.docs | docs_2026 | docs_2026",
        "indexes.docs.kind | images | one of vectors, records, documents",
        "health.index | docs | expected one of []",
        "health.timeout | 0s | 0 ms",
        "ssl.trusted-certificates | /no/such/ca.pem | /no/such/ca.pem",
        "control-plane-ssl.trusted-certificates | /no/such/ca.pem | /no/such/ca.pem",
        "proxy.mode | socks | one of jvm, none",
        "proxy.private-routes | yes | true or false",
        "retry.max-attempts | 0 | 0",
        "embedded | on | true or false"
      })
  void aRefusedValueIsReportedWithItsProperty(String property, String value, String problem) {
    assertReported(property, problem, Map.of("pinelink." + property, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "connect-rules[0] | connect-rules[0].dial=vpce.example.com | exactly one of host and project",
        "connect-rules[0] | connect-rules[0].host=*.svc.x.pinecone.io | dial is missing",
        "connect-rules[0] | connect-rules[0].host=a.pinecone.io,connect-rules[0].dial=a:b | dial is 'a:b'",
        "address-guard | address-guard.allowed-ranges=203.0.113.0 | 203.0.113.0",
        "proxy.port | proxy.host=proxy.example.com | missing",
        "proxy.host | proxy.port=3128 | missing",
        "proxy.host | control-plane-proxy.mode=none,proxy.password=secret | missing",
        "ssl.private-key | ssl.certificate=client.pem | missing",
        "connection-lifetime.idle | connection-lifetime.refresh=30s | missing",
        "connection-lifetime | connection-lifetime.idle=0s | 0 ms",
        "retry | retry.tokens-per-success=2 | 2"
      })
  void aMistakeInAGroupIsReportedWithItsMemberOrTheGroup(
      String property, String values, String problem) {
    Map<String, Object> given = new LinkedHashMap<>();
    for (String line : List.of(values.split(",", -1))) {
      String[] parts = line.split("=", 2);
      given.put("pinelink." + parts[0], parts[1]);
    }
    assertReported(property, problem, given);
  }

  @ParameterizedTest
  @CsvSource({
    "index.products.namespace, index, indexes",
    "index, index, indexes",
    "apikeys, apikeys, api-key",
    "time-out, time-out, timeout",
    "indexes.docs.hosts, indexes.docs.hosts, indexes.docs.host",
    "retry.max-attempt, retry.max-attempt, retry.max-attempts",
    "conect-rules[0].host, conect-rules[0], connect-rules",
    "connect-rules[0].hots, connect-rules[0].hots, connect-rules[0].host",
    "header.X-Team, header, headers",
    "routing, routing, ",
    "watch.enabled, watch, ",
    "timeout.seconds, timeout.seconds, "
  })
  void aPropertyThatDoesNotExistIsRefused(String property, String wrong, String meant) {
    String expected =
        "property 'pinelink.%s': no such property%s"
            .formatted(wrong, meant == null ? "" : "; did you mean 'pinelink." + meant + "'?");
    assertThat(failure(Map.of("pinelink." + property, "x"))).hasMessage(expected);
  }

  @Test
  void namesInNestedMapsAndListsAreCheckedToo() {
    assertThat(failure(Map.of("pinelink", Map.of("retry", Map.of("maxAttempt", 3)))))
        .hasMessageContaining("did you mean 'pinelink.retry.max-attempts'?");
    assertThat(failure(Map.of("pinelink.connect-rules", List.of(Map.of("hots", "x")))))
        .hasMessageContaining("did you mean 'pinelink.connect-rules[0].host'?");
    assertThat(failure(Map.of("pinelink.retry", "3")))
        .hasMessage("property 'pinelink.retry': it is a group, expected its members");
    assertThat(failure(Map.of("pinelink.timeout", List.of("3s"))))
        .hasMessageContaining("property 'pinelink.timeout': it is a list");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api-key", "proxy.password", "headers.X-Token", "indexes.docs.namespace"})
  void aPlaceholderWhoseVariableIsNotSetIsReportedWithItsProperty(String property) {
    assertReported(
        property,
        "${PINELINK_NOT_SET_IN_THIS_TEST}",
        Map.of("pinelink." + property, "s3cret-${PINELINK_NOT_SET_IN_THIS_TEST}"));
  }

  @Test
  void secretsAreNotInTheReport() {
    for (String value : List.of("s3cret-\u00e9", "s3cret-${")) {
      Throwable failure = failure(Map.of("pinelink.api-key", value));
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).contains("pinelink.api-key").doesNotContain("s3cret");
    }
  }

  @Test
  void aMissingKeyIsReportedAtTheStart() {
    assertThat(failure(Map.of("pinelink.api-key", "")))
        .hasMessageStartingWith("property 'pinelink.api-key': ");
    assertThat(System.getenv("PINECONE_API_KEY")).isNull();
    Throwable failure = catchThrowable(() -> ApplicationContext.run(Map.of()).close());
    assertThat(failure)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("property 'pinelink.api-key': it is missing")
        .hasMessageNotContaining("\n");
  }

  @Test
  void anIndexThatCannotBeOpenedIsReportedWithItsProperty() {
    try (ApplicationContext context =
        ApplicationContext.run(
            Map.of("pinelink.embedded", "true", "pinelink.indexes.docs.name", "missing"))) {
      assertThat(catchThrowable(() -> context.getBean(Index.class)))
          .hasStackTraceContaining(
              "property 'pinelink.indexes.docs': index 'missing' cannot be opened: ");
    }
  }

  @Test
  void aDisabledClientHasNoMistakes() {
    try (ApplicationContext context =
        ApplicationContext.run(Map.of("pinelink.enabled", "false", "pinelink.index", "x"))) {
      assertThat(context.containsBean(io.pinelink.Pinelink.class)).isFalse();
    }
  }

  @Test
  void otherNamesInTheEnvironmentAreNotRefused() {
    try (ApplicationContext context =
        ApplicationContext.builder(Map.of("pinelink.api-key", KEY))
            .propertySources(
                new MapPropertySource(
                    "env",
                    Map.of(
                        "PINELINK_CASES", "5",
                        "PINELINK_TIMEOUT", "45s",
                        "PINELINK_INDEXES_DOCS_NAMESPACE", "en")) {
                  @Override
                  public PropertyConvention getConvention() {
                    return PropertyConvention.ENVIRONMENT_VARIABLE;
                  }
                },
                PropertySource.of("file", Map.of("pinelink.indexes.docs", "docs-2026")))
            .start()) {
      PropertyReader properties = new PropertyReader(context.getEnvironment());
      assertThat(properties.text("timeout")).isEqualTo("45s");
      assertThat(context.getBean(IndexBeans.class).declared())
          .containsExactly(
              new DeclaredIndex("docs", "docs-2026", DeclaredIndex.Kind.VECTORS, null, "en"));
    }
  }

  private static void assertReported(String property, String problem, Map<String, Object> given) {
    assertThat(failure(given))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("property 'pinelink." + property + "': ")
        .hasMessageContaining(problem)
        .hasMessageNotContaining("\n");
  }

  private static Throwable failure(Map<String, Object> given) {
    Map<String, Object> properties = new LinkedHashMap<>(given);
    properties.putIfAbsent("pinelink.api-key", KEY);
    Throwable failure = catchThrowable(() -> ApplicationContext.run(properties).close());
    assertThat(failure).as("startup with %s", given).isNotNull();
    return failure;
  }
}
