package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettledTest {
  private final Settled settled = new Settled(0, List.of());

  @Test
  void theMarkStandsBeforeTheFirstThatIsNotSettled() {
    settled.accept(1);
    settled.accept(2);
    assertThat(settled.mark()).isZero();
    settled.accept(0);
    assertThat(settled.mark()).isEqualTo(3);
    assertThat(settled.skips(2)).isTrue();
    assertThat(settled.skips(3)).isFalse();
  }

  @Test
  void whatWasRefusedIsPassedButSentAgain() {
    settled.refuse(0);
    settled.accept(1);
    settled.refuse(5);
    assertThat(settled.mark()).isEqualTo(2);
    assertThat(settled.again()).containsExactly(0L);
    assertThat(settled.skips(0)).isFalse();
    settled.accept(0);
    assertThat(settled.skips(0)).isTrue();
  }

  @Test
  void theMarkWaitsRatherThanPassTooManyThatWereRefused() {
    for (int i = 0; i < 20_000; i++) {
      settled.refuse(i);
    }
    assertThat(settled.mark()).isEqualTo(10_000);
    assertThat(settled.again()).hasSize(10_000);
  }

  @Test
  void whatTheMarkCannotReachIsNotKept() {
    for (int i = 0; i < 10_000; i++) {
      settled.refuse(i);
    }
    for (int i = 10_000; i < 50_000; i += 2) {
      settled.accept(i + 1);
      settled.refuse(i);
    }
    assertThat(settled.mark()).isEqualTo(10_000);
    assertThat(settled.ranges()).isLessThan(2);
    assertThat(settled.skips(10_001)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void skipsWhatWasAcceptedBeforeTheMarkAndNothingElse(long seed) {
    Random random = new Random(seed);
    List<Long> order = new ArrayList<>();
    for (long i = 0; i < 500; i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    Set<Long> accepted = new HashSet<>();
    Set<Long> passed = new HashSet<>();
    for (long position : order) {
      passed.add(position);
      if (random.nextInt(10) == 0) {
        settled.refuse(position);
      } else {
        settled.accept(position);
        accepted.add(position);
      }
      long mark = 0;
      while (passed.contains(mark)) {
        mark++;
      }
      assertThat(settled.mark()).as("seed " + seed).isEqualTo(mark);
    }
    for (long i = 0; i < 500; i++) {
      assertThat(settled.skips(i)).as("seed " + seed).isEqualTo(accepted.contains(i));
    }
  }
}
