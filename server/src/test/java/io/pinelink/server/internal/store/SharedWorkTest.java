package io.pinelink.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class SharedWorkTest {
  private static final int PARTS = 1000;

  @Test
  void everyPartIsDoneOnce() {
    AtomicIntegerArray done = new AtomicIntegerArray(PARTS);

    List<IntConsumer> workers = SharedWork.run(PARTS, () -> done::incrementAndGet);

    assertThat(workers).isNotEmpty();
    for (int i = 0; i < PARTS; i++) {
      assertThat(done.get(i)).isEqualTo(1);
    }
  }

  @Test
  void withoutPartsOnlyTheCallerTakesPart() {
    assertThat(SharedWork.run(0, () -> part -> {})).hasSize(1);
  }

  @Test
  void blockedThreadsOfThePoolAreNotWaitedFor() {
    CountDownLatch end = new CountDownLatch(1);
    try {
      for (int i = 0; i < 2 * ForkJoinPool.getCommonPoolParallelism(); i++) {
        ForkJoinPool.commonPool()
            .execute(
                () -> {
                  try {
                    end.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
      }
      for (int i = 0; i < 100; i++) {
        everyPartIsDoneOnce();
      }
    } finally {
      end.countDown();
    }
  }

  @Test
  void theFailureOfAnyThreadIsThrown() {
    ConcurrentHashMap<Integer, Boolean> done = new ConcurrentHashMap<>();

    assertThatThrownBy(
            () ->
                SharedWork.run(
                    PARTS,
                    () ->
                        part -> {
                          done.put(part, true);
                          if (part == 3) {
                            throw new IllegalStateException("broken");
                          }
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(done).containsKey(3);
  }
}
