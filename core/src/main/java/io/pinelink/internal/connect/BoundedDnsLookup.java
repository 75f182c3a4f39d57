package io.pinelink.internal.connect;

import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Waits for DNS no longer than it is told to: by itself the JVM waits as long as the system does.
 */
public final class BoundedDnsLookup {
  private final Scheduler scheduler;
  private final Executor threads;

  public BoundedDnsLookup(Scheduler scheduler, Executor threads) {
    this.scheduler = scheduler;
    this.threads = threads;
  }

  /** A question to DNS. */
  public interface Question<T extends @Nullable Object> {
    T ask() throws IOException;
  }

  /** DNS said nothing, not even that there is no such name. */
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
   * Asks on another thread, which is left to itself when time is over.
   *
   * @throws IOException as the question fails
   * @throws NoAnswerException if time is over
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
