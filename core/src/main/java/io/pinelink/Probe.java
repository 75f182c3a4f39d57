package io.pinelink;

import io.pinelink.internal.Handshake;
import io.pinelink.internal.Scheduler;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Destination;
import io.pinelink.spi.Dialler;
import io.pinelink.spi.Way;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out whether a route works: whether one of its addresses, all of which must be allowed,
 * takes a connection and shows the right certificate. That a name resolves proves nothing.
 */
final class Probe {
  private final Dialler dialler;

  Probe(Dialler dialler) {
    this.dialler = dialler;
  }

  /**
   * Tries the addresses in turn, sharing the time evenly among those that are left.
   *
   * @return the first handshake that succeeds; fails with the last failure, or when time is over,
   *     whatever the system's sockets do
   */
  CompletableFuture<Handshake> reach(Route route, Duration timeout) {
    CompletableFuture<Handshake> result = new CompletableFuture<>();
    Thread thread = new Thread(() -> reach(route, timeout, result), "pinelink-probe");
    thread.setDaemon(true);
    thread.start();
    var unused =
        Scheduler.system()
            .after(timeout)
            .thenRun(
                () ->
                    result.completeExceptionally(new SocketTimeoutException("connect timed out")));
    return result;
  }

  private void reach(Route route, Duration timeout, CompletableFuture<Handshake> result) {
    try {
      result.complete(reach(Destination.of(route), Deadline.after(timeout)));
    } catch (IOException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private Handshake reach(Destination destination, Deadline deadline) throws IOException {
    List<Way> ways = dialler.ways(destination);
    IOException failure = new SocketTimeoutException("connect timed out");
    for (int i = 0; i < ways.size() && !deadline.isExpired(); i++) {
      Way way = ways.get(i);
      Duration share = deadline.remaining().dividedBy(ways.size() - i);
      try {
        return Handshake.with(destination, way.target(), way.proxy(), Deadline.after(share));
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }
}
