package io.pinelink.internal.routing;

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
 * A transport for an index whose host came from a host book, which recovers from a stale host. A
 * recreated index has a new host, and the old one responds that the resource does not exist or that
 * the key is invalid: the exact response is not documented. The control plane is then queried. If
 * it returns another host, the call is repeated there, which is safe since the first one was
 * refused. A network failure is no evidence of a stale host and is returned unchanged, as is the
 * refusal if the control plane cannot be reached.
 */
public final class StaleHostTransport extends ForwardingTransport {
  /**
   * The minimum interval between queries. A call to a missing namespace is refused in the same way
   * and should not always cost a second call.
   */
  private static final Duration QUERY_INTERVAL = Duration.ofSeconds(30);

  /**
   * How long a refused call waits for the control plane. If packets to it are dropped, there is no
   * response at all, and the call must not wait for one until its deadline.
   */
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  private final CurrentRoute open;
  private final Function<Duration, CompletableFuture<IndexDescription>> controlPlane;
  private final Function<IndexDescription, CompletableFuture<Route>> change;
  private final LongSupplier nanoTime;
  private final Scheduler scheduler;
  private final AtomicLong nextQueryAt;

  /**
   * Wraps the calls to an index, which {@code controlPlane} describes within a timeout, and whose
   * route {@code change} changes to the host of the description.
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
    this.nextQueryAt = new AtomicLong(nanoTime.getAsLong());
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
    Futures.onEnd(
        first,
        result,
        (value, failure) -> {
          Throwable refusal = failure == null ? null : Futures.unwrap(failure);
          if (refusal != null && isSuspicious(refusal) && !result.isDone() && mayQuery()) {
            query(operation, request, context, result, refusal);
          } else {
            result.end(value, failure);
          }
        });
    return result;
  }

  private static boolean isSuspicious(Throwable refusal) {
    return refusal instanceof NotFoundException || refusal instanceof UnauthenticatedException;
  }

  private boolean mayQuery() {
    long due = nextQueryAt.get();
    long now = nanoTime.getAsLong();
    return now - due >= 0 && nextQueryAt.compareAndSet(due, now + QUERY_INTERVAL.toNanos());
  }

  private <Q, R> void query(
      Operation<Q, R> operation,
      Q request,
      CallContext context,
      LinkedFuture<R> result,
      Throwable refusal) {
    Duration left = context.deadline().remaining();
    Duration max = left.compareTo(MAX_WAIT) < 0 ? left : MAX_WAIT;
    CompletableFuture<Route> moved = moved(context, max);
    result.follow(moved);
    // A later response still moves the index, for subsequent calls.
    CompletableFuture<Void> end = scheduler.after(max);
    CompletableFuture<?> unused = end.thenRun(() -> result.completeExceptionally(refusal));
    Futures.onEnd(
        moved,
        result,
        (route, failure) -> {
          if (!end.cancel(false)) {
            return; // the call has ended with the wait and must not be sent
          }
          if (route == null || route.equals(context.route())) {
            result.completeExceptionally(refusal);
          } else if (!result.isDone()) {
            repeat(operation, request, context, route, result);
          }
        });
  }

  /** Returns the current route of the index; the route of the call if it has not moved. */
  private CompletableFuture<Route> moved(CallContext context, Duration max) {
    try {
      return Futures.then(
          controlPlane.apply(max),
          index ->
              isElsewhere(index)
                  ? change.apply(index)
                  : CompletableFuture.completedFuture(context.route()));
    } catch (RuntimeException | Error e) {
      // For example a client without REST, a closing client, or no time left.
      return CompletableFuture.failedFuture(e);
    }
  }

  private <Q, R> void repeat(
      Operation<Q, R> operation,
      Q request,
      CallContext context,
      Route route,
      LinkedFuture<R> result) {
    CompletableFuture<R> second;
    try {
      second = super.call(operation, request, context.nextAttempt(route));
    } catch (RuntimeException | Error e) {
      // For example an API key that may only be sent to loopback. Nothing else would end the call.
      result.completeExceptionally(e);
      return;
    }
    result.follow(second);
    var unused = second.whenComplete(result::end);
  }

  /** Returns whether the index has another host; the other form of the same host does not count. */
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
