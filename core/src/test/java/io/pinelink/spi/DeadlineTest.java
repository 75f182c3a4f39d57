package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** The monotonic clock may begin anywhere and may run over. */
  @ParameterizedTest
  @ValueSource(longs = {0, -5, Long.MAX_VALUE - 7, Long.MIN_VALUE})
  void countsDownFromTheTimeout(long start) {
    AtomicLong clock = new AtomicLong(start);
    Deadline deadline = Deadline.after(TIMEOUT, clock::get);
    assertThat(deadline.remaining()).isEqualTo(TIMEOUT);
    assertThat(deadline.isExpired()).isFalse();

    clock.addAndGet(1_500_000_000);
    assertThat(deadline.remaining()).isEqualTo(Duration.ofMillis(500));
    assertThat(deadline.isExpired()).isFalse();
    assertThat(deadline).hasToString("PT0.5S left of PT2S");

    clock.addAndGet(500_000_000);
    assertThat(deadline.remaining()).isZero();
    assertThat(deadline.isExpired()).isTrue();

    clock.addAndGet(1);
    assertThat(deadline.remaining()).isEqualTo(Duration.ofNanos(-1));
    assertThat(deadline.timeout()).isEqualTo(TIMEOUT);
  }

  @Test
  void supportsTimeoutsBeyondNanoseconds() {
    Duration ages = Duration.ofDays(1_000_000);
    Deadline deadline = Deadline.after(ages, () -> Long.MAX_VALUE);
    assertThat(deadline.isExpired()).isFalse();
    assertThat(deadline.remaining()).isGreaterThan(Duration.ofDays(50_000));
    assertThat(deadline.timeout()).isEqualTo(ages);
  }

  @Test
  void aPartEndsNoLaterThanTheWhole() {
    AtomicLong clock = new AtomicLong();
    Deadline whole = Deadline.after(TIMEOUT, clock::get);

    Deadline part = whole.within(Duration.ofSeconds(1));
    assertThat(part.remaining()).isEqualTo(Duration.ofSeconds(1));
    assertThat(part.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(whole.within(TIMEOUT)).isSameAs(whole);
    assertThat(whole.within(Duration.ofDays(1))).isSameAs(whole);

    clock.addAndGet(1_000_000_000);
    assertThat(part.isExpired()).isTrue();
    assertThat(whole.isExpired()).isFalse();
  }

  @Test
  void usesTheSystemClockByDefault() {
    assertThat(Deadline.after(Duration.ofHours(1)).remaining())
        .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
  }
}
