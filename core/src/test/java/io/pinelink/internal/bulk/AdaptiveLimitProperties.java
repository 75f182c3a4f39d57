package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveLimitProperties {
  private static final Duration FOREVER = Duration.ofDays(100_000);
  private static final long MS = 1_000_000;

  /** Any events in any order, by a clock that may overflow. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void staysBetweenItsBoundsAndMovesTheRightWay(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int floor = random.nextInt(1, 10);
    int ceiling = random.nextInt(floor, 100);
    AdaptiveLimit limit = new AdaptiveLimit(floor, ceiling);
    long now = Long.MAX_VALUE - random.nextLong(10_000 * MS);
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(20 * MS);
      long startedAt = now - random.nextLong(1, 50 * MS);
      int before = limit.limit();
      Duration pauseBefore = limit.pause(now, FOREVER);
      int inFlight = random.nextInt(1, 2 * before + 1);
      String at = "seed " + seed + ", event " + i;
      switch (random.nextInt(8)) {
        case 0 -> {
          Duration hint = random.nextBoolean() ? null : Duration.ofMillis(random.nextInt(3_000));
          limit.throttled(startedAt, now, hint, random.nextDouble());
          assertThat(limit.limit()).as(at).isLessThanOrEqualTo(before);
          assertThat(limit.pause(now, FOREVER)).as(at).isGreaterThanOrEqualTo(pauseBefore);
          if (hint != null) {
            assertThat(limit.pause(now, FOREVER)).as(at).isGreaterThanOrEqualTo(hint);
          }
        }
        case 1 -> limit.failed(startedAt, now, inFlight);
        default -> {
          limit.accepted(startedAt, now, inFlight);
          assertThat(limit.limit()).as(at).isLessThanOrEqualTo(Math.max(2 * before + 1, floor));
          assertThat(limit.pause(now, FOREVER)).as(at).isEqualTo(pauseBefore);
        }
      }
      assertThat(limit.limit()).as(at).isBetween(floor, ceiling);
      assertThat(limit.pause(now, FOREVER)).as(at).isGreaterThanOrEqualTo(Duration.ZERO);
    }
  }

  /** After any history, successes alone, as fast as ever, bring it to its ceiling. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void successRaisesTheLimitToItsCeiling(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    AdaptiveLimit limit = new AdaptiveLimit(1, 40);
    long now = 0;
    for (int i = 0; i < 100; i++) {
      limit.throttled(now, ++now, null, random.nextDouble());
    }
    assertThat(limit.limit()).isEqualTo(1);
    for (int round = 0; round < 400; round++) {
      long startedAt = now;
      now += 10 * MS;
      for (int i = limit.limit(); i > 0; i--) {
        limit.accepted(startedAt, now, i);
      }
    }
    assertThat(limit.limit()).as("seed " + seed).isEqualTo(40);
  }

  /** A server that works on so many calls at a time: what is beyond waits there. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4, 8, 16, 32})
  void convergesToTheCapacityOfTheServer(int workers) {
    AdaptiveLimit limit = new AdaptiveLimit(1, 500);
    List<Integer> seen = simulate(limit, workers, 5 * MS, 20_000);
    List<Integer> late = seen.subList(seen.size() / 2, seen.size());
    double mean = late.stream().mapToInt(Integer::intValue).average().orElseThrow();
    assertThat(mean).as(workers + " workers").isBetween(0.8 * workers, 2.5 * workers + 2);
    assertThat(late).as(workers + " workers").allMatch(value -> value <= 4 * workers + 4);
  }

  /** A service that takes so many calls a second: the rest is throttled, without a hint. */
  @ParameterizedTest
  @ValueSource(ints = {20, 100, 400})
  void usesMostOfARateLimit(int perSecond) {
    AdaptiveLimit limit = new AdaptiveLimit(1, 64);
    SplittableRandom random = new SplittableRandom(perSecond);
    PriorityQueue<long[]> ends = new PriorityQueue<>(Comparator.comparingLong(end -> end[1]));
    long now = 0;
    double tokens = perSecond / 10.0;
    long filledAt = 0;
    long accepted = 0;
    long throttled = 0;
    while (now < 60_000 * MS) {
      while (ends.size() < limit.limit() && limit.pause(now, FOREVER).isZero()) {
        tokens = Math.min(perSecond / 10.0, tokens + (now - filledAt) / 1e9 * perSecond);
        filledAt = now;
        boolean passes = tokens >= 1;
        tokens -= passes ? 1 : 0;
        ends.add(new long[] {now, now + (passes ? 20 : 5) * MS, passes ? 1 : 0});
      }
      if (ends.isEmpty()) {
        now += limit.pause(now, FOREVER).toNanos();
        continue;
      }
      long[] end = ends.remove();
      now = end[1];
      if (end[2] == 1) {
        accepted++;
        limit.accepted(end[0], now, ends.size() + 1);
      } else {
        throttled++;
        limit.throttled(end[0], now, null, random.nextDouble());
      }
    }
    assertThat(accepted).isGreaterThan(60L * perSecond * 6 / 10);
    assertThat(throttled).isLessThan(accepted * 6 / 10);
  }

  private static List<Integer> simulate(
      AdaptiveLimit limit, int workers, long shutdown, int calls) {
    // Each worker is free again at a time; a call ends when its work is done.
    PriorityQueue<Long> free = new PriorityQueue<>();
    for (int i = 0; i < workers; i++) {
      free.add(0L);
    }
    PriorityQueue<long[]> ends = new PriorityQueue<>(Comparator.comparingLong(end -> end[1]));
    List<Integer> seen = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < calls; i++) {
      while (ends.size() < limit.limit()) {
        long done = Math.max(now, free.remove()) + shutdown;
        free.add(done);
        ends.add(new long[] {now, done});
      }
      long[] end = ends.remove();
      now = end[1];
      limit.accepted(end[0], now, ends.size() + 1);
      seen.add(limit.limit());
    }
    return seen;
  }
}
