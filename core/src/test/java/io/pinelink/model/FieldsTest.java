package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FieldsTest {
  @Test
  void holdsEveryJsonKind() {
    Fields fields =
        Fields.builder()
            .put("text", "õ")
            .put("whole", 3)
            .put("part", 0.5)
            .put("yes", true)
            .putNull("nothing")
            .put("list", Arrays.asList("a", 1, null, List.of(false)))
            .put("nested", Fields.of("inner", "x"))
            .build();

    assertThat(fields.names())
        .containsExactly("text", "whole", "part", "yes", "nothing", "list", "nested");
    assertThat(fields.string("text")).contains("õ");
    assertThat(fields.number("whole")).hasValue(3.0);
    assertThat(fields.bool("yes")).contains(true);
    assertThat(fields.asMap()).containsEntry("nothing", null);
    assertThat(fields.asMap().get("list")).isEqualTo(Arrays.asList("a", 1.0, null, List.of(false)));
    assertThat(fields.asMap().get("nested")).isEqualTo(Map.of("inner", "x"));
    assertThat(Fields.copyOf(fields.asMap())).isEqualTo(fields);
  }

  @Test
  void fieldsOfOneValueTakeNumbersAndBooleansToo() {
    assertThat(Fields.of("text", "õ").asMap()).isEqualTo(Map.of("text", "õ"));
    assertThat(Fields.of("whole", 3).asMap()).isEqualTo(Map.of("whole", 3.0));
    assertThat(Fields.of("part", 0.5).asMap()).isEqualTo(Map.of("part", 0.5));
    assertThat(Fields.of("yes", false).asMap()).isEqualTo(Map.of("yes", false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fields.of("part", Double.NaN))
        .withMessageContaining("'part' is NaN");
  }

  @Test
  void accessorsOfAnotherKindAreEmpty() {
    Fields fields = Fields.builder().put("n", 1).put("mixed", List.<Object>of("a", 1)).build();

    assertThat(fields.string("n")).isEmpty();
    assertThat(fields.number("missing")).isEmpty();
    assertThat(fields.strings("mixed")).isEmpty();
  }

  @Test
  void valuesThatJsonCannotRepresentAreRefusedWithTheirPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fields.builder().put("a", Double.NaN))
        .withMessageContaining("'a' is NaN");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fields.builder().put("a", List.<Object>of(1, Map.of("b", 1L << 60))))
        .withMessageContaining("'a[1].b'");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fields.copyOf(Map.of("a", Map.of("b", Map.of(1, "c")))))
        .withMessageContaining("'a.b.1' has a name that is not a string");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fields.copyOf(Map.of("a", new Object())))
        .withMessageContaining("'a' is of type Object");
  }

  @Test
  void fieldsAreImmutable() {
    Map<String, Object> given = new HashMap<>(Map.of("a", "b"));
    Fields fields = Fields.copyOf(given);
    given.put("c", "d");

    assertThat(fields.names()).containsExactly("a");
    assertThat(fields).hasToString("Fields[1]");
  }
}
