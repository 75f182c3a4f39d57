package io.pinelink.internal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Duration FIRST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Draws the same part each time. */
  private static RandomGenerator drawing(double part) {
    return new RandomGenerator() {
      @Override
      public long nextLong() {
        throw new UnsupportedOperationException();
      }

      @Override
      public double nextDouble() {
        return part;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1, PT0.1S",
    "2, PT0.2S",
    "3, PT0.4S",
    "4, PT0.8S",
    "5, PT1.6S",
    "6, PT2.5S",
    "7, PT2.5S",
    "64, PT2.5S",
    "1000, PT2.5S"
  })
  void theBoundDoublesUpToTheMaximum(int tries, Duration half) {
    assertThat(new Backoff(FIRST, LONGEST).bound(tries)).isEqualTo(half.multipliedBy(2));
    assertThat(new Backoff(FIRST, LONGEST).any(tries, drawing(0.5))).isEqualTo(half);
  }

  @Test
  void theWaitIsARandomPartOfTheBound() {
    long seed = 42;
    Backoff backoff = new Backoff(FIRST, LONGEST);
    RandomGenerator random = new SplittableRandom(seed);
    Integer[] tenths = new Integer[10];
    Arrays.fill(tenths, 0);

    for (int i = 0; i < 10_000; i++) {
      tenths[(int) (backoff.any(1, random).toNanos() * 10 / FIRST.toNanos())]++;
    }

    assertThat(tenths).as("seed " + seed).allSatisfy(n -> assertThat(n).isBetween(850, 1_150));
  }

  @Test
  void aBoundBeyondNanosecondsIsCapped() {
    Duration ages = Duration.ofDays(1_000_000);

    assertThat(new Backoff(ages, ages).any(20, drawing(0.99)))
        .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
  }
}
