package io.pinelink.internal.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatchCompletionTest {
  private final List<CompletableFuture<String>> futures =
      Stream.generate(CompletableFuture<String>::new).limit(1_000).toList();
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  private void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void allFuturesAreCompletedByOneTaskAndAnotherFindsNothing() {
    BatchCompletion.on(tasks::add, futures, "done", null);
    assertThat(futures).noneMatch(CompletableFuture::isDone);
    tasks.remove().run();

    assertThat(futures).allMatch(future -> "done".equals(future.getNow("")));
    assertThat(tasks).hasSize(1);
    runAll();
    assertThat(tasks).isEmpty();
  }

  @Test
  void aFailureCompletesAllFutures() {
    IllegalStateException failure = new IllegalStateException("no");
    BatchCompletion.on(Runnable::run, futures, "", failure);

    for (CompletableFuture<String> future : futures) {
      assertThatThrownBy(future::join).hasCause(failure);
    }
  }

  @Test
  void aSameThreadExecutorCompletesFuturesInOrder() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < futures.size(); i++) {
      int position = i;
      var unused = futures.get(i).thenRun(() -> order.add(position));
    }
    BatchCompletion.on(Runnable::run, futures, "done", null);

    assertThat(order).hasSize(1_000).isSorted();
  }

  /**
   * Each callback waits for the next future, so as many threads are needed as there are futures.
   */
  @Test
  void aCallbackThatWaitsForAnotherFutureDoesNotDeadlock() throws Exception {
    List<CompletableFuture<String>> few = futures.subList(0, 20);
    List<CompletableFuture<Void>> after = new ArrayList<>();
    for (int i = 0; i < few.size() - 1; i++) {
      CompletableFuture<String> following = few.get(i + 1);
      after.add(few.get(i).thenAccept(value -> following.join()));
    }
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      BatchCompletion.on(threads, few, "done", null);

      CompletableFuture.allOf(after.toArray(CompletableFuture<?>[]::new)).get(20, TimeUnit.SECONDS);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aRejectingExecutorLeavesNoFutureIncomplete() {
    BatchCompletion.on(
        task -> {
          throw new RejectedExecutionException("shut down");
        },
        futures,
        "done",
        null);

    assertThat(futures).allMatch(future -> "done".equals(future.getNow("")));
  }
}
