package io.pinelink.internal.routing;

import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.connect.BoundedDnsLookup;
import io.pinelink.internal.connect.Connector;
import io.pinelink.internal.connect.Handshake;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * A probe of whether a route works. All of its addresses must be allowed, and one of them must
 * accept a connection and present the right certificate. It is not enough that the name resolves.
 */
public final class RouteProbe {
  private final AddressResolver resolver;
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final Executor threads;

  /**
   * Creates a probe.
   *
   * @param scheduler times the timeout
   * @param nanoTime the monotonic clock for dividing the time among addresses
   * @param threads the threads on which it blocks and completes its futures
   */
  public RouteProbe(
      AddressResolver resolver, Scheduler scheduler, LongSupplier nanoTime, Executor threads) {
    this.resolver = resolver;
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.threads = threads;
  }

  /** Creates a probe on the system's clock with its own threads. */
  public RouteProbe(AddressResolver resolver) {
    this(
        resolver, Scheduler.system(), System::nanoTime, new DaemonThreadExecutor("pinelink-probe"));
  }

  /**
   * Tries the addresses in order, dividing the remaining time evenly among the remaining ones.
   *
   * @return the first successful handshake; it fails with the last failure, or when the timeout
   *     passes, even during a DNS lookup. Users' code may depend on it, so it never completes on
   *     the timer thread, which the whole JVM shares
   */
  CompletableFuture<Handshake> reach(Route route, Duration timeout) {
    CompletableFuture<Handshake> result = new CompletableFuture<>();
    Deadline deadline = Deadline.after(timeout, nanoTime);
    threads.execute(() -> reach(route, deadline, result));
    CompletableFuture<Void> over = scheduler.after(timeout);
    failWhen(over, result);
    var unused = result.whenComplete((shake, failure) -> over.cancel(false));
    return result;
  }

  private void failWhen(CompletableFuture<Void> over, CompletableFuture<Handshake> result) {
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
    List<ConnectTarget> targets = BoundedDnsLookup.await(resolver.connectTargets(destination));
    Connector connector = new Connector(resolver, scheduler);
    IOException failure = new SocketTimeoutException("connect timed out");
    for (int i = 0; i < targets.size() && !deadline.isExpired(); i++) {
      ConnectTarget target = targets.get(i);
      Duration share = deadline.remaining().dividedBy(targets.size() - i);
      try {
        return connector.shake(destination, target, Deadline.after(share, nanoTime));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
