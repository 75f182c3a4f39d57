package io.pinelink.rest.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * TLS between a socket's session and the handler of a connection. The session of the library has
 * space for one record of 16 KiB, so that it writes, selects and wakes the server once for each;
 * this one collects several records for a write. Events are handled on the I/O thread; any thread
 * can close the session.
 */
final class TlsSession extends ForwardingSession implements IOEventHandler {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int RECORDS = 3;

  /** How long a peer that reads nothing can delay the close of its socket. */
  private static final Timeout CLOSE_TIMEOUT = Timeout.ofSeconds(1);

  private final SSLEngine engine;

  /** Bytes of the socket, in the state in which they are read. */
  private final ByteBuffer received;

  /** Bytes for the socket, in the state in which they are written. */
  private final ByteBuffer pending;

  private final int recordSize;
  private ByteBuffer plain;
  private IOEventHandler handler;
  private volatile @Nullable TlsDetails details;
  private volatile Status status = Status.ACTIVE;
  private int interest;
  private volatile long sent;
  private boolean handling;
  private boolean endOfStream;
  private boolean closed;

  /** Takes the events of a session, and passes the handler events without TLS. */
  TlsSession(ProtocolIOSession session, SSLEngine engine, IOEventHandler handler) {
    super(session);
    this.engine = engine;
    this.handler = handler;
    this.recordSize = engine.getSession().getPacketBufferSize();
    this.received = ByteBuffer.allocate(RECORDS * recordSize).flip();
    this.pending = ByteBuffer.allocate(RECORDS * recordSize);
    this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    this.interest = session.getEventMask();
  }

  /** Starts the handshake, after which the handler is connected. */
  void start() throws IOException {
    session.upgrade(new ErrorGuard(this));
    engine.beginHandshake();
    handle(this::advance);
  }

  private interface Event {
    void run() throws IOException;
  }

  /** Handles an event, and then sends what was written in it, in as few records as possible. */
  private void handle(Event event) throws IOException {
    handling = true;
    try {
      event.run();
      if (endOfStream) {
        end();
      }
    } finally {
      handling = false;
    }
    settle();
  }

