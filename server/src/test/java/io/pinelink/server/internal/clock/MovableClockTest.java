package io.pinelink.server.internal.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MovableClockTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private Instant base = START;
  private final MovableClock clock =
      new MovableClock(() -> base, () -> Duration.between(START, base).toNanos());

  private long seconds() {
    return TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime());
  }

  private void pass(int seconds) {
    base = base.plusSeconds(seconds);
  }

  @Test
  void aClockThatWasNotMovedFollowsItsBase() {
    pass(5);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(5));
    base = START;
    assertThat(clock.instant()).isEqualTo(START);
  }

  @Test
  void aStoppedClockContinuesFromWhereItStands() {
    pass(1);
    clock.stop();
    pass(10);
    clock.stop();
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    assertThat(seconds()).isEqualTo(1);

    clock.resume();
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    pass(2);
    clock.resume();
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3));
    assertThat(seconds()).isEqualTo(3);
    assertThat(clock.isStopped()).isFalse();
  }

  @Test
  void anAdvancedClockKeepsItsDistance() {
    clock.advance(Duration.ofHours(1));
    pass(1);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3601));
    assertThat(seconds()).isEqualTo(3601);

    clock.stop();
    clock.advance(Duration.ofSeconds(9));
    pass(100);
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(3610));
    assertThat(seconds()).isEqualTo(3610);
  }

  @Test
  void aTimeIsSetOnlyForward() {
    Instant later = START.plus(Duration.ofDays(400));
    clock.set(later);
    pass(1);
    assertThat(clock.instant()).isEqualTo(later.plusSeconds(1));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.set(later))
        .withMessageContainingAll(later.toString(), "cannot go back");
    clock.set(later.plusSeconds(1));
    assertThat(clock.instant()).isEqualTo(later.plusSeconds(1));
  }

  @Test
  void movesBeyondTheLastTimeAreRefused() {
    for (Duration duration :
        new Duration[] {Duration.ofDays(365 * 9_000), Duration.ofSeconds(Long.MAX_VALUE)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> clock.advance(duration))
          .withMessageContaining("9999");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> clock.set(Instant.MAX));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.advance(Duration.ofSeconds(-1)))
        .withMessageContaining("negative");
    assertThat(clock.instant()).isEqualTo(START);

    clock.set(MovableClock.LAST);
    assertThat(clock.instant()).isEqualTo(MovableClock.LAST);
    assertThat(clock.nanoTime()).isPositive();
  }
}
