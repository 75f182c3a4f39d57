package io.pinelink.benchmarks.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.model.Vector;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class GeneratedVectorsTest {
  private static List<Vector> all() {
    List<Vector> all = new ArrayList<>();
    new GeneratedVectors(100, 8, true).forEachRemaining(all::add);
    return all;
  }

  @Test
  void vectorsAreReproducibleAndDistinct() {
    assertThat(all()).hasSize(100).isEqualTo(all());
    assertThat(all()).extracting(Vector::id).doesNotHaveDuplicates();
    assertThat(all().stream().map(vector -> List.of(vector.value(0), vector.value(7))).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void valuesAreSmallAndOfBothSigns() {
    assertThat(all())
        .allSatisfy(
            vector -> {
              for (float value : vector.values()) {
                assertThat(value).isBetween(-1f / 3, 1f / 3);
              }
            })
        .anyMatch(vector -> vector.value(3) > 0)
        .anyMatch(vector -> vector.value(3) < 0);
  }

  @Test
  void theRequestedNumberIsGenerated() {
    assertThatThrownBy(new GeneratedVectors(0, 8, false)::next)
        .isInstanceOf(NoSuchElementException.class);
  }
}