  /** Does what the engine can do without more bytes: the handshake, and passing on what came. */
  private void advance() throws IOException {
    boolean more = true;
    while (more && status != Status.CLOSED) {
      more =
          switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> wrapHandshake();
            default -> unwrap();
          };
    }
  }

  private boolean wrapHandshake() throws IOException {
    SSLEngineResult result = wrap(NOTHING);
    checkFinished(result);
    return result.getStatus() == SSLEngineResult.Status.OK;
  }

  private boolean runTasks() {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
    return true;
  }

  /** Reads a record; false if there is no whole one. */
  private boolean unwrap() throws IOException {
    if (!received.hasRemaining() || engine.isInboundDone()) {
      return false;
    }
    SSLEngineResult result = engine.unwrap(received, plain);
    checkFinished(result);
    if (plain.position() > 0) {
      plain.flip();
      try {
        if (status == Status.ACTIVE) {
          handler.inputReady(this, plain);
        }
      } finally {
        plain.clear();
      }
    }
    return switch (result.getStatus()) {
      case OK -> true;
      case BUFFER_OVERFLOW -> growPlain();
      case BUFFER_UNDERFLOW -> false;
      case CLOSED -> {
        endOfStream = true;
        yield false;
      }
    };
  }

  private boolean growPlain() throws SSLException {
    int size = engine.getSession().getApplicationBufferSize();
    if (size <= plain.capacity()) {
      throw new SSLException("a TLS record is longer than " + size + " bytes");
    }
    plain = ByteBuffer.allocate(size);
    return true;
  }

  /** Encrypts a record, and before it sends what is pending if there is no room for another one. */
  private SSLEngineResult wrap(ByteBuffer source) throws IOException {
    getLock().lock();
    try {
      if (pending.remaining() < recordSize) {
        flush();
      }
      return engine.wrap(source, pending);
    } finally {
      getLock().unlock();
    }
  }

  private void checkFinished(SSLEngineResult result) throws IOException {
    if (details == null && result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      details = new TlsDetails(engine.getSession(), engine.getApplicationProtocol());
      handler.connected(this);
    }
  }

  /** Returns the number of bytes that the socket has taken so far, of records of any kind. */
  long sent() {
    return sent;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
  private void flush() throws IOException {
    if (pending.position() > 0) {
      pending.flip();
      try {
        sent += Math.max(session.write(pending), 0); // -1 after the close
      } finally {
        pending.compact();
      }
    }
  }

  /** Sends what is pending, ends what is to end, and updates the interest in events. */
  private void settle() throws IOException {
    getLock().lock();
    try {
      if (status == Status.CLOSED) {
        return;
      }
      if (status == Status.CLOSING && !engine.isOutboundDone()) {
        engine.closeOutbound();
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
            && wrap(NOTHING).getStatus() == SSLEngineResult.Status.OK) {
          // the alert, and before it what the handshake has left
        }
      }
      flush();
      if (closed && pending.position() == 0) {
        status = Status.CLOSED;
        session.close(CloseMode.GRACEFUL);
        return;
      }
      updateInterest();
    } finally {
      getLock().unlock();
    }
  }

  private void updateInterest() {
    int wanted = details == null ? SelectionKey.OP_READ : interest;
    if (endOfStream) {
      wanted &= ~SelectionKey.OP_READ;
    }
    if (pending.position() > 0) {
      wanted |= SelectionKey.OP_WRITE;
    }
    if (session.getEventMask() != wanted) {
      session.setEventMask(wanted);
    }
  }

  @Override
  public void connected(IOSession unused) {
    // The socket was connected before this session began.
  }

  @Override
  public void inputReady(IOSession unused, @Nullable ByteBuffer source) throws IOException {
    handle(this::receive);
  }

  private void receive() throws IOException {
    boolean full = true;
    while (full && !endOfStream && status != Status.CLOSED) {
      received.compact();
      if (!received.hasRemaining()) {
        throw new SSLException("a TLS record is longer than " + received.capacity() + " bytes");
      }
      endOfStream = session.read(received) < 0;
      full = !received.hasRemaining();
      received.flip();
      advance();
    }
  }

  private void end() throws IOException {
    if (details == null) {
      close(CloseMode.IMMEDIATE);
    } else if (status == Status.ACTIVE) {
      if (received.hasRemaining() && !engine.isInboundDone()) {
        throw new SSLException("the connection was closed within a TLS record");
      }
      handler.inputReady(this, null);
      if (status == Status.ACTIVE) {
        status = Status.CLOSING;
      }
    }
  }

  @Override
  public void outputReady(IOSession unused) throws IOException {
    handle(this::send);
  }

  private void send() throws IOException {
    flush();
    advance();
    boolean ready = details != null && (interest & SelectionKey.OP_WRITE) != 0;
    if (ready && status != Status.CLOSED && pending.remaining() >= recordSize) {
      handler.outputReady(this);
    }
  }

  /** Encrypts as many bytes as the socket and the space for records take. */
  @Override
  public int write(ByteBuffer source) throws IOException {
    getLock().lock();
    try {
      if (details == null) {
        return 0;
      }
      int begin = source.position();
      SSLEngineResult result;
      do {
        // An engine whose output is closed takes no bytes, and the library would offer them
        // forever.
        if (status != Status.ACTIVE || engine.isOutboundDone()) {
          throw new ClosedChannelException();
        }
        result = wrap(source);
      } while (source.hasRemaining() && result.bytesProduced() > 0);
      if (!handling) {
        settle();
      }
      return source.position() - begin;
    } finally {
      getLock().unlock();
    }
  }

  /** Returns no bytes: {@link #inputReady} passes them to the handler. */
  @Override
  public int read(ByteBuffer into) {
    return endOfStream ? -1 : 0;
  }

  @Override
  public void timeout(IOSession unused, Timeout timeout) throws IOException {
    if (status == Status.ACTIVE) {
      handler.timeout(this, timeout);
    } else {
      close(CloseMode.IMMEDIATE);
    }
  }

  @Override
  public void exception(IOSession unused, Exception cause) {
    try {
      if (status == Status.ACTIVE) {
        status = Status.CLOSING;
      }
      settle(); // with the alert that gives the server the reason
    } catch (IOException | RuntimeException e) {
      // The cause says more than that the alert was not sent.
    }
    discardPending();
    handler.exception(this, cause);
  }

  /** Makes {@link #sent} final, by which calls that failed are sent again. */
  private void discardPending() {
    getLock().lock();
    try {
      pending.clear();
    } finally {
      getLock().unlock();
    }
  }

  @Override
  public void disconnected(IOSession unused) {
    status = Status.CLOSED;
    handler.disconnected(this);
  }

  @Override
  public void close() {
    close(CloseMode.GRACEFUL);
  }

  @Override
  public void close(CloseMode mode) {
    getLock().lock();
    try {
      if (status == Status.CLOSED || (closed && mode == CloseMode.GRACEFUL)) {
        return;
      }
      closed = true;
      if (mode == CloseMode.IMMEDIATE) {
        status = Status.CLOSED;
        session.close(mode);
        return;
      }
      status = Status.CLOSING;
      if (session.getSocketTimeout().isDisabled()) {
        session.setSocketTimeout(CLOSE_TIMEOUT);
      }
      settle();
    } catch (CancelledKeyException e) {
      session.close(CloseMode.GRACEFUL);
    } catch (IOException | RuntimeException e) {
      session.close(CloseMode.IMMEDIATE);
    } finally {
      getLock().unlock();
    }
  }

  @Override
  public boolean isOpen() {
    return status == Status.ACTIVE && session.isOpen();
  }

  @Override
  public Status getStatus() {
    return status;
  }

  @Override
  public @Nullable TlsDetails getTlsDetails() {
    return details;
  }

  @Override
  public IOEventHandler getHandler() {
    return handler;
  }

  @Override
  public void upgrade(IOEventHandler next) {
    handler = next;
  }

  @Override
  public int getEventMask() {
    return interest;
  }

  @Override
  public void setEventMask(int events) {
    changeInterest(events, ~events);
  }

  @Override
  public void setEvent(int event) {
    changeInterest(event, 0);
  }

  @Override
  public void clearEvent(int event) {
    changeInterest(0, event);
  }

  /**
   * Changes the interest, in an event at its end. Sends nothing, since an interrupt would close the
   * socket.
   */
  private void changeInterest(int added, int removed) {
    getLock().lock();
    try {
      interest = (interest | added) & ~removed;
      if (!handling && status != Status.CLOSED) {
        updateInterest();
      }
    } finally {
      getLock().unlock();
    }
  }
}
