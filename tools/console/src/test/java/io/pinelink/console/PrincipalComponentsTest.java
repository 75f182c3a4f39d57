package io.pinelink.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrincipalComponentsTest {
  @Test
  void theFirstDirectionIsTheOneOfMostVariance() {
    List<float[]> vectors = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      float along = (float) (random.nextDouble() * 20 - 10);
      float across = (float) (random.nextDouble() * 2 - 1);
      vectors.add(new float[] {5 + along, 3 + across, 7, -along});
    }

    PrincipalComponents plane = PrincipalComponents.of(vectors);

    assertThat(plane.share(0)).isGreaterThan(0.98);
    assertThat(plane.share(0) + plane.share(1)).isCloseTo(1, within(1e-6));
    for (int i = 1; i < vectors.size(); i++) {
      double difference = Math.abs(vectors.get(i)[0] - vectors.get(0)[0]) * Math.sqrt(2);
      assertThat(Math.abs(plane.position(i, 0) - plane.position(0, 0)))
          .isCloseTo(difference, within(0.2));
    }
  }

  @Test
  void theSameVectorsHaveTheSamePositions() {
    List<float[]> vectors = List.of(new float[] {1, 2}, new float[] {3, 1}, new float[] {0, 0});

    PrincipalComponents first = PrincipalComponents.of(vectors);
    PrincipalComponents second = PrincipalComponents.of(vectors);

    for (int i = 0; i < 3; i++) {
      assertThat(first.position(i, 0)).isEqualTo(second.position(i, 0));
      assertThat(first.position(i, 1)).isEqualTo(second.position(i, 1));
    }
  }

  @Test
  void equalVectorsAndASingleOneAreAtTheOrigin() {
    for (List<float[]> vectors :
        List.of(List.of(new float[] {1, 2}), List.of(new float[] {4, 4}, new float[] {4, 4}))) {
      PrincipalComponents plane = PrincipalComponents.of(vectors);
      assertThat(plane.position(0, 0)).isZero();
      assertThat(plane.position(0, 1)).isZero();
      assertThat(plane.share(0)).isZero();
    }
    assertThat(PrincipalComponents.of(List.of(new float[] {1}, new float[] {2})).position(0, 1))
        .isZero();
  }
}
