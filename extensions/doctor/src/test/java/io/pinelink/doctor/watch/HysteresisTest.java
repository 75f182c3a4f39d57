package io.pinelink.doctor.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are digits, which are their severity. */
class HysteresisTest {
  private static final int RISE = 2;
  private static final int FALL = 3;

  @ParameterizedTest
  @CsvSource({
    "00000, 0", // the first observation at once
    "11111, 1",
    "0110110, 0", // too few worse ones in a row
    "0111, 01",
    "0123, 03", // worse ones of different severity count together
    "01110, 01", // too few better ones
    "011100, 010",
    "0111010100, 010", // an observation of the value itself begins again
    "22110, 21",
    "2131313, 2" // neither better nor worse several times in a row
  })
  void valueChangesAfterEnoughObservationsInARow(String observed, String values) {
    Hysteresis<Integer> hysteresis = new Hysteresis<>(n -> n, n -> n, RISE, FALL, 1);
    List<Integer> changes = new ArrayList<>();
    for (int next : digits(observed)) {
      if (hysteresis.observe(next)) {
        assertThat(hysteresis.value()).isEqualTo(next);
        changes.add(next);
      }
    }

    assertThat(changes).isEqualTo(digits(values));
  }

  private static List<Integer> digits(String text) {
    return text.chars().map(digit -> digit - '0').boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0", // nothing is wrong
    "11, ", // too few
    "1101, 0", "112, 2"
  })
  void firstValueCanNeedSeveralObservationsInARow(String observed, @Nullable Integer value) {
    Hysteresis<Integer> hysteresis = new Hysteresis<>(n -> n, n -> n, RISE, FALL, FALL);
    digits(observed).forEach(hysteresis::observe);

    assertThat(hysteresis.value()).isEqualTo(value);
  }

  @Test
  void aCheckWithoutObservationEndsARow() {
    Hysteresis<Integer> hysteresis = new Hysteresis<>(n -> n, n -> n, RISE, 2, 1);
    hysteresis.observe(0);
    hysteresis.observe(1);
    hysteresis.skip();

    assertThat(hysteresis.observe(1)).isFalse();
    assertThat(hysteresis.observe(1)).isTrue();
  }

  @Test
  void anotherValueOfTheSameSeverityCountsAsWorse() {
    Hysteresis<String> hysteresis = new Hysteresis<>(text -> 0, text -> text, 1, 2, 1);
    hysteresis.observe("private");

    assertThat(hysteresis.observe("shared")).isFalse();
    assertThat(hysteresis.observe("shared")).isTrue();
    assertThat(hysteresis.value()).isEqualTo("shared");
  }

  @Test
  void theNewestObservationOfTheSameValueIsKept() {
    Hysteresis<String> hysteresis = new Hysteresis<>(text -> 0, String::length, 1, 1, 1);
    hysteresis.observe("one");

    assertThat(hysteresis.observe("two")).isFalse();
    assertThat(hysteresis.value()).isEqualTo("two");
  }
}
