package io.pinelink.rest.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.core5.http.ConnectionClosedException;
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

  /**
   * Exchanges that have been started and have not released their capacity; the position of each is
   * known to its handler.
   */
  private final List<ExchangeHandler<?>> running = new ArrayList<>();

  private final Deque<ExchangeHandler<?>> ended = new ArrayDeque<>();
  private volatile boolean closed;

  /** Why the client closed the connection although calls were running; null if it did not. */
  private volatile @Nullable String abandoned;

  /** Whether no byte has been read since the last response ended. */
  private boolean quiet;

  /** The target of a read that should find nothing. */
  private final ByteBuffer unsolicited = ByteBuffer.allocate(1);

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

  /** Returns the number of bytes that the socket has taken, see {@link CountingSession}. */
  final long sent() {
    return session.sent();
  }

  /**
   * Returns whether no byte of a request that started at these counts was sent, after the
   * connection failed. Over TLS, an alert may have been sent although the request was not even
   * encrypted, and an encrypted request may not have been sent.
   */
  final boolean hasSentNothingSince(long writtenThen, long sentThen) {
    return written() == writtenThen || sent() == sentThen;
  }

  /**
   * Checks whether the connection still makes progress, and abandons it otherwise; on the timer's
   * thread.
   */
  void check() {}

  /** Closes the connection immediately, and fails its calls with the reason; on any thread. */
  final void abandon(String why) {
    abandoned = why;
    reset();
  }

  /** Returns the reason of the client if it has abandoned the connection, otherwise the cause. */
  final Exception reason(Exception cause) {
    String why = abandoned;
    if (why == null) {
      return cause;
    }
    ConnectionClosedException reason =
        new ConnectionClosedException("connection abandoned: " + why);
    reason.addSuppressed(cause);
    return reason;
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
    try {
      handler.prepare();
    } catch (IOException | RuntimeException | Error e) {
      // Nothing was sent, so the connection and its other exchanges are unaffected.
      pool.release(this);
      exchange.failUnsent(e);
      return;
    }
    exchange.runningOn(handler);
    handler.setPosition(running.size());
    running.add(handler);
    session.enqueue(
        new RequestExecutionCommand(handler, null, handler.streamReset(), HttpCoreContext.create()),
        Command.Priority.NORMAL);
  }

  /** Returns whether output waits: bytes that the session has not accepted, or requests. */
  final boolean isBlocked() {
    return session.isBlocked() || !pending.isEmpty();
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
  private void runElsewhere(HttpExchange<?> exchange) {
    pool.retire(this);
    pool.release(this);
    pool.execute(exchange);
  }

  /** Runs the exchange of a handler on another connection; none of it was sent on this one. */
  final void runElsewhere(ExchangeHandler<?> handler) {
    pool.retire(this);
    release(handler);
    pool.execute(handler.exchange());
  }

  /** Releases the capacity of an exchange, unless that has happened before. */
  private boolean release(ExchangeHandler<?> handler) {
    int position = handler.position();
    if (position < 0) {
      return false;
    }
    ExchangeHandler<?> last = running.remove(running.size() - 1);
    if (last != handler) {
      running.set(position, last);
      last.setPosition(position);
    }
    handler.setPosition(ExchangeHandler.RELEASED);
    pool.release(this);
    return true;
  }

  /** Queues a complete response, which is delivered once all bytes that came with it are read. */
  final void ended(ExchangeHandler<?> handler) {
    ended.add(handler);
  }

  /** Releases the connection after a started exchange has failed. */
  final void failed(ExchangeHandler<?> handler, boolean connectionIsUsable) {
    if (!connectionIsUsable) {
      pool.retire(this);
    }
    release(handler);
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
    try {
      release(handler);
    } finally {
      handler.exchange().complete(outcome);
    }
  }

  @Override
  public void connected(IOSession unused) throws IOException {
    protocol().connected(session);
  }

  @Override
  public final void inputReady(IOSession unused, @Nullable ByteBuffer source) throws IOException {
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
    guarded(() -> onEnd(cause), cause);
    end(() -> protocol().exception(session, cause), cause);
  }

  @Override
  public final void disconnected(IOSession unused) {
    Exception cause = new ConnectionClosedException("the connection was closed");
    guarded(() -> onEnd(null), cause);
    end(() -> protocol().disconnected(session), cause);
  }

  /**
   * Called when the connection has ended, perhaps twice.
   *
   * @param cause null if it was closed
   */
  void onEnd(@Nullable Exception cause) {}

  /**
   * Ends the connection. No exchange is left afterwards, regardless of exceptions in callbacks of
   * the library or here: those that nothing else has ended fail.
   *
   * @param report reports the end to the library, which fails the exchanges that it knows
   */
  private void end(Runnable report, Exception cause) {
    closed = true;
    guarded(report, cause);
    guarded(this::deliver, cause);
    // Older releases of the library do not always report the end of the session as well.
    guarded(() -> pool.closed(this), cause);
    while (!running.isEmpty()) {
      ExchangeHandler<?> handler = running.get(running.size() - 1);
      guarded(() -> handler.failed(cause), cause);
      guarded(handler::releaseResources, cause);
      // Where that threw, or the response was complete but could not be delivered.
      if (release(handler)) {
        handler.exchange().fail(reason(cause), false);
      }
    }
    guarded(this::giveBackPending, cause);
  }

  private static void guarded(Runnable step, Exception cause) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      cause.addSuppressed(e);
    }
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
