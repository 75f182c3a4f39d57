package io.pinelink.internal.connect;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** DNS lookups with a timeout. The JVM alone waits as long as the system's resolver. */
public final class BoundedDnsLookup {
  private final Scheduler scheduler;
  private final Executor threads;

  public BoundedDnsLookup(Scheduler scheduler, Executor threads) {
    this.scheduler = scheduler;
    this.threads = threads;
  }

  /** A DNS lookup. */
  public interface Question<T extends @Nullable Object> {
    T ask() throws IOException;
  }

  /** A lookup to which DNS did not respond at all. */
  public static final class NoAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    NoAnswerException(Duration max) {
      super("DNS did not answer within " + seconds(max));
    }

    private static String seconds(Duration max) {
      return (max.toMillis() + 999) / 1_000 + " s";
    }
  }

  /**
   * Runs a lookup on another thread, which is abandoned when the timeout passes.
   *
   * @throws IOException if the lookup fails
   * @throws NoAnswerException if the timeout passes
   */
  public <T extends @Nullable Object> T within(Duration max, Question<T> question)
      throws IOException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    threads.execute(() -> answer(question, answer));
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

  private static <T extends @Nullable Object> void answer(
      Question<T> question, CompletableFuture<T> answer) {
    try {
      answer.complete(question.ask());
    } catch (IOException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }
}
