package io.pinelink.internal.probe;

import io.pinelink.internal.concurrent.Scheduler;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Closes a socket at a deadline, which ends all operations on it. A socket's own timeout applies to
 * each read separately, so a peer that occasionally sends a byte would never time out.
 */
final class SocketDeadline implements AutoCloseable {
  private final CompletableFuture<Void> over;

  /** An operation on the socket. */
  interface Work<T> {
    T run() throws IOException;
  }

  SocketDeadline(Socket socket, Duration max, Scheduler scheduler) {
    over = scheduler.after(max);
    var unused = over.thenRun(() -> close(socket));
  }

  /**
   * Runs an operation. If it fails because the deadline passed, throws the exception of {@code
   * late}.
   */
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
      // The socket is no longer needed.
    }
  }

  /** Cancels the deadline; the socket stays open. */
  @Override
  public void close() {
    over.cancel(false);
  }
}
