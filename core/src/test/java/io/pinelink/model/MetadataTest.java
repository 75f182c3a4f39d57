package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.internal.response.VectorResponses;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataTest {
  private static final Metadata ALL =
      Metadata.builder()
          .put("title", "Tõde")
          .put("pages", 300)
          .put("price", 9.5)
          .put("sold", true)
          .put("tags", List.of("a", "b"))
          .build();

  @Test
  void holdsStringsNumbersBooleansAndListsOfStrings() {
    assertThat(ALL.string("title")).contains("Tõde");
    assertThat(ALL.number("pages")).hasValue(300);
    assertThat(ALL.number("price")).hasValue(9.5);
    assertThat(ALL.bool("sold")).contains(true);
    assertThat(ALL.strings("tags")).contains(List.of("a", "b"));
    assertThat(ALL.keys()).containsExactly("title", "pages", "price", "sold", "tags");
  }

  @Test
  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  void metadataOfOneValueTakesNumbersAndBooleansToo() {
    assertThat(Metadata.of("title", "Tõde").asMap()).isEqualTo(Map.of("title", "Tõde"));
    assertThat(Metadata.of("pages", 300).asMap()).isEqualTo(Map.of("pages", 300.0));
    assertThat(Metadata.of("price", 9.5).asMap()).isEqualTo(Map.of("price", 9.5));
    assertThat(Metadata.of("sold", true).asMap()).isEqualTo(Map.of("sold", true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.of("id", (1L << 53) + 1))
        .withMessageContaining("metadata 'id' is 9007199254740993");
    assertThatNullPointerException()
        .isThrownBy(() -> Metadata.of(null, 1))
        .withMessage("key is null");
  }

  @Test
  void missingKeysAndOtherTypesAreEmpty() {
    assertThat(ALL.string("pages")).isEmpty();
    assertThat(ALL.number("title")).isEmpty();
    assertThat(ALL.bool("title")).isEmpty();
    assertThat(ALL.strings("title")).isEmpty();
    assertThat(ALL.string("none")).isEmpty();
  }

  @Test
  void copiesFromAMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("title", "Tõde");
    map.put("pages", (short) 300);
    map.put("price", 9.5f);
    map.put("sold", true);
    map.put("tags", new ArrayList<>(List.of("a", "b")));
    Metadata copy = Metadata.copyOf(map);
    map.clear();
    assertThat(copy).isEqualTo(ALL).hasSameHashCodeAs(ALL);
    assertThat(Metadata.copyOf(ALL.asMap())).isEqualTo(ALL);
  }

  @Test
  void refusesValuesOfOtherTypes() {
    refused(BigDecimal.ONE, "is of type BigDecimal");
    refused(new ArrayList<>(List.<Object>of("a", 1)), "is of type ArrayList");
    refused(new LinkedHashMap<>(), "is of type LinkedHashMap");
    Map<String, @Nullable Object> withNull = new LinkedHashMap<>();
    withNull.put("k", null);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.copyOf(withNull))
        .withMessage("metadata 'k' is null, expected a string, number, boolean or list of strings");
  }

  private static void refused(Object value, String what) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.copyOf(Map.of("k", value)))
        .withMessage(
            "metadata 'k' " + what + ", expected a string, number, boolean or list of strings");
  }

  @ParameterizedTest
  @ValueSource(longs = {(1L << 53) + 1, -(1L << 53) - 1, Long.MAX_VALUE, Long.MIN_VALUE})
  void wholeNumbersThatWouldBeRoundedAreRefused(long value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.builder().put("k", value))
        .withMessageStartingWith("metadata 'k' is " + value + ", expected at most 2^53");
    assertThatIllegalArgumentException().isThrownBy(() -> Metadata.copyOf(Map.of("k", value)));
  }

  @Test
  void acceptsWholeNumbersUpTo2ToThe53() {
    long max = 1L << 53;
    assertThat(Metadata.builder().put("k", max).build().number("k")).hasValue(0x1p53);
    assertThat(Metadata.builder().put("k", -max).build().number("k")).hasValue(-0x1p53);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
  void refusesNumbersThatAreNotFinite(double value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.builder().put("k", value))
        .withMessage("metadata 'k' is %s, expected a finite number", value);
  }

  @Test
  void refusesKeysThatBeginWithADollar() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metadata.of("$k", "v"))
        .withMessage("metadata key '$k' begins with '$'");
  }

  @Test
  void unsupportedReceivedValuesAreLeftOut() {
    Map<String, @Nullable Object> received = new LinkedHashMap<>();
    received.put("s", "x");
    received.put("$n", Double.NaN);
    received.put("b", true);
    received.put("list", Arrays.<@Nullable Object>asList("a", 1.0, null, List.of("b"), "c"));
    received.put("null", null);
    received.put("object", Map.of("k", "v"));

    assertThat(VectorResponses.metadata(received).asMap())
        .containsExactly(
            Map.entry("s", "x"),
            Map.entry("$n", Double.NaN),
            Map.entry("b", true),
            Map.entry("list", List.of("a", "c")));
    assertThat(VectorResponses.metadata(new HashMap<>(Map.of("object", Map.of()))))
        .isEqualTo(Metadata.empty());
  }

  @Test
  void metadataIsImmutable() {
    List<String> tags = new ArrayList<>(List.of("a"));
    Metadata.Builder builder = Metadata.builder().put("tags", tags);
    Metadata metadata = builder.build();
    tags.add("b");
    builder.put("later", true);
    assertThat(metadata).isEqualTo(Metadata.builder().put("tags", List.of("a")).build());
    assertThatThrownBy(() -> metadata.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> metadata.strings("tags").orElseThrow().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void onlyTheNumberOfValuesIsPrinted() {
    assertThat(ALL).hasToString("Metadata[5]");
    assertThat(Metadata.empty()).isEqualTo(Metadata.builder().build()).hasToString("Metadata[0]");
    assertThat(Metadata.empty().isEmpty()).isTrue();
  }
}
