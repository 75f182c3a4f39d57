package io.pinelink.doctor;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.validation.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Waits for DNS lookups, with a timeout of the caller's own. */
record BoundedDnsLookup(Scheduler scheduler) {
  /** A lookup to which DNS did not respond at all. */
  static final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    NoAnswerException(Duration max) {
      super("DNS did not answer within " + DurationText.of(max));
    }
  }

  /**
   * Waits for a lookup, which continues after the timeout.
   *
   * @throws IOException if the lookup fails
   * @throws NoAnswerException if the timeout passes
   */
  <T> T within(Duration max, CompletableFuture<T> lookup) throws IOException {
    CompletableFuture<T> answer = lookup.copy();
    CompletableFuture<Void> over = scheduler.after(max);
    var unused = over.thenRun(() -> answer.completeExceptionally(new NoAnswerException(max)));
    try {
      return Futures.await(answer);
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw e;
    } finally {
      over.cancel(false);
    }
  }
}
