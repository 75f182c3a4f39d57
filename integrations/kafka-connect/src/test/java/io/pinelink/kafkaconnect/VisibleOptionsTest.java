package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what a user interface shows after the worker has validated a configuration. */
class VisibleOptionsTest {
  private static List<ConfigValue> validated(String kind) {
    return new PinelinkSinkConnector().validate(Options.with("index.kind", kind)).configValues();
  }

  @ParameterizedTest
  @CsvSource({
    "vectors, content.fields dense.fields",
    "records, write.mode values.field values.byte.order sparse.field metadata.field"
        + " metadata.fields dense.fields",
    "documents, values.field sparse.field metadata.field metadata.fields",
    "texts, ''"
  })
  void optionsOfOtherKindsAreHidden(String kind, String hidden) {
    Set<String> found =
        validated(kind).stream()
            .filter(value -> !value.visible())
            .map(ConfigValue::name)
            .collect(Collectors.toSet());

    assertThat(found).isEqualTo(hidden.isEmpty() ? Set.of() : Set.of(hidden.split(" ", -1)));
  }

  @Test
  void choicesAreRecommended() {
    assertThat(validated("vectors"))
        .filteredOn(value -> value.name().equals("write.mode"))
        .singleElement()
        .satisfies(
            value -> assertThat(value.recommendedValues()).containsExactly("upsert", "update"));
  }
}
