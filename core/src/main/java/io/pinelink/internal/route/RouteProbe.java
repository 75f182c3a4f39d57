package io.pinelink.internal.route;

import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.connect.Connector;
import io.pinelink.internal.connect.Handshake;
import io.pinelink.routing.Route;
import io.pinelink.spi.AddressResolver;
import io.pinelink.spi.ConnectTarget;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Destination;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Finds out whether a route works: whether one of its addresses, all of which must be allowed,
 * takes a connection and shows the right certificate. That a name resolves proves nothing.
 */
public final class RouteProbe {
  private final AddressResolver resolver;
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final Executor threads;

  /**
   * A probe.
   *
   * @param scheduler says when time is over
   * @param nanoTime the monotonic clock that time is shared out by
   * @param threads where it blocks, and where its futures complete
   */
  public RouteProbe(
      AddressResolver resolver, Scheduler scheduler, LongSupplier nanoTime, Executor threads) {
    this.resolver = resolver;
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.threads = threads;
  }

  /** A probe by the system's time, on threads of its own. */
  public RouteProbe(AddressResolver resolver) {
    this(
        resolver, Scheduler.system(), System::nanoTime, new DaemonThreadExecutor("pinelink-probe"));
  }

  /**
   * Tries the addresses in turn, sharing the time evenly among those that are left.
   *
   * @return the first handshake that succeeds; fails with the last failure, or when time is over,
   *     whatever DNS does. Users' code may follow on it, so that it never completes on the timer's
   *     thread, which the whole JVM shares
   */
  CompletableFuture<Handshake> reach(Route route, Duration timeout) {
    CompletableFuture<Handshake> result = new CompletableFuture<>();
    Deadline deadline = Deadline.after(timeout, nanoTime);
    threads.execute(() -> reach(route, deadline, result));
    CompletableFuture<Void> over = scheduler.after(timeout);
    giveUpWhen(over, result);
    var unused = result.whenComplete((shake, failure) -> over.cancel(false));
    return result;
  }

  private void giveUpWhen(CompletableFuture<Void> over, CompletableFuture<Handshake> result) {
    var unused =
        over.thenRunAsync(
            () -> result.completeExceptionally(new SocketTimeoutException("connect timed out")),
            threads);
  }

  private void reach(Route route, Deadline deadline, CompletableFuture<Handshake> result) {
    try {
      result.complete(reach(Destination.of(route), deadline));
    } catch (IOException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private Handshake reach(Destination destination, Deadline deadline) throws IOException {
    List<ConnectTarget> targets = resolver.connectTargets(destination);
    Connector connector = new Connector(resolver, scheduler);
    IOException failure = new SocketTimeoutException("connect timed out");
    for (int i = 0; i < targets.size() && !deadline.isExpired(); i++) {
      ConnectTarget target = targets.get(i);
      Duration share = deadline.remaining().dividedBy(targets.size() - i);
      try {
        return connector.shake(
            destination, target.target(), target.proxy(), Deadline.after(share, nanoTime));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
