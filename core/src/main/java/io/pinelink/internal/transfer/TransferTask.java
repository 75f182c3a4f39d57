package io.pinelink.internal.transfer;

import io.pinelink.internal.concurrent.Futures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** A copy or comparison on a thread of its own. */
public final class TransferTask {
  private TransferTask() {}

  /**
   * Starts a task. Cancelling the future interrupts its thread.
   *
   * @param completeOn completes the future
   */
  public static <R> CompletableFuture<R> start(Executor completeOn, Supplier<R> task) {
    CompletableFuture<R> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(task.get());
              } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
              }
            },
            "pinelink-transfer");
    thread.setDaemon(true);
    var unused =
        result.whenComplete(
            (report, failure) -> {
              if (result.isCancelled()) {
                thread.interrupt();
              }
            });
    thread.start();
    return Futures.completeOn(completeOn, result);
  }
}
