package io.pinelink.internal.route;

import io.pinelink.control.IndexDescription;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.LinkedFuture;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.spi.CallContext;
import io.pinelink.spi.ForwardingTransport;
import io.pinelink.spi.Operation;
import io.pinelink.spi.Transport;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Calls to an index whose host came from a host book. An index that was made anew has a new host,
 * and the old one answers that there is no such thing, or takes no key: what exactly is not
 * documented. Then the control plane is asked; where it names another host, the call is made once
 * more, there, which is safe since the first one was refused. A failure of the network says nothing
 * about the book and is left alone, as is the refusal where the control plane cannot be reached.
 */
public final class StaleHostTransport extends ForwardingTransport {
  /** A call to a namespace that does not exist is refused alike, and must not cost two calls. */
  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(30);

  /**
   * Where packets to the control plane are dropped no answer comes, not even a refusal, and a call
   * that is over already must not wait for that until its deadline.
   */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final CurrentRoute open;
  private final Function<Duration, CompletableFuture<IndexDescription>> controlPlane;
  private final Function<IndexDescription, CompletableFuture<Route>> change;
  private final LongSupplier nanoTime;
  private final Scheduler scheduler;
  private final AtomicLong askAgain;

  /**
   * Watches the calls to an index.
   *
   * @param controlPlane describes the index, in no more time than that
   * @param change makes the route of the index that of the description
   * @param nanoTime the monotonic clock
   * @param scheduler ends the wait for an answer
   */
  public StaleHostTransport(
      Transport next,
      CurrentRoute open,
      Function<Duration, CompletableFuture<IndexDescription>> controlPlane,
      Function<IndexDescription, CompletableFuture<Route>> change,
      LongSupplier nanoTime,
      Scheduler scheduler) {
    super(next);
    this.open = open;
    this.controlPlane = controlPlane;
    this.change = change;
    this.nanoTime = nanoTime;
    this.scheduler = scheduler;
    this.askAgain = new AtomicLong(nanoTime.getAsLong());
  }

  @Override
  public <Q, R> CompletableFuture<R> call(
      Operation<Q, R> operation, Q request, CallContext context) {
    if (context.route().source() != Route.Source.HOST_BOOK) {
      return super.call(operation, request, context);
    }
    LinkedFuture<R> result = new LinkedFuture<>();
    CompletableFuture<R> first = super.call(operation, request, context);
    result.follow(first);
    var unused =
        first.whenComplete(
            (value, failure) -> {
              Throwable refusal = failure == null ? null : Futures.unwrap(failure);
              if (refusal != null && isSuspicious(refusal) && !result.isDone() && mayAsk()) {
                ask(operation, request, context, result, refusal);
              } else {
                result.end(value, failure);
              }
            });
    return result;
  }

  private static boolean isSuspicious(Throwable refusal) {
    return refusal instanceof NotFoundException || refusal instanceof UnauthenticatedException;
  }

  private boolean mayAsk() {
    long due = askAgain.get();
    long now = nanoTime.getAsLong();
    return now - due >= 0 && askAgain.compareAndSet(due, now + BETWEEN_QUESTIONS.toNanos());
  }

  private <Q, R> void ask(
      Operation<Q, R> operation,
      Q request,
      CallContext context,
      LinkedFuture<R> result,
      Throwable refusal) {
    Duration left = context.deadline().remaining();
    Duration max = left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT;
    CompletableFuture<Route> moved = moved(context, max);
    result.follow(moved);
    // What comes later than that still moves the index, for the calls after this one.
    CompletableFuture<Void> end = scheduler.after(max);
    CompletableFuture<?> unused = end.thenRun(() -> result.completeExceptionally(refusal));
    unused =
        moved.whenComplete(
            (route, failure) -> {
              if (!end.cancel(false)) {
                return; // the wait is over, and with it the call: it must not be sent any more
              }
              if (route == null || route.equals(context.route())) {
                result.completeExceptionally(refusal);
              } else if (!result.isDone()) {
                again(operation, request, context, route, result);
              }
            });
  }

  /** Where the index is now; the route that the call took, if it has not moved. */
  private CompletableFuture<Route> moved(CallContext context, Duration max) {
    try {
      return Futures.then(
          controlPlane.apply(max),
          index ->
              isElsewhere(index)
                  ? change.apply(index)
                  : CompletableFuture.completedFuture(context.route()));
    } catch (RuntimeException e) {
      // Such as a client without REST, one that is closing, or no time left: nobody to ask.
      return CompletableFuture.failedFuture(e);
    }
  }

  private <Q, R> void again(
      Operation<Q, R> operation,
      Q request,
      CallContext context,
      Route route,
      LinkedFuture<R> result) {
    CompletableFuture<R> second;
    try {
      second = super.call(operation, request, context.nextAttempt(route));
    } catch (RuntimeException e) {
      // Such as an API key that may not leave loopback; nobody else would end the call.
      result.completeExceptionally(e);
      return;
    }
    result.follow(second);
    var unused = second.whenComplete(result::end);
  }

  /** The other form of the same host is no other place. */
  private boolean isElsewhere(IndexDescription index) {
    IndexHosts known = open.hosts();
    return known != null
        && index
            .host()
            .filter(host -> !publicForm(host).equals(publicForm(known.host())))
            .isPresent();
  }

  private static String publicForm(String host) {
    return IndexHost.parse(host).publicHost().authority();
  }
}
