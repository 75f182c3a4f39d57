package io.pinelink.server.internal.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ChecksumTableTest {
  private final ChecksumTable table = new ChecksumTable();

  @Test
  void theTableBehavesLikeAMap() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Map<Long, Long> map = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long id = random.nextLong(1, 15_000);
      long checksum = random.nextLong();
      table.put(id, checksum);
      map.put(id, checksum);
    }

    assertThat(table.size()).as("seed %d", seed).isEqualTo(map.size());
    assertThat(table.sum())
        .as("seed %d", seed)
        .isEqualTo(map.values().stream().mapToLong(Long::longValue).sum());
    for (long id = 1; id < 15_000; id++) {
      assertThat(table.contains(id)).as("seed %d, id %d", seed, id).isEqualTo(map.containsKey(id));
    }
  }

  @Test
  void idsThatCollideAreKeptApart() {
    table.put(7, 1);
    table.put(7 + (1L << 40), 2);
    table.put(7 + (1L << 50), 3);

    assertThat(table.size()).isEqualTo(3);
    assertThat(table.contains(7 + (1L << 50))).isTrue();
    assertThat(table.contains(7 + (1L << 51))).isFalse();
  }

  @Test
  void aHashOfZeroIsAValidId() {
    table.put(0, 5);
    table.put(0, 6);

    assertThat(table.contains(0)).isTrue();
    assertThat(table.size()).isEqualTo(1);
    assertThat(table.sum()).isEqualTo(6);
  }

  @Test
  void aCopyIsIndependentAndClearingRemovesAll() {
    table.put(1, 10);
    ChecksumTable copy = table.copy();
    table.put(2, 20);
    copy.put(1, 11);

    assertThat(table.sum()).isEqualTo(30);
    assertThat(copy.sum()).isEqualTo(11);
    table.clear();
    assertThat(table.size()).isZero();
    assertThat(table.sum()).isZero();
    assertThat(table.contains(1)).isFalse();
  }
}
