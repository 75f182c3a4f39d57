package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pinned trajectories: a change of the rules shows here as other numbers. */
class AdaptiveLimitTest {
  private static final Duration FOREVER = Duration.ofDays(100_000);
  private static final long MS = 1_000_000;

  private final AdaptiveLimit limit = new AdaptiveLimit(1, 64);
  private long now = 1_000 * MS;

  /** Makes as many concurrent calls as are allowed, each with this latency. */
  private int round(long latency) {
    int calls = limit.limit();
    long startedAt = now;
    now += latency;
    for (int i = calls; i > 0; i--) {
      limit.accepted(startedAt, now, i);
    }
    return limit.limit();
  }

  private List<Integer> rounds(int count, long latency) {
    List<Integer> limits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      limits.add(round(latency));
    }
    return limits;
  }

  private void throttle() {
    long startedAt = now;
    now += 10 * MS;
    limit.throttled(startedAt, now, null, 1);
  }

  @Test
  void startsAtFour() {
    assertThat(limit.limit()).isEqualTo(4);
    assertThat(limit.pause(now, FOREVER)).isZero();
  }

  @Test
  void doublesWhileCallsSucceedAsFastAsBefore() {
    assertThat(rounds(6, 10 * MS)).containsExactly(8, 16, 32, 64, 64, 64);
  }

  @Test
  void fallsWhenThrottledAndThenGrowsByOne() {
    assertThat(rounds(3, 10 * MS)).containsExactly(8, 16, 32);
    throttle();
    assertThat(limit.limit()).isEqualTo(22);
    assertThat(rounds(4, 10 * MS)).containsExactly(23, 24, 25, 26);
  }

  @Test
  void fallsOnceForAllCallsOfARound() {
    rounds(3, 10 * MS);
    long startedAt = now;
    now += 10 * MS;
    for (int i = 0; i < 32; i++) {
      limit.throttled(startedAt, now, null, 1);
    }
    assertThat(limit.limit()).isEqualTo(22);
    assertThat(limit.pause(now, FOREVER)).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void repeatedThrottlingLowersTheLimitToTheFloorAndLengthensPauses() {
    List<Integer> limits = new ArrayList<>();
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      throttle();
      limits.add(limit.limit());
      pauses.add(limit.pause(now, FOREVER).toMillis());
    }
    assertThat(limits).containsExactly(2, 1, 1, 1, 1, 1, 1, 1, 1);
    assertThat(pauses).containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 6400L, 10000L, 10000L);
  }

  @Test
  void jitterHalvesAPauseAtMost() {
    limit.throttled(now, now, null, 0);
    assertThat(limit.pause(now, FOREVER)).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void aHintSetsThePauseEvenFromAnEarlierRound() {
    long startedAt = now;
    throttle();
    limit.throttled(startedAt, now, Duration.ofSeconds(7), 1);
    assertThat(limit.limit()).isEqualTo(2);
    assertThat(limit.pause(now, FOREVER)).isEqualTo(Duration.ofSeconds(7));
    limit.throttled(startedAt, now, Duration.ofSeconds(3), 1);
    assertThat(limit.pause(now, FOREVER)).isEqualTo(Duration.ofSeconds(7));
    assertThat(limit.pause(now + 7_000 * MS, FOREVER)).isZero();
  }

  @Test
  void fallsWhenCallsTakeLonger() {
    assertThat(rounds(3, 10 * MS)).containsExactly(8, 16, 32);
    // Twice as long is a third more than is allowed.
    assertThat(round(20 * MS)).isEqualTo(24);
    assertThat(round(20 * MS)).isEqualTo(18);
    assertThat(round(15 * MS)).isEqualTo(19);
    assertThat(round(15 * MS)).isEqualTo(20);
    // Ten times as long halves it, not more.
    assertThat(round(100 * MS)).isEqualTo(10);
  }

  @Test
  void aPathThatBecameSlowIsMeasuredAgain() {
    rounds(3, 10 * MS);
    List<Integer> limits = rounds(200, 100 * MS);
    assertThat(limits.subList(0, 7)).containsExactly(16, 8, 4, 2, 2, 1, 1);
    assertThat(limits.get(199)).isGreaterThan(20);
  }

  @Test
  void doesNotGrowWhileUnderused() {
    for (int i = 0; i < 100; i++) {
      long startedAt = now;
      now += 10 * MS;
      limit.accepted(startedAt, now, 1);
    }
    assertThat(limit.limit()).isEqualTo(4);
  }

  @Test
  void occasionalFailuresAreIgnoredButFrequentOnesLowerTheLimit() {
    for (int round = 0; round < 5; round++) {
      long startedAt = now;
      now += 10 * MS;
      limit.failed(startedAt, now, 1);
      for (int i = 0; i < 4; i++) {
        limit.accepted(startedAt, now, 1);
      }
    }
    assertThat(limit.limit()).isEqualTo(4);
    for (int i = 0; i < 4; i++) {
      limit.failed(now, now, 1);
    }
    assertThat(limit.limit()).isEqualTo(2);
  }

  @Test
  void staysBetweenItsBoundsWhenTheyMove() {
    rounds(4, 10 * MS);
    limit.bound(2, 10);
    assertThat(limit.limit()).isEqualTo(10);
    limit.bound(20, 30);
    assertThat(limit.limit()).isEqualTo(20);
  }

  @Test
  void aHintThatIsTooLongIsReplacedByTheOwnBackoff() {
    limit.throttled(now, now, Duration.ofDays(1), 1);

    assertThat(limit.pause(now, Duration.ofDays(1))).isEqualTo(Duration.ofDays(1));
    assertThat(limit.pause(now, Duration.ofMinutes(2))).isEqualTo(Duration.ofMillis(100));
    assertThat(limit.pause(now + 100 * MS, Duration.ofMinutes(2))).isZero();
  }

  @Test
  void aVeryLongHintDoesNotOverflow() {
    limit.throttled(now, now, Duration.ofSeconds(Long.MAX_VALUE), 1);

    assertThat(limit.pause(now, FOREVER)).isEqualTo(Duration.ofDays(36_500));
  }

  @Test
  void aZeroHintIsStillAPause() {
    limit.throttled(now, now, Duration.ZERO, 1);

    assertThat(limit.pause(now, FOREVER)).isEqualTo(Duration.ofMillis(100));
  }
}
