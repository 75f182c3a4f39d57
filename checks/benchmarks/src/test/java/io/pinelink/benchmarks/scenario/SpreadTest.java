package io.pinelink.benchmarks.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void medianOfAnOddCountIsTheMiddleValue() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void medianOfAnEvenCountIsTheMeanOfTheMiddleValues() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(new Spread(4.5, 1, 9));
  }

  @Test
  void anEmptyListHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }

  @Test
  void valuesArePrintedWithThreeDigits() {
    assertThat(new Spread(4.312, 3.9, 12.34)).hasToString("4.31 [3.90-12.3]");
    assertThat(new Spread(28_100, 28_100, 28_100)).hasToString("28,100");
  }
}
