package io.pinelink.internal.connect;

import io.pinelink.internal.concurrent.Scheduler;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Closes a socket when time is over, which ends whatever waits on it. A socket's own timeout bounds
 * each read alone: who sends a byte now and then would never be given up.
 */
final class SocketDeadline implements AutoCloseable {
  private final CompletableFuture<Void> over;

  /** What is done on the socket. */
  interface Work<T> {
    T run() throws IOException;
  }

  SocketDeadline(Socket socket, Duration max, Scheduler scheduler) {
    over = scheduler.after(max);
    var unused = over.thenRun(() -> close(socket));
  }

  /** Does it; where it fails since time is over, it fails as {@code late} says. */
  <T> T during(Work<T> work, Supplier<? extends IOException> late) throws IOException {
    try {
      return work.run();
    } catch (IOException e) {
      if (!over.isDone()) {
        throw e;
      }
      IOException reported = late.get();
      reported.addSuppressed(e);
      throw reported;
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nobody waits for it any more.
    }
  }

  /** Leaves the socket alone from now on. */
  @Override
  public void close() {
    over.cancel(false);
  }
}
