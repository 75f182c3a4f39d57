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
 * An open connection of a {@link ConnectionPool}. It stands between the I/O reactor and the
 * library's protocol handler: exchanges start when the socket is ready for them, and a connection
 * returns to its pool once all that arrived with an answer has been looked at.
 *
 * <p>Exchanges may be given to it on any thread. Everything else happens on its I/O thread, and
 * {@link #use} belongs to the pool.
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

  /** Whether nothing has been read since the last answer ended. */
  private boolean quiet;

  /** How many I/O events there were. */
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

  /** Whether the protocol still takes requests, apart from the session. */
  abstract boolean isProtocolOpen();

  /** Hands input to the protocol; {@code source} is null where the protocol reads the session. */
  abstract void receive(@Nullable ByteBuffer source) throws IOException;

  /** Notes that the request of a handler is about to be written. */
  abstract void starting(ExchangeHandler<?> handler);

  /** Ends an exchange that has started and that nobody waits for; on any thread. */
  abstract void abort(ExchangeHandler<?> handler);

  /** Returns what a handler throws to stop reading the answer to its request. */
  abstract IOException stopReading(String why);

  /** Whether requests are sent as HTTP/2. */
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
   * Whether nothing has left of a request, started at these counts, after the connection failed.
   * Over TLS, bytes are encrypted and then flushed in the same event, so a failure before the next
   * event is a failure of the first flush.
   */
  final boolean hasSentNothingSince(long writtenThen, long eventsThen) {
    return written() == writtenThen || (encrypted && events == eventsThen);
  }

  /** Runs an exchange, for which the pool has reserved room. */
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

  /** Starts what has been given to this connection, except what was cancelled meanwhile. */
  private void startPending() {
    for (HttpExchange<?> exchange = pending.poll(); exchange != null; exchange = pending.poll()) {
      if (!isOpen()) {
        runElsewhere(exchange);
      } else if (exchange.isDone()) {
        pool.release(this);
      } else {
        start(exchange);
      }
    }
  }

  private <R> void start(HttpExchange<R> exchange) {
    ExchangeHandler<R> handler = new ExchangeHandler<>(exchange, this);
    exchange.runningOn(handler);
    session.enqueue(
        new RequestExecutionCommand(handler, null, handler.streamReset(), HttpCoreContext.create()),
        Command.Priority.NORMAL);
  }

  /** Lets other connections run what this one has not started. */
  private void giveBackPending() {
    for (HttpExchange<?> exchange = pending.poll(); exchange != null; exchange = pending.poll()) {
      pool.execute(exchange);
    }
  }

  /** Notes that an exchange has ended, with an answer or without. */
  void finished(ExchangeHandler<?> handler) {}

  /** Runs an exchange elsewhere: this connection ended before the exchange had started. */
  final void runElsewhere(HttpExchange<?> exchange) {
    pool.retire(this);
    pool.release(this);
    pool.execute(exchange);
  }

  /** An answer is complete; it is delivered once everything that came with it has been read. */
  final void ended(ExchangeHandler<?> handler) {
    ended.add(handler);
  }

  /** An exchange has failed after it had started. */
  final void failed(boolean connectionIsUsable) {
    if (!connectionIsUsable) {
      pool.retire(this);
    }
    pool.release(this);
  }

  /** Takes this connection out of its pool: it ends once its exchanges have. */
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
    // First this, so that whoever waits for the answer finds the connection in the pool.
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
    receive(source);
    settle();
  }

  /**
   * Delivers answers once the socket has been looked at after their end, and nothing more was
   * there. Until then the connection may have to be closed: what arrives without a request belongs
   * to nobody, and must not become the answer to the next one. Streams of HTTP/2 have numbers, and
   * need no such care.
   */
  private void settle() {
    if (ended.isEmpty()) {
      return;
    }
    if (quiet || isMultiplexed()) {
      deliver();
    } else {
      quiet = true;
      session.setEvent(SelectionKey.OP_WRITE); // the next look at the socket
    }
  }

  @Override
  public final void outputReady(IOSession unused) throws IOException {
    events++;
    if (!isReadyForOutput()) {
      return;
    }
    startPending();
    protocol().outputReady(session);
    settle();
    if (hasWork()) {
      // It came while the protocol found nothing to write, and withdrew its interest in output.
      session.setEvent(SelectionKey.OP_WRITE);
    }
  }

  /** Whether something waits for the next output event. */
  boolean hasWork() {
    return !pending.isEmpty();
  }

  /** Does what comes before the protocol writes; false if the protocol must wait. */
  boolean isReadyForOutput() throws IOException {
    return true;
  }

  @Override
  public final void timeout(IOSession unused, Timeout timeout) throws IOException {
    protocol().timeout(session, timeout);
  }

  @Override
  public final void exception(IOSession unused, Exception cause) {
    protocol().exception(session, cause);
    deliver();
  }

  @Override
  public final void disconnected(IOSession unused) {
    closed = true;
    protocol().disconnected(session);
    deliver();
    pool.closed(this);
    giveBackPending();
  }

  /** Closes the connection in order, without waiting for the other side. */
  final void close() {
    session.close(CloseMode.GRACEFUL); // sends TLS's close_notify
    try {
      session.channel().close(); // sends what is left, and FIN
    } catch (IOException e) {
      // Nobody waits for it any more.
    }
    reset();
  }

  /** Closes the connection at once; what has not been sent is lost. */
  final void reset() {
    session.close(CloseMode.IMMEDIATE);
  }
}
