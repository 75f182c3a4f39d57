package io.pinelink.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  private final Latencies latencies = new Latencies();

  @Test
  void percentilesAreRecordedLatencies() {
    for (int i = 100; i >= 1; i--) {
      latencies.add(i * 1_000L);
    }

    assertThat(latencies.count()).isEqualTo(100);
    assertThat(latencies.percentile(50)).isEqualTo(51);
    assertThat(latencies.percentile(99)).isEqualTo(100);
  }

  @Test
  void clearedLatenciesAreForgotten() {
    latencies.add(5_000_000);
    latencies.clear();
    latencies.add(1_000);

    assertThat(latencies.percentile(99)).isEqualTo(1);
  }

  @Test
  void withoutCallsThereIsNoPercentile() {
    assertThat(latencies.percentile(50)).isNaN();
  }
}
