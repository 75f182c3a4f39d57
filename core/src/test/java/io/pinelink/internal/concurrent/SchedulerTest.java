package io.pinelink.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SchedulerTest {
  @Test
  void aDelayCompletes() throws Exception {
    assertThat(Scheduler.system().after(Duration.ofMillis(1)).get(20, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void cancelledTimersAreNotRetained() {
    WeakReference<CompletableFuture<Void>> cancelled = cancelled();

    for (int i = 0; i < 1_000 && !cancelled.refersTo(null); i++) {
      System.gc();
    }

    assertThat(cancelled.refersTo(null)).isTrue();
  }

  private static WeakReference<CompletableFuture<Void>> cancelled() {
    CompletableFuture<Void> timer = Scheduler.system().after(Duration.ofDays(1));
    timer.cancel(true);
    return new WeakReference<>(timer);
  }
}
