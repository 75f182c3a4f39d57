package io.pinelink.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class UnlistedItemsTest {
  private final List<Duration> pauses = new ArrayList<>();

  private UnlistedItems of(Supplier<OptionalLong> counted) {
    return new UnlistedItems(counted, pauses::add, Duration.ofHours(1));
  }

  @Test
  void aDeviationThatStaysForAMinuteCounts() {
    assertThat(of(() -> OptionalLong.of(200)).count(150)).isEqualTo(50);
    assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus))
        .isBetween(Duration.ofMinutes(1), Duration.ofSeconds(70));
  }

  @Test
  void statisticsThatLagBehindDeletesAreReadAgain() {
    assertThat(of(() -> OptionalLong.of(pauses.size() < 3 ? 200 : 150)).count(150)).isZero();
    assertThat(pauses).hasSize(3);
  }

  @Test
  void statisticsThatLagBehindUpsertsOrAreMissingAreNoDeviation() {
    assertThat(of(() -> OptionalLong.of(100)).count(150)).isZero();
    assertThat(of(OptionalLong::empty).count(150)).isZero();
    assertThat(pauses).isEmpty();
  }
}
