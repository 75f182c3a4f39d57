package io.pinelink.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimerThreadTest {
  private static Thread timer() throws Exception {
    CompletableFuture<Void> timer = new CompletableFuture<>();
    CompletableFuture<Thread> thread = timer.thenApply(unused -> Thread.currentThread());
    TimerThread.completeAfter(timer, null, TimeUnit.MILLISECONDS.toNanos(1));
    return thread.get(1, TimeUnit.MINUTES);
  }

  @Test
  void theThreadBelongsToNoApplication() throws Exception {
    CompletableFuture<Thread> found = new CompletableFuture<>();
    ThreadGroup application = new ThreadGroup("application");
    Thread first =
        new Thread(
            application,
            () -> {
              try {
                found.complete(timer());
              } catch (Exception e) {
                found.completeExceptionally(e);
              }
            });
    first.start();

    Thread thread = found.get(1, TimeUnit.MINUTES);

    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getContextClassLoader()).isNull();
    assertThat(application.parentOf(thread.getThreadGroup())).isFalse();
  }

  @Test
  void theThreadEndsAfterTheLastTimer() throws Exception {
    Thread thread = timer();

    thread.join(TimeUnit.MINUTES.toMillis(1));

    assertThat(thread.isAlive()).isFalse();
  }
}
