package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBudgetTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE);
  private final RetryBudget budget = new RetryBudget(10, 0.3, 4, nanos::get, null);

  private void passMillis(long millis) {
    nanos.addAndGet(millis * 1_000_000);
  }

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
  void nothingIsRetriedBelowHalfOfTheTokens() {
    fails(4);
    assertThat(budget.allows()).isTrue();
    fails(1);
    assertThat(budget.allows()).isFalse();
  }

  @Test
  void successesRestoreFractionsOfAToken() {
    fails(6);
    succeeds(3);
    assertThat(budget.allows()).isFalse();
    succeeds(1);
    assertThat(budget.allows()).isTrue();
  }

  @Test
  void tokensAreCappedAtTheMaximum() {
    succeeds(1_000);
    fails(5);
    assertThat(budget.allows()).isFalse();
  }

  @Test
  void tokensDoNotFallBelowZero() {
    fails(1_000);
    succeeds(16);
    assertThat(budget.allows()).isFalse();
    succeeds(1);
    assertThat(budget.allows()).isTrue();
  }

  @Test
  void throttlingTakesTwoTokens() {
    budget.throttled();
    budget.throttled();
    assertThat(budget.allows()).isTrue();
    budget.throttled();
    assertThat(budget.allows()).isFalse();
  }

  @Test
  void aHostThatFailsFourTimesInARowIsNotRetried() {
    for (int i = 0; i < 3; i++) {
      passMillis(100);
      fails(1);
      assertThat(budget.allows()).isTrue();
    }
    passMillis(100);
    fails(1);
    assertThat(budget.allows()).isFalse();
  }

  @Test
  void failuresWithinATenthOfASecondCountAsOneInARow() {
    RetryBudget large = new RetryBudget(40, 0.3, 4, nanos::get, null);
    for (int i = 0; i < 19; i++) {
      passMillis(5);
      large.failed();
      assertThat(large.allows()).isTrue();
    }
    large.failed();
    assertThat(large.allows()).isFalse();
  }

  @Test
  void eachSuccessCancelsOneFailureInARow() {
    RetryBudget large = new RetryBudget(40, 0.3, 4, nanos::get, null);
    for (int i = 0; i < 6; i++) {
      passMillis(100);
      large.failed();
    }
    large.succeeded();
    assertThat(large.allows()).isTrue();
    passMillis(100);
    large.failed();
    assertThat(large.allows()).isFalse();
    large.succeeded();
    large.succeeded();
    passMillis(100);
    large.failed();
    assertThat(large.allows()).isTrue();
  }
}
