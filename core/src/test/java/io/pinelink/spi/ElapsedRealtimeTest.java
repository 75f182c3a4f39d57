package io.pinelink.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ElapsedRealtimeTest {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  @Test
  void timeSeenOnlyByTheWallClockCounts() {
    assertThat(ElapsedRealtime.nanos(5, 3_600_000)).isEqualTo(HOUR);
  }

  @Test
  void aWallClockThatWasSetBackIsIgnored() {
    assertThat(ElapsedRealtime.nanos(HOUR, -3_600_000)).isEqualTo(HOUR);
  }

  @Test
  void timePasses() {
    long before = ElapsedRealtime.nanos();

    assertThat(ElapsedRealtime.nanos() - before).isBetween(0L, HOUR);
  }
}
