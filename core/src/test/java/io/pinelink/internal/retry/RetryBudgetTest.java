package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final RetryBudget budget = new RetryBudget(10, 0.3);

  private void fails(int times) {
    for (int i = 0; i < times; i++) {
      budget.failed();
    }
  }

  private void succeeds(int times) {
    for (int i = 0; i < times; i++) {
      budget.succeeded();
    }
  }

  @Test
  void nothingIsTriedAgainWithHalfOfTheTokensLeft() {
    fails(4);
    assertThat(budget.allows()).isTrue();
    fails(1);
    assertThat(budget.allows()).isFalse();
  }

  @Test
  void successesGiveBackPartsOfATokenEach() {
    fails(6);
    succeeds(3);
    assertThat(budget.allows()).isFalse();
    succeeds(1);
    assertThat(budget.allows()).isTrue();
  }

  @Test
  void thereAreNoMoreTokensThanAll() {
    succeeds(1_000);
    fails(5);
    assertThat(budget.allows()).isFalse();
  }

  @Test
  void thereAreNoFewerThanNone() {
    fails(1_000);
    succeeds(16);
    assertThat(budget.allows()).isFalse();
    succeeds(1);
    assertThat(budget.allows()).isTrue();
  }
}
