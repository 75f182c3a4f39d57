package io.pinelink.internal.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 ms",
    "PT0.000000001S, 1 ms",
    "PT0.25S, 250 ms",
    "PT1S, 1 s",
    "PT1.01S, 1.1 s",
    "PT2.5S, 2.5 s",
    "PT9.999S, 10 s",
    "PT59.99S, 1 min",
    "PT1M30S, 1 min 30 s",
    "PT2H5M9S, 2 h 5 min",
    "PT24H, 1 d",
    "PT36H, 1 d 12 h",
    "PT-2S, -2 s",
  })
  void aDurationIsInItsTwoLargestUnits(Duration duration, String text) {
    assertThat(DurationText.of(duration)).isEqualTo(text);
  }
}
