package io.pinelink.internal.routing;

import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.internal.probe.ProbeConnector;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectRace;
import io.pinelink.spi.dial.Destination;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * A probe of whether a route works. All of its addresses must be allowed, and one of them must
 * accept a connection and present the right certificate. It is not enough that the name resolves.
 *
 * @param scheduler times the timeout
 * @param nanoTime the monotonic clock of the timeout
 * @param threads the threads on which it blocks and completes its futures
 */
public record RouteProbe(
    AddressResolver resolver, Scheduler scheduler, LongSupplier nanoTime, Executor threads) {
  /** Creates a probe on the system's clock with its own threads. */
  public RouteProbe(AddressResolver resolver) {
    this(
        resolver, Scheduler.system(), System::nanoTime, new DaemonThreadExecutor("pinelink-probe"));
  }

  /**
   * Tries the addresses as a transport does.
   *
   * @return the first successful handshake; it fails if all addresses do, or when the timeout
   *     passes, even during a DNS lookup. Users' code may depend on it, so it never completes on
   *     the timer thread, which the whole JVM shares
   */
  CompletableFuture<Handshake> reach(Route route, Duration timeout) {
    CompletableFuture<Handshake> result = new CompletableFuture<>();
    Destination destination = Destination.of(route);
    Deadline deadline = Deadline.after(timeout, nanoTime);
    ConnectRace<Handshake> race =
        resolver.race(destination, new Handshakes(destination, deadline, result));
    CompletableFuture<Void> over = scheduler.after(timeout);
    failWhen(over, result);
    var unused =
        result.whenComplete(
            (shake, failure) -> {
              over.cancel(false);
              race.abandon();
            });
    race.start();
    return result;
  }

  private void failWhen(CompletableFuture<Void> over, CompletableFuture<Handshake> result) {
    var unused =
        over.thenRunAsync(
            () -> result.completeExceptionally(new SocketTimeoutException("connect timed out")),
            threads);
  }

  private final class Handshakes implements ConnectRace.Runner<Handshake> {
    private final ProbeConnector connector = new ProbeConnector(resolver, scheduler);
    private final Destination destination;
    private final Deadline deadline;
    private final CompletableFuture<Handshake> result;

    Handshakes(Destination destination, Deadline deadline, CompletableFuture<Handshake> result) {
      this.destination = destination;
      this.deadline = deadline;
      this.result = result;
    }

    @Override
    public ConnectRace.Attempt attempt(ConnectRace<Handshake>.Lane lane) {
      return connector.attempt(destination, lane, deadline, threads);
    }

    @Override
    public void connected(Handshake handshake) {
      result.complete(handshake);
    }

    @Override
    public void failed(Throwable failure) {
      result.completeExceptionally(failure);
    }

    /** The connection is closed already. */
    @Override
    public void discard(Handshake late) {}
  }
}
