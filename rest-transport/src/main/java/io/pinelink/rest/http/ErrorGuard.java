package io.pinelink.rest.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A handler that passes events to another one, and turns an error into an exception, which fails
 * the calls of the connection. An error would end the I/O thread and with it all connections, and
 * the calls would not learn the reason.
 */
record ErrorGuard(IOEventHandler next) implements IOEventHandler {
  @Override
  public void connected(IOSession session) throws IOException {
    try {
      next.connected(session);
    } catch (Error e) {
      throw new IOException("the connection failed (" + e + ")", e);
    }
  }

  @Override
  public void inputReady(IOSession session, @Nullable ByteBuffer source) throws IOException {
    try {
      next.inputReady(session, source);
    } catch (Error e) {
      throw new IOException("the connection failed (" + e + ")", e);
    }
  }

  @Override
  public void outputReady(IOSession session) throws IOException {
    try {
      next.outputReady(session);
    } catch (Error e) {
      throw new IOException("the connection failed (" + e + ")", e);
    }
  }

  @Override
  public void timeout(IOSession session, Timeout timeout) throws IOException {
    next.timeout(session, timeout);
  }

  @Override
  public void exception(IOSession session, Exception cause) {
    next.exception(session, cause);
  }

  @Override
  public void disconnected(IOSession session) {
    next.disconnected(session);
  }
}
