package io.pinelink.rest.http;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A call that is sent as several requests, one after another, and joins their responses. The first
 * failure fails the call.
 */
public final class CallInParts<Q, R> {
  private final Iterator<Q> parts;
  private final Function<Q, CompletableFuture<R>> caller;
  private final BinaryOperator<R> joiner;
  private final CompletableFuture<R> whole = new CompletableFuture<>();

  public CallInParts(
      List<Q> parts, Function<Q, CompletableFuture<R>> caller, BinaryOperator<R> joiner) {
    this.parts = parts.iterator();
    this.caller = caller;
    this.joiner = joiner;
  }

  public CompletableFuture<R> start() {
    next(null);
    return whole;
  }

  private void next(@Nullable R before) {
    CompletableFuture<R> part = caller.apply(parts.next());
    var unused = whole.whenComplete((answer, failure) -> part.cancel(false));
    var unusedToo =
        part.whenComplete(
            (answer, failure) -> {
              if (failure != null) {
                whole.completeExceptionally(failure);
                return;
              }
              R joined = before == null ? answer : joiner.apply(before, answer);
              if (!parts.hasNext()) {
                whole.complete(joined);
              } else if (!whole.isDone()) {
                next(joined);
              }
            });
  }
}
