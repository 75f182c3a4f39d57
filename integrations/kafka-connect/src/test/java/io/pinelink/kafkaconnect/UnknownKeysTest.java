package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.runtime.SinkConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that unknown keys are mistakes, and that keys of Connect are not. */
class UnknownKeysTest {
  private static Map<String, String> errors(String... others) {
    return errors(Options.with(others));
  }

  private static Map<String, String> errors(Map<String, String> options) {
    Map<String, String> errors = new TreeMap<>();
    for (ConfigValue value : new PinelinkSinkConnector().validate(options).configValues()) {
      value.errorMessages().forEach(message -> errors.put(value.name(), message));
    }
    return errors;
  }

  @ParameterizedTest
  @CsvSource({
    "route.polcy, route.policy",
    "Route.Policy, route.policy",
    "route_policy, route.policy",
    "rout.policy, route.policy",
    "index.nam, index.name",
    "tls.ca.fil, tls.ca.file",
    "errors.tolernce, errors.tolerance",
    "task.max, tasks.max",
    "converter.value, connector.class",
  })
  void anUnknownKeyIsAMistakeInValidationAndAtTheStart(String key, String nearest) {
    String message = key + ": is an option of neither the sink nor Connect; the nearest is ";
    assertThat(errors(key, "private-required")).containsOnlyKeys(key);
    assertThat(errors(key, "private-required").get(key)).isEqualTo(message + nearest);
    assertThatThrownBy(() -> new PinelinkSinkConnector().start(Options.with(key, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message + nearest);
    assertThatThrownBy(() -> new PinelinkSinkTask().start(Options.with(key, "x")))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message + nearest);
  }

  @Test
  void anUnknownKeyIsReportedBesideAnInvalidOption() {
    assertThat(errors("route.polcy", "private-required", "linger.ms", "0"))
        .containsOnlyKeys("route.polcy", "linger.ms");
  }

  @Test
  void theValueOfAnUnknownKeyIsNotInTheAnswer() {
    assertThat(
            new PinelinkSinkConnector().validate(Options.with("api.kye", "pcsk_1")).configValues())
        .filteredOn(value -> value.name().equals("api.kye"))
        .singleElement()
        .asString()
        .doesNotContain("pcsk_1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task.class",
        "key.converter.schemas.enable",
        "value.converter.schema.registry.url",
        "header.converter.converter.type",
        "transforms.unwrap.type",
        "predicates.isTombstone.type",
        "consumer.override.max.poll.records",
        "producer.override.compression.type",
        "admin.override.client.id",
        "confluent.custom.plugin.id",
        "kafka.auth.mode",
        "_aiven.restart.on.failure"
      })
  void keysOfConnectAndOfDistributionsAreNoMistakes(String key) {
    assertThat(errors(key, "1")).isEmpty();
  }

  /** Returns options as Connect passes JSON whose value is null. */
  @SuppressWarnings("NullAway") // Connect's map has no such type
  private static Map<String, String> withoutValue(String key) {
    Map<String, String> options = Options.with();
    options.put(key, null);
    return options;
  }

  @Test
  void aKeyOfConnectWithoutAValueIsNoMistake() {
    for (String key : new String[] {"transforms", "errors.deadletterqueue.topic.name"}) {
      assertThat(errors(withoutValue(key))).as(key).isEmpty();
      new PinelinkSinkConnector().start(withoutValue(key));
    }
  }

  @Test
  void anOptionOfTheSinkWithoutAValueIsAMistake() {
    for (String key : new String[] {"route.policy", "api.key", "route.polcy", "ignored.keys"}) {
      assertThat(errors(withoutValue(key))).as(key).containsOnlyKeys(key);
    }
  }

  @Test
  void everyKeyThatConnectDefinesIsNoMistake() {
    assertThat(SinkConnectorConfig.configDef().names()).allMatch(ConnectKeys::contains);
    assertThat(SinkConnectorConfig.configDef().names())
        .as("the names for a worker that does not define them")
        .containsAll(ConnectKeys.NAMES);
    assertThat(SinkConnectorConfig.configDef().names())
        .filteredOn(name -> !name.endsWith("converter.plugin.version"))
        .containsExactlyInAnyOrderElementsOf(ConnectKeys.NAMES);
  }

  @Test
  void otherKeysAreIgnoredByNameOrPrefixUnlessTheyStartLikeAnOption() {
    assertThat(errors("ignored.keys", "acme., owner", "acme.id", "1", "owner", "me")).isEmpty();
    assertThat(
            errors(
                "ignored.keys",
                "acme,route.,tls.ca.fil",
                "acme.id",
                "1",
                "route.polcy",
                "private-required",
                "tls.ca.fil",
                "ca.pem"))
        .containsOnlyKeys("acme.id", "route.polcy", "tls.ca.fil");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "9999999, -, 'expected less than the consumer''s max.poll.interval.ms, 300000 by default; set"
            + " consumer.override.max.poll.interval.ms if yours is longer'",
        "300000, -, 'expected less than the consumer''s max.poll.interval.ms, 300000 by default; set"
            + " consumer.override.max.poll.interval.ms if yours is longer'",
        "30000, 20000, 'expected less than the consumer''s max.poll.interval.ms, 20000'",
        "299999, -, -",
        "400000, 600000, -",
      })
  void theCloseTimeoutIsShorterThanTheConsumersInterval(
      String timeout, String override, String message) {
    String[] options =
        override == null
            ? new String[] {"close.timeout.ms", timeout}
            : new String[] {
              "close.timeout.ms", timeout, "consumer.override.max.poll.interval.ms", override
            };
    if (message == null) {
      assertThat(errors(options)).isEmpty();
      return;
    }
    assertThat(errors(options))
        .containsExactly(
            Map.entry("close.timeout.ms", "close.timeout.ms: is " + timeout + ", " + message));
    assertThatThrownBy(() -> new PinelinkSinkConnector().start(Options.with(options)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message);
  }
}
