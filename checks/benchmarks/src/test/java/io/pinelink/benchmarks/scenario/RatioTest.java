package io.pinelink.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
  @Test
  void theIntervalFollowsStudentsDistribution() {
    Ratio ratio = Ratio.of(List.of(0.5, 0.5 * 1.1, 0.5 / 1.1));

    // Two degrees of freedom: 4.303 standard errors, each ln(1.1) / sqrt(3), on either side.
    assertThat(ratio).hasToString("0.500 [0.395-0.634]");
    assertThat(ratio.isDifferent()).isTrue();
    assertThat(ratio.isResolved()).isFalse();
  }

  @Test
  void twoRoundsHaveNoInterval() {
    Ratio ratio = Ratio.of(List.of(0.5, 0.5));

    assertThat(ratio).hasToString("0.500");
    assertThat(ratio.isDifferent()).isFalse();
    assertThat(ratio.isResolved()).isFalse();
    assertThat(ratio.excludes(new Ratio(1, 0.9, 1.1))).isFalse();
  }
}
