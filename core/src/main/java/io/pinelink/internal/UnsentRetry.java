package io.pinelink.internal;

import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Calls once more, at once, where a connection that had worked ended before the service can have
 * looked at the call: nothing of it had left, or the server said that it has not looked at it and
 * will not. So it is safe whatever the operation, and a new connection is likely to do. A transport
 * tells such a failure by {@link TransportException#isUnsent} and {@link
 * NetworkCause#CONNECTION_LOST}. A connection that could not be made is another matter: trying
 * again at once would not help. So is one that ended after some of the call had left, for the
 * service may have acted.
 *
 * <p>This is no attempt and costs no wait, since it is not the service that failed. But a service
 * may turn away each connection, or each call: so it too is left out while the host's retry budget
 * is used up.
 */
public final class UnsentRetry implements Transport {
  private final Transport next;
  private final RetryBudgets budgets;

  /** Wraps a transport. */
  public UnsentRetry(Transport next, RetryBudgets budgets) {
    this.next = next;
    this.budgets = budgets;
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    CompletableFuture<R> result = new CompletableFuture<>();
    CompletableFuture<R> first = next.call(operation, request, context);
    Futures.cancelWith(result, first);
    var unused =
        first.whenComplete(
            (value, failure) -> {
              if (!result.isDone() && isWorthIt(failure) && isLetIn(context)) {
                again(operation, request, context, result);
              } else {
                Futures.complete(result, value, failure);
              }
            });
    return result;
  }

  private <Q, R> void again(
      Operation<Q, R> operation, Q request, CallContext context, CompletableFuture<R> result) {
    CompletableFuture<R> second = next.call(operation, request, context.nextAttempt());
    Futures.cancelWith(result, second);
    var unused = second.whenComplete((value, failure) -> Futures.complete(result, value, failure));
  }

  private boolean isLetIn(CallContext context) {
    return !context.deadline().isExpired() && budgets.of(context.route()).allows();
  }

  static boolean isWorthIt(@Nullable Throwable failure) {
    return failure != null
        && Futures.unwrap(failure) instanceof TransportException lost
        && lost.isUnsent()
        && lost.networkCause() == NetworkCause.CONNECTION_LOST;
  }

  @Override
  public boolean supports(Operation<?, ?> operation) {
    return next.supports(operation);
  }

  @Override
  public <Q> OptionalLong bodyBytes(Operation<Q, ?> operation, Q request, String namespace) {
    return next.bodyBytes(operation, request, namespace);
  }

  @Override
  public void refresh() {
    next.refresh();
  }

  @Override
  public void close() {
    next.close();
  }
}
