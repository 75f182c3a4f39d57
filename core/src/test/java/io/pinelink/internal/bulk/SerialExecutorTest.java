package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SerialExecutorTest {
  private final List<String> done = new ArrayList<>();
  private final List<Throwable> errors = new ArrayList<>();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final SerialExecutor events = new SerialExecutor(tasks::add, errors::add);

  @Test
  void tasksRunInOrderInOneExecutorTask() {
    events.post(() -> done.add("a"));
    events.post(() -> done.add("b"));

    assertThat(done).isEmpty();
    assertThat(tasks).hasSize(1);
    tasks.remove().run();
    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void tasksPostedDuringARunAreExecutedAfterwards() {
    events.post(
        () -> {
          events.post(() -> done.add("inner"));
          done.add("outer");
        });

    tasks.remove().run();

    assertThat(done).containsExactly("outer", "inner");
    assertThat(tasks).isEmpty();
  }

  @Test
  void aNewExecutorTaskStartsAfterTheQueueWasEmpty() {
    events.post(() -> done.add("a"));
    tasks.remove().run();
    events.post(() -> done.add("b"));
    tasks.remove().run();

    assertThat(done).containsExactly("a", "b");
  }

  @Test
  void anExceptionIsReportedAndTheNextTaskRuns() {
    RuntimeException failure = new IllegalStateException("mine");
    Error error = new AssertionError("mine too");
    events.post(
        () -> {
          throw failure;
        });
    events.post(
        () -> {
          throw error;
        });
    events.post(() -> done.add("c"));

    tasks.remove().run();

    assertThat(errors).containsExactly(failure, error);
    assertThat(done).containsExactly("c");
  }

  @Test
  void tasksRunInTheCallerIfTheExecutorIsShutDown() {
    SerialExecutor abandoned =
        new SerialExecutor(
            task -> {
              throw new RejectedExecutionException("shut down");
            },
            errors::add);

    abandoned.post(() -> done.add("a"));
    abandoned.post(() -> done.add("b"));

    assertThat(done).containsExactly("a", "b");
    assertThat(errors).isEmpty();
  }

  @Test
  void anExecutorThatQueuesAndThrowsRunsTheTaskOnce() {
    SerialExecutor twice =
        new SerialExecutor(
            task -> {
              tasks.add(task);
              throw new RejectedExecutionException("but it is queued");
            },
            errors::add);

    twice.post(() -> done.add("a"));
    tasks.remove().run();

    assertThat(done).containsExactly("a");
    assertThat(errors).isEmpty();
  }

  @Test
  void tasksOfManyThreadsRunOneAtATime() throws Exception {
    int threads = 4;
    int each = 5_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      SerialExecutor shared = new SerialExecutor(pool, errors::add);
      CountDownLatch all = new CountDownLatch(threads * each);
      // Neither atomic nor volatile: the mailbox has to see to that.
      int[] count = new int[1];
      for (int i = 0; i < threads; i++) {
        Thread poster =
            new Thread(
                () -> {
                  for (int j = 0; j < each; j++) {
                    shared.post(
                        () -> {
                          count[0]++;
                          all.countDown();
                        });
                  }
                });
        poster.start();
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(count[0]).isEqualTo(threads * each);
      assertThat(errors).isEmpty();
    } finally {
      pool.shutdownNow();
    }
  }
}
