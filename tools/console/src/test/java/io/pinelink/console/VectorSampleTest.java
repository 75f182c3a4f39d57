package io.pinelink.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VectorSampleTest {
  @Test
  void onlyBeginningsOfTextsAreKept() {
    VectorSample sample = new VectorSample(10);

    sample.add(
        "a",
        new float[] {1},
        Map.<String, Object>of("text", "x".repeat(100_000), "list", List.of("y"), "n", 1));

    assertThat(sample.points().get(0).fields())
        .containsOnlyKeys("text", "n")
        .containsEntry("text", "x".repeat(80));
  }

  @Test
  void readingEndsWhenTheSampleIsFull() {
    VectorSample sample = new VectorSample(3);
    int[] read = new int[1];

    sample.addAll(
        "all",
        IntStream.range(0, 100).boxed().toList(),
        i -> {
          read[0]++;
          sample.add("v" + i, new float[] {i}, Map.of());
        });

    assertThat(sample.points()).hasSize(3);
    assertThat(read[0]).isEqualTo(3);
  }
}
