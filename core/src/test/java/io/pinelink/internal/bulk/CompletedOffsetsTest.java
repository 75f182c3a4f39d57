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

class CompletedOffsetsTest {
  private final CompletedOffsets completed = CompletedOffsets.none();

  @Test
  void theMarkIsBeforeTheFirstUnsettledPosition() {
    completed.accept(1, "id");
    completed.accept(2, "id");
    assertThat(completed.mark()).isZero();
    completed.accept(0, "id");
    assertThat(completed.mark()).isEqualTo(3);
    assertThat(completed.skips(2)).isTrue();
    assertThat(completed.skips(3)).isFalse();
  }

  @Test
  void refusedItemsArePassedButResent() {
    completed.refuse(0);
    completed.accept(1, "id");
    completed.refuse(5);
    assertThat(completed.mark()).isEqualTo(2);
    assertThat(completed.redo()).containsExactly(0L);
    assertThat(completed.skips(0)).isFalse();
    completed.accept(0, "id");
    assertThat(completed.skips(0)).isTrue();
  }

  @Test
  void theMarkStopsAfterTenThousandRefusedItems() {
    for (int i = 0; i < 20_000; i++) {
      completed.refuse(i);
    }
    assertThat(completed.mark()).isEqualTo(10_000);
    assertThat(completed.redo()).hasSize(10_000);
  }

  @Test
  void positionsThatTheMarkCannotReachAreNotKept() {
    for (int i = 0; i < 10_000; i++) {
      completed.refuse(i);
    }
    for (int i = 10_000; i < 50_000; i += 2) {
      completed.accept(i + 1, "id");
      completed.refuse(i);
    }
    assertThat(completed.mark()).isEqualTo(10_000);
    assertThat(completed.ranges()).isLessThan(2);
    assertThat(completed.skips(10_001)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void exactlyTheAcceptedItemsBeforeTheMarkAreSkipped(long seed) {
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
        completed.refuse(position);
      } else {
        completed.accept(position, "id" + position);
        accepted.add(position);
      }
      long mark = 0;
      while (passed.contains(mark)) {
        mark++;
      }
      assertThat(completed.mark()).as("seed " + seed).isEqualTo(mark);
      assertThat(completed.identity()).as("seed " + seed).isEqualTo(identity(accepted, mark));
    }
    for (long i = 0; i < 500; i++) {
      assertThat(completed.skips(i)).as("seed " + seed).isEqualTo(accepted.contains(i));
    }
  }

  private static SourceIdentity identity(Set<Long> accepted, long mark) {
    SourceIdentity identity = SourceIdentity.NONE;
    for (long position = 0; position < mark; position++) {
      if (accepted.contains(position)) {
        identity = identity.with(position, "id" + position);
      }
    }
    return identity;
  }

  @Test
  void theIdentityDependsOnIdsAndPositions() {
    SourceIdentity once = SourceIdentity.NONE.with(0, "a").with(1, "b");
    assertThat(SourceIdentity.NONE.with(1, "b").with(0, "a")).isEqualTo(once);
    assertThat(SourceIdentity.NONE.with(0, "b").with(1, "a").sum()).isNotEqualTo(once.sum());
    assertThat(SourceIdentity.NONE.with(0, "a").with(2, "b").sum()).isNotEqualTo(once.sum());
  }

  @Test
  void resentItemsCountOnceTheyAreAccepted() {
    completed.refuse(0);
    completed.accept(1, "b");
    assertThat(completed.identity()).isEqualTo(SourceIdentity.NONE.with(1, "b"));
    completed.accept(0, "a");
    assertThat(completed.identity()).isEqualTo(SourceIdentity.NONE.with(0, "a").with(1, "b"));
  }
}
