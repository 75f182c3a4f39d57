package io.pinelink.admin.internal.login;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.call.Caller;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.LinkedFuture;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Operation;
import io.pinelink.spi.credential.BearerToken;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call of the admin API. It gets a token and calls with it, and repeats both once if the
 * service does not accept the token, which was then revoked.
 */
public final class AuthenticatedCall<Q, R> {
  private final Caller caller;
  private final AccessTokenCache tokens;
  private final Operation<Q, R> operation;
  private final Q request;
  private final Deadline deadline;
  private final LinkedFuture<R> result = new LinkedFuture<>();
  private int attempts;

  public AuthenticatedCall(
      Caller caller, AccessTokenCache tokens, Operation<Q, R> operation, Q request) {
    this.caller = caller;
    this.tokens = tokens;
    this.operation = operation;
    this.request = request;
    this.deadline = Deadline.after(caller.timeout());
  }

  public CompletableFuture<R> start() {
    attempt();
    return result;
  }

  private void attempt() {
    attempts++;
    CompletableFuture<BearerToken> token = tokens.get();
    if (!token.isDone()) {
      failUnlessInTime(token);
    }
    Futures.onEnd(token, result, this::onToken);
  }

  /** Fails the call at its deadline; the login uses the client's timeout, which may be longer. */
  private void failUnlessInTime(CompletableFuture<BearerToken> token) {
    CompletableFuture<Void> timer = caller.scheduler().after(deadline.remaining());
    var unused = timer.thenRun(() -> token.completeExceptionally(late()));
    var unusedToo = token.whenComplete((got, failure) -> timer.cancel(false));
  }

  private void onToken(@Nullable BearerToken token, @Nullable Throwable failure) {
    if (token == null) {
      fail(failure);
      return;
    }
    Duration left = deadline.remaining();
    if (left.isZero() || left.isNegative()) {
      fail(late());
    } else if (!result.isDone()) {
      call(token, left);
    }
  }

  private DeadlineExceededException late() {
    FailedCall failed = new FailedCall(operation.name(), caller.route(), attempts);
    return Failures.deadlineExceeded(failed, deadline.timeout(), null);
  }

  private void call(BearerToken token, Duration left) {
    CompletableFuture<R> call;
    try {
      call = caller.as(token).within(left).call(operation, request);
    } catch (RuntimeException | Error e) {
      // For example the client was closed. Nothing else would complete the future.
      fail(e);
      return;
    }
    result.follow(call);
    Futures.onEnd(call, result, (value, failure) -> onEnd(token, value, failure));
  }

  private void onEnd(BearerToken token, @Nullable R value, @Nullable Throwable failure) {
    if (value != null) {
      result.complete(value);
      return;
    }
    boolean refused =
        failure != null && Futures.unwrap(failure) instanceof UnauthenticatedException;
    if (refused) {
      tokens.forget(token);
    }
    if (!refused || attempts > 1) {
      fail(failure);
      return;
    }
    attempt();
  }

  private void fail(@Nullable Throwable failure) {
    result.completeExceptionally(
        failure == null ? new IllegalStateException("no answer") : Futures.unwrap(failure));
  }
}
