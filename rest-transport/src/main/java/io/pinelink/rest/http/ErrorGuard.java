package io.pinelink.rest.http;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A handler that passes events to another one, and turns all that it throws into an exception that
 * ends the connection, which fails its calls. An error would end the I/O thread and with it all
 * connections, and the calls would not learn the reason.
 */
record ErrorGuard(IOEventHandler next) implements IOEventHandler {
  private static final System.Logger LOG = System.getLogger(ErrorGuard.class.getName());

  @Override
  public void connected(IOSession session) throws IOException {
    try {
      next.connected(session);
    } catch (RuntimeException | Error e) {
      throw failure(e);
    }
  }

  @Override
  public void inputReady(IOSession session, @Nullable ByteBuffer source) throws IOException {
    try {
      next.inputReady(session, source);
    } catch (RuntimeException | Error e) {
      throw failure(e);
    }
  }

  @Override
  public void outputReady(IOSession session) throws IOException {
    try {
      next.outputReady(session);
    } catch (RuntimeException | Error e) {
      throw failure(e);
    }
  }

  @Override
  public void timeout(IOSession session, Timeout timeout) throws IOException {
    try {
      next.timeout(session, timeout);
    } catch (RuntimeException | Error e) {
      throw failure(e);
    }
  }

  private static IOException failure(Throwable thrown) {
    if (thrown instanceof CancelledKeyException ended) {
      throw ended; // the session has ended, which the library knows
    }
    return new IOException("the connection failed (" + thrown + ")", thrown);
  }

  @Override
  public void exception(IOSession session, Exception cause) {
    last(session, () -> next.exception(session, cause));
  }

  @Override
  public void disconnected(IOSession session) {
    last(session, () -> next.disconnected(session));
  }

  /** Handles the end of a session, which nothing can follow. */
  private static void last(IOSession session, Runnable event) {
    try {
      event.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "the end of a connection could not be handled", e);
      session.close(CloseMode.IMMEDIATE);
    }
  }
}
