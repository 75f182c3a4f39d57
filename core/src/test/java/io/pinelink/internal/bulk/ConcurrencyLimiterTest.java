package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConcurrencyLimiterTest {
  private final FakeTime time = new FakeTime();
  private final ConcurrencyLimiters limiters = new ConcurrencyLimiters(time, time::now, () -> 1);
  private int turns;

  private static LimitKey scope(String authority, String namespace) {
    return new LimitKey(authority, "upsert", namespace);
  }

  private void ask(ConcurrencyLimiter limiter, int times) {
    for (int i = 0; i < times; i++) {
      limiter.request(() -> turns++, Duration.ofMinutes(2));
    }
  }

  @Test
  void eachNamespaceOfAHostHasItsOwnLimiter() {
    ConcurrencyLimiter one = limiters.join(scope("host", "a"), "first", 1, 10);
    assertThat(limiters.join(scope("host", "a"), "second", 1, 10)).isSameAs(one);
    assertThat(limiters.join(scope("host", "b"), "first", 1, 10)).isNotSameAs(one);
    assertThat(limiters.join(scope("other", "a"), "first", 1, 10)).isNotSameAs(one);
    assertThat(limiters.join(new LimitKey("host", "delete", "a"), "first", 1, 10)).isNotSameAs(one);
  }

  @Test
  void theHighestBoundsOfTheParticipantsApply() {
    ConcurrencyLimiter limiter = limiters.join(scope("host", ""), "first", 1, 2);
    assertThat(limiter.limit()).isEqualTo(2);
    limiter.join("second", 3, 8);
    assertThat(limiter.limit()).isEqualTo(3);
    limiter.leave("second");
    assertThat(limiter.limit()).isEqualTo(2);
  }

  @Test
  void theLimitersOfTheLastThousandEndedOperationsAreKept() {
    List<ConcurrencyLimiter> all = new ArrayList<>();
    for (int i = 0; i <= 1_000; i++) {
      all.add(limiters.join(scope("host", "namespace-" + i), "first", 1, 10));
    }
    for (int i = 0; i <= 1_000; i++) {
      limiters.leave(scope("host", "namespace-" + i), "first");
    }

    assertThat(limiters.join(scope("host", "namespace-1"), "second", 1, 10)).isSameAs(all.get(1));
    assertThat(limiters.join(scope("host", "namespace-0"), "second", 1, 10))
        .isNotSameAs(all.get(0));
  }

  @Test
  void theLimitAndPauseAreKeptForTheNextOperation() {
    ConcurrencyLimiter limiter = limiters.join(scope("host", ""), "first", 1, 10);
    ask(limiter, 1);
    limiter.throttled(time.now(), Duration.ofSeconds(2));
    limiters.leave(scope("host", ""), "first");
    ConcurrencyLimiter redo = limiters.join(scope("host", ""), "second", 1, 10);
    assertThat(redo.limit()).isEqualTo(2);
    turns = 0;
    ask(redo, 1);
    assertThat(turns).isZero();
    time.pass(Duration.ofSeconds(2));
    assertThat(turns).isEqualTo(1);
  }

  @Test
  void aPauseDelaysOnlyRequestsThatCanWaitForIt() {
    ConcurrencyLimiter limiter = limiters.join(scope("host", ""), "first", 1, 10);
    ask(limiter, 1);
    limiter.throttled(time.now(), Duration.ofDays(1));
    turns = 0;
    limiter.request(() -> turns += 10, Duration.ofDays(2));
    ask(limiter, 1);
    assertThat(turns).as("the client's own backoff").isZero();
    time.pass(Duration.ofMillis(100));
    assertThat(turns).isEqualTo(1);
    time.pass(Duration.ofDays(1).minusMillis(101));
    assertThat(turns).isEqualTo(1);
    time.pass(Duration.ofMillis(1));
    assertThat(turns).isEqualTo(11);
  }

  @Test
  void aWithdrawnRequestLeavesNoTimer() {
    ConcurrencyLimiter limiter = limiters.join(scope("host", ""), "first", 1, 10);
    ask(limiter, 1);
    limiter.throttled(time.now(), Duration.ofDays(1));
    Runnable patient = () -> turns += 10;
    limiter.request(patient, Duration.ofDays(2));
    assertThat(limiter.withdraw(patient)).isTrue();
    assertThat(time.pending()).isZero();
  }

  @Test
  void idleLimitersAreDropped() {
    ConcurrencyLimiter busy = limiters.join(scope("host", "busy"), "first", 1, 10);
    ConcurrencyLimiter idle = limiters.join(scope("host", "idle"), "first", 1, 10);
    limiters.leave(scope("host", "idle"), "first");
    for (int i = 0; i < 1_100; i++) {
      limiters.join(scope("host", "n" + i), "first", 1, 10);
      limiters.leave(scope("host", "n" + i), "first");
    }
    assertThat(limiters.join(scope("host", "busy"), "second", 1, 10)).isSameAs(busy);
    assertThat(limiters.join(scope("host", "idle"), "second", 1, 10)).isNotSameAs(idle);
  }

  @Test
  void aWithdrawnRequestIsNotGranted() {
    ConcurrencyLimiter limiter = limiters.join(scope("host", ""), "first", 1, 1);
    ask(limiter, 1);
    Runnable second = () -> turns += 10;
    limiter.request(second, Duration.ofMinutes(2));
    assertThat(limiter.withdraw(second)).isTrue();
    assertThat(limiter.withdraw(second)).isFalse();
    limiter.giveBack();
    assertThat(turns).isEqualTo(1);
  }
}
