package io.pinelink.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarTest {
  private static Optional<Spread> median(double value) {
    return Optional.of(new Spread(value, 0, 1_000));
  }

  @Test
  void theMedianDecidesTheVerdict() {
    assertThat(Bar.atMost("bytes", median(200), 300, 200).verdict()).isEqualTo("target reached");
    assertThat(Bar.atMost("bytes", median(201), 300, 200).verdict()).isEqualTo("gate passed");
    assertThat(Bar.atMost("bytes", median(301), 300, 200).verdict()).isEqualTo("missed");
    assertThat(Bar.atLeast("times", median(4), 3, 4).verdict()).isEqualTo("target reached");
    assertThat(Bar.atLeast("times", median(3.9), 3, 4).verdict()).isEqualTo("gate passed");
    assertThat(Bar.atLeast("times", median(2.9), 3, 4).verdict()).isEqualTo("missed");
  }
}
