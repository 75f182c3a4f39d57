package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that mistakes are reported when the configuration is validated. */
class ConfigMistakesTest {
  private static final PinelinkSinkConnector CONNECTOR = new PinelinkSinkConnector();

  /** The option that is reported, part of the message, and the options that differ from valid. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          index.name             | is missing                      | index.name=
          index.host             | expected one of them            | index.host=docs-abc.svc.aped-4627-b74a.pinecone.io
          index.host             | not-a-host                      | index.name= ; index.host=not-a-host.example.com
          index.name             | may depend on ${topic} only     | index.name=${value.index}
          index.name             | expected '}'                    | index.name=${topic
          index.name             | expected 1 to 45                | index.name=Docs of ${topic}
          http.version           | must be one of                  | http.version=2
          index.kind             | must be one of                  | index.kind=texts
          namespace              | '${tenant}' is unknown          | namespace=${tenant}
          id                     | is empty                        | id=
          id                     | without empty ones              | id=${value.a..b}
          write.mode             | must be one of                  | write.mode=insert
          write.mode             | expected 'upsert'               | write.mode=update ; index.kind=records
          behavior.on.null.values| must be one of                  | behavior.on.null.values=drop
          values.field           | without empty ones              | values.field=a.
          sparse.field           | without empty ones              | sparse.field=
          values.byte.order      | must be one of                  | values.byte.order=middle
          metadata.fields        | without empty ones              | metadata.fields=.title
          delete.field           | without empty ones              | delete.field=.x
          api.key                | character                       | api.key=two words\u0007
          protocols              | expected grpc or rest           | protocols=http
          route.policy           | must be one of                  | route.policy=private
          route.connect.rules    | expected HOST=TARGET            | route.connect.rules=10.0.0.7
          route.trusted.domains  | route.trusted.domains           | route.trusted.domains=not a domain
          route.host.book        | /none/book.json                 | route.host.book=/none/book.json
          route.allowed.ranges   | 10.0.0.0/99                     | route.allowed.ranges=10.0.0.0/99
          tls.ca.file            | /none/ca.pem                    | tls.ca.file=/none/ca.pem
          tls.ca.file            | is missing                      | tls.trust.system=false
          tls.key.file           | is missing                      | tls.certificate.file=client.pem
          tls.certificate.file   | is missing                      | tls.key.file=client.key
          proxy.port             | is missing                      | proxy.host=proxy.example.com
          proxy.host             | is missing                      | proxy.port=3128
          control.plane.proxy.port | is missing                    | control.plane.proxy.host=proxy.example.com
          proxy.mode             | must be one of                  | proxy.mode=socks
          batch.max.items        | no more than 1000               | batch.max.items=5000
          batch.max.bytes        | no more than 2000000            | batch.max.bytes=4000000
          held.max.bytes         | at least 4000000                | held.max.bytes=1000
          concurrency.max        | Not a number                    | concurrency.max=many
          linger.ms              | at least 1                      | linger.ms=0
          retry.backoff.max.ms   | backoff                         | retry.backoff.max.ms=100
          """)
  void aMistakeIsReportedWithItsOption(String option, String message, String given) {
    Map<String, List<String>> errors = errors(changed(given));

    assertThat(errors).containsOnlyKeys(option);
    assertThat(errors.get(option)).first().asString().contains(option, message);
  }

  private static Map<String, String> changed(String given) {
    Map<String, String> options = Options.with();
    for (String assignment : given.split(" ; ", -1)) {
      int equals = assignment.indexOf('=');
      options.put(
          assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip());
    }
    return options;
  }

  private static Map<String, List<String>> errors(Map<String, String> options) {
    Map<String, List<String>> errors = new HashMap<>();
    for (ConfigValue value : CONNECTOR.validate(options).configValues()) {
      if (!value.errorMessages().isEmpty()) {
        errors.put(value.name(), value.errorMessages());
      }
    }
    return errors;
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    assertThat(
            errors(
                Options.with(
                    "tls.ca.file", "/none/ca.pem",
                    "route.connect.rules", "nothing",
                    "proxy.port", "3128")))
        .containsOnlyKeys("tls.ca.file", "route.connect.rules", "proxy.host");
  }

  @Test
  void aValidConfigurationHasNoErrors(@TempDir Path folder) throws Exception {
    Path book = Files.writeString(folder.resolve("book.json"), "{}");

    assertThat(
            errors(
                Options.with(
                    "namespace", "${topic}-${key.tenant}-${headers.region}",
                    "route.policy", "private-required",
                    "route.connect.rules",
                        "*.pinecone.io=10.0.0.7:443,*.pinecone.io=[fd00::1],project:abc1234=vpce",
                    "route.allowed.ranges", "203.0.113.0/24",
                    "proxy.host", "proxy.internal",
                    "proxy.port", "3128",
                    "proxy.username", "user",
                    "proxy.password", "secret",
                    "connection.idle.ms", "60000",
                    "metadata.fields", "*,author.name")))
        .isEmpty();
    assertThat(book).exists();
  }

  @Test
  void aSecretIsNotInAMessage() {
    String secret = "pcsk secret\u0007";

    assertThat(errors(Options.with("api.key", secret)).toString()).doesNotContain("secret");
    assertThat(
            Options.config("proxy.password", "hunter2", "api.key", "pcsk_abcdefgh")
                .values()
                .toString())
        .doesNotContain("hunter2");
  }

  @Test
  void aTaskRefusesWhatValidationRefuses() {
    PinelinkSinkTask task = new PinelinkSinkTask();

    assertThatThrownBy(() -> task.start(Options.with("tls.ca.file", "/none/ca.pem")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("tls.ca.file")
        .hasMessageContaining("/none/ca.pem");
  }

  @Test
  void eachTaskHasTheConnectorsOptions() {
    PinelinkSinkConnector connector = new PinelinkSinkConnector();
    connector.start(Options.with());

    assertThat(connector.taskConfigs(3)).hasSize(3).containsOnly(Options.with());
    assertThat(connector.taskClass()).isEqualTo(PinelinkSinkTask.class);
    assertThat(Stream.of(connector.version(), new PinelinkSinkTask().version()))
        .containsOnly("development");
  }
}
