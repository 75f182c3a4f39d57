package io.pinelink.server.internal.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.server.internal.wire.PlainJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Tests that packed fields are equal to the map that they were made of, in the same order. */
class PackedFieldsProperties {
  private static final long SEED = 20261201;
  private static final int CASES = Integer.getInteger("pinelink.cases", 2_000);
  private static final List<Object> NUMBERS =
      List.of(
          0.0,
          -0.0,
          1.0,
          -17.0,
          0.1,
          1e-7,
          12345678.9,
          1e21,
          Double.NaN,
          Double.POSITIVE_INFINITY,
          Double.MIN_VALUE,
          9007199254740992.0,
          9007199254740994.0,
          -9007199254740996.0);

  /** Characters of every form in JSON and in UTF-8, and halves of surrogate pairs. */
  private static final String CHARACTERS =
      "ab\"\\/\n\r\t\b\f\u0001\u001f\u007f\u00e9\u00ff\u0100\u20ac\ud83d\ude00";

  @Test
  void packedFieldsAreEqualToTheirMap() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Map<String, Object> fields = fields(new SplittableRandom(seed));

      PackedFields packed = PackedFields.of(fields);

      assertThat(packed).as("seed %d", seed).isEqualTo(fields).hasSameHashCodeAs(fields);
      assertThat(List.copyOf(packed.entrySet()))
          .as("seed %d", seed)
          .isEqualTo(List.copyOf(fields.entrySet()));
      Map<String, Object> visited = new LinkedHashMap<>();
      packed.forEach(visited::put);
      assertThat(visited).as("seed %d", seed).containsExactlyEntriesOf(fields);
      fields.forEach(
          (name, value) -> {
            assertThat(packed.get(name)).isEqualTo(value);
            assertThat(packed.get(name + "?")).isNull();
          });
      assertThat(packed.size()).isEqualTo(fields.size());
    }
  }

  @Test
  void theComputedSizeIsTheSizeOfTheJson() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Map<String, Object> fields = fields(new SplittableRandom(seed));

      assertThat(JsonSize.of(fields))
          .as("seed %d, %s", seed, fields)
          .isEqualTo(PlainJson.text(fields).getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void recordsWithTheSameFieldsShareTheirNames() {
    FieldNames first = PackedFields.of(Map.of("shared name", 1.0)).names();

    assertThat(PackedFields.of(Map.of("shared name", "x")).names()).isSameAs(first);
    assertThat(PackedFields.of(Map.of("other name", "x")).names()).isNotSameAs(first);
  }

  @Test
  void packedFieldsCannotBeChanged() {
    PackedFields packed = PackedFields.of(Map.of("a", 1.0));

    assertThatThrownBy(() -> packed.put("b", 2.0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(packed::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> packed.entrySet().iterator().next().setValue(2.0))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> PackedFields.of(Map.of("a", 1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> fields(SplittableRandom random) {
    Map<String, Object> fields = new LinkedHashMap<>();
    int size = random.nextInt(random.nextInt(8) == 0 ? 30 : 5);
    for (int i = 0; i < size; i++) {
      fields.put(text(random), value(random));
    }
    return fields;
  }

  private static Object value(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> NUMBERS.get(random.nextInt(NUMBERS.size()));
      case 1 -> Double.longBitsToDouble(random.nextLong());
      case 2 -> random.nextBoolean();
      case 3 -> {
        List<String> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(text(random));
        }
        yield list;
      }
      default -> text(random);
    };
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(random.nextInt(10) == 0 ? 300 : 6); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    return text.toString();
  }
}
