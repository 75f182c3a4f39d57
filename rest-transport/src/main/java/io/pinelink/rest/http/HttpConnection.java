package io.pinelink.rest.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * An open connection of a {@link ConnectionPool}, between the I/O reactor and the library's
 * protocol handler. Exchanges start when the socket is ready for them. A connection returns to its
 * pool once all bytes that arrived with a response have been checked.
 *
 * <p>Exchanges may be added on any thread. Everything else happens on the connection's I/O thread,
 * and {@link #use} belongs to the pool.
 */
abstract class HttpConnection implements IOEventHandler {
  /** The pool's record of this connection, guarded by the pool. */
  final ConnectionUse use;

  final CountingSession session;
  private final ConnectionPool pool;
  private final InetSocketAddress remote;
  private final boolean encrypted;

  /** Exchanges that have not been started. */
  private final Queue<HttpExchange<?>> pending = new ConcurrentLinkedQueue<>();

  private final Deque<ExchangeHandler<?>> ended = new ArrayDeque<>();
  private volatile boolean closed;

  /** Whether no byte has been read since the last response ended. */
  private boolean quiet;

  /** The target of a read that should find nothing. */
  private final ByteBuffer unsolicited = ByteBuffer.allocate(1);

  /** The number of I/O events. */
  private long events;

  HttpConnection(
      ProtocolIOSession session, ConnectionPool pool, InetSocketAddress remote, ConnectionUse use) {
    this.session = new CountingSession(session);
    this.pool = pool;
    this.remote = remote;
    this.encrypted = session.getTlsDetails() != null;
    this.use = use;
  }

  /** Returns the library's handler of this connection's protocol. */
  abstract IOEventHandler protocol();

  /** Returns whether the protocol still accepts requests, apart from the session. */
  abstract boolean isProtocolOpen();

  /** Passes input to the protocol; {@code source} is null if the protocol reads the session. */
  abstract void receive(@Nullable ByteBuffer source) throws IOException;

  /** Records that the request of a handler is about to be written. */
  abstract void starting(ExchangeHandler<?> handler);

  /** Ends an exchange that has started and was abandoned; on any thread. */
  abstract void abort(ExchangeHandler<?> handler);

  /** Returns the exception that a handler throws to stop reading the response. */
  abstract IOException stopReading(String why);

  /** Returns whether requests are sent as HTTP/2. */
  abstract boolean isMultiplexed();

  /** Returns the address that the socket is connected to. */
  final InetSocketAddress remote() {
    return remote;
  }

  final boolean isOpen() {
    return !closed && session.isOpen() && isProtocolOpen();
  }

  /** Returns the number of bytes written, see {@link CountingSession}. */
  final long written() {
    return session.written();
  }

  /** Returns the number of I/O events so far. */
  final long events() {
    return events;
  }

  /**
   * Returns whether no byte of a request that started at these counts was sent, after the
   * connection failed. Over TLS, bytes are encrypted and then flushed in the same event, so a
   * failure before the next event is a failure of the first flush.
   */
  final boolean hasSentNothingSince(long writtenThen, long eventsThen) {
    return written() == writtenThen || (encrypted && events == eventsThen);
  }

  /** Runs an exchange for which the pool has reserved capacity. */
  final void execute(HttpExchange<?> exchange) {
    pending.add(exchange);
    try {
      session.setEvent(SelectionKey.OP_WRITE);
    } catch (CancelledKeyException e) {
      closed = true;
    }
    if (closed) {
      giveBackPending();
    }
  }

  /**
   * Starts the pending exchanges, except those that were cancelled. Returns whether any started.
   */
  private boolean startPending() {
    boolean started = false;
    for (HttpExchange<?> exchange = pending.poll(); exchange != null; exchange = pending.poll()) {
      if (!isOpen()) {
        runElsewhere(exchange);
      } else if (exchange.isDone()) {
        pool.release(this);
      } else {
        start(exchange);
        started = true;
      }
    }
    return started;
  }

  private <R> void start(HttpExchange<R> exchange) {
    ExchangeHandler<R> handler = new ExchangeHandler<>(exchange, this);
    exchange.runningOn(handler);
    session.enqueue(
        new RequestExecutionCommand(handler, null, handler.streamReset(), HttpCoreContext.create()),
        Command.Priority.NORMAL);
  }

  /** Returns the exchanges that have not been started to the pool for other connections. */
  private void giveBackPending() {
    for (HttpExchange<?> exchange = pending.poll(); exchange != null; exchange = pending.poll()) {
      pool.execute(exchange);
    }
  }

  /** Called when an exchange has ended, with or without a response. */
  void finished(ExchangeHandler<?> handler) {}

  /** Runs an exchange on another connection because this one ended before the exchange started. */
  final void runElsewhere(HttpExchange<?> exchange) {
    pool.retire(this);
    pool.release(this);
    pool.execute(exchange);
  }

  /** Queues a complete response, which is delivered once all bytes that came with it are read. */
  final void ended(ExchangeHandler<?> handler) {
    ended.add(handler);
  }

  /** Releases the connection after a started exchange has failed. */
  final void failed(boolean connectionIsUsable) {
    if (!connectionIsUsable) {
      pool.retire(this);
    }
    pool.release(this);
  }

  /** Takes this connection out of its pool; it closes once its exchanges have ended. */
  final void retire() {
    pool.retire(this);
  }

  final ConnectionPool pool() {
    return pool;
  }

  private void deliver() {
    for (ExchangeHandler<?> handler = ended.poll(); handler != null; handler = ended.poll()) {
      deliver(handler);
    }
  }

  private <R> void deliver(ExchangeHandler<R> handler) {
    Outcome<R> outcome = handler.outcome();
    if (!outcome.isTrusted() || !handler.isRequestSent() || !isOpen()) {
      pool.retire(this);
    }
    // First, so that a caller that waits for the response finds the connection in the pool.
    pool.release(this);
    handler.exchange().complete(outcome);
  }

  @Override
  public void connected(IOSession unused) throws IOException {
    protocol().connected(session);
  }

  @Override
  public final void inputReady(IOSession unused, @Nullable ByteBuffer source) throws IOException {
    events++;
    quiet = false;
    session.interest().beginEvent();
    try {
      receive(source);
      settle();
    } finally {
      session.interest().endEvent();
    }
  }

  /**
   * Delivers responses once everything that arrived with them has been examined: bytes without a
   * request must not become the response to the next one. HTTP/2 streams have numbers and do not
   * need this check, and in plaintext {@link #isStale} makes it before the next request.
   */
  private void settle() {
    if (ended.isEmpty()) {
      return;
    }
    if (quiet || isMultiplexed() || !encrypted) {
      deliver();
    } else {
      quiet = true;
      session.setEvent(SelectionKey.OP_WRITE); // after the rest of what has been decrypted
    }
  }

  /**
   * Returns whether the server has ended the connection or sent bytes without a request. Over TLS,
   * only the next event shows that, so a request is never written in the event of a response.
   */
  private boolean isStale() throws IOException {
    return !encrypted && session.read(unsolicited.clear()) != 0;
  }

  @Override
  public final void outputReady(IOSession unused) throws IOException {
    events++;
    session.interest().beginEvent();
    try {
      if (!isReadyForOutput()) {
        return;
      }
      if (hasWork() && isStale()) {
        reset();
      }
      boolean started = startPending();
      protocol().outputReady(session);
      if (started) {
        // The library keeps a small request in its buffer until the next event.
        protocol().outputReady(session);
      }
      settle();
    } finally {
      session.interest().endEvent();
    }
    if (hasWork()) {
      // Work arrived while the protocol found nothing to write and withdrew its interest in output.
      session.setEvent(SelectionKey.OP_WRITE);
    }
  }

  /** Returns whether work waits for the next output event. */
  boolean hasWork() {
    return !pending.isEmpty();
  }

  /** Prepares for output of the protocol; false if the protocol must wait. */
  boolean isReadyForOutput() throws IOException {
    return true;
  }

  @Override
  public final void timeout(IOSession unused, Timeout timeout) throws IOException {
    protocol().timeout(session, timeout);
  }

  @Override
  public final void exception(IOSession unused, Exception cause) {
    onEnd(cause);
    protocol().exception(session, cause);
    deliver();
    // Older releases of the library do not always report the end of the session as well.
    leavePool();
  }

  @Override
  public final void disconnected(IOSession unused) {
    closed = true;
    onEnd(null);
    protocol().disconnected(session);
    deliver();
    leavePool();
  }

  /**
   * Called when the connection has ended, perhaps twice.
   *
   * @param cause null if it was closed
   */
  void onEnd(@Nullable Exception cause) {}

  private void leavePool() {
    closed = true;
    pool.closed(this);
    giveBackPending();
  }

  /** Closes the connection gracefully, without waiting for the other side. */
  final void close() {
    session.close(CloseMode.GRACEFUL); // sends TLS's close_notify
    try {
      session.channel().close(); // sends the remaining bytes, and FIN
    } catch (IOException e) {
      // The connection is no longer in use.
    }
    reset();
  }

  /** Closes the connection immediately; unsent bytes are lost. */
  final void reset() {
    session.close(CloseMode.IMMEDIATE);
  }
}
