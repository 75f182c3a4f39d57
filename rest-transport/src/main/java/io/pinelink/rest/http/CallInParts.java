package io.pinelink.rest.http;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A call that is sent as several requests, one after another, and joins their responses. The first
 * failure fails the call.
 */
public final class CallInParts<Q, R> {
  private final Iterator<Q> parts;
  private final Function<Q, CompletableFuture<R>> caller;
  private final BinaryOperator<R> joiner;
  private final UnaryOperator<Throwable> failure;
  private final CompletableFuture<R> whole = new CompletableFuture<>();

  /**
   * Creates a call that has not started.
   *
   * @param caller sends one part
   * @param joiner joins two responses
   * @param failure returns the failure of the call for an exception that one of the two throws
   */
  public CallInParts(
      List<Q> parts,
      Function<Q, CompletableFuture<R>> caller,
      BinaryOperator<R> joiner,
      UnaryOperator<Throwable> failure) {
    this.parts = parts.iterator();
    this.caller = caller;
    this.joiner = joiner;
    this.failure = failure;
  }

  public CompletableFuture<R> start() {
    next(null);
    return whole;
  }

  private void next(@Nullable R before) {
    CompletableFuture<R> part = caller.apply(parts.next());
    var unused = whole.whenComplete((answer, failed) -> part.cancel(false));
    var unusedToo =
        part.whenComplete(
            (answer, failed) -> {
              if (failed != null) {
                whole.completeExceptionally(failed);
                return;
              }
              try {
                onAnswer(before, answer);
              } catch (RuntimeException | Error e) {
                whole.completeExceptionally(failure.apply(e));
              }
            });
  }

  private void onAnswer(@Nullable R before, R answer) {
    R joined = before == null ? answer : joiner.apply(before, answer);
    if (!parts.hasNext()) {
      whole.complete(joined);
    } else if (!whole.isDone()) {
      next(joined);
    }
  }
}
