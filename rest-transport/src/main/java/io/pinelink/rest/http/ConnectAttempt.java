package io.pinelink.rest.http;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.ConnectFailures;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a connection for a pool: resolves the destination, and tries its addresses in
 * turn until a connection to one of them is ready. It reports its outcome to the pool once, unless
 * the pool abandons it.
 *
 * <p>Nothing in it waits without a limit: the lookup has a timeout, and each address has the
 * connect timeout until its connection is ready, which covers TCP, a proxy's tunnel, TLS and the
 * start of HTTP/2.
 *
 * <p>Thread-safe.
 */
final class ConnectAttempt {
  private final HttpClient client;
  private final ConnectionPool pool;
  private final Destination destination;
  private final int generation;
  private final Duration timeout;
  private final ConnectFailures failures = new ConnectFailures();

  private Iterator<ConnectTarget> targets = List.<ConnectTarget>of().iterator();
  private @Nullable Way current;
  private boolean over;

  ConnectAttempt(HttpClient client, ConnectionPool pool, int generation) {
    this.client = client;
    this.pool = pool;
    this.destination = pool.destination();
    this.generation = generation;
    this.timeout = client.options().connectTimeout();
  }

  /** Starts with the name lookup. */
  void start() {
    try {
      var unused =
          client
              .options()
              .resolver()
              .connectTargets(destination)
              .whenComplete(
                  (found, failure) -> {
                    if (failure == null) {
                      lookedUp(found);
                    } else {
                      failed(HttpClient.unwrapped(failure));
                    }
                  });
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  private void lookedUp(List<ConnectTarget> found) {
    try {
      pool.eviction().lookedUp(found.stream().map(ConnectAttempt::address).toList());
      synchronized (this) {
        targets = found.iterator();
      }
      next();
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  static InetSocketAddress address(ConnectTarget target) {
    return target.proxy() == null ? target.target() : target.proxy();
  }

  /** Ends the attempt without a report; for the pool. */
  void abandon() {
    Way abandoned;
    synchronized (this) {
      over = true;
      abandoned = current;
    }
    if (abandoned != null) {
      abandoned.end();
    }
  }

  private void next() {
    Way next;
    synchronized (this) {
      if (over) {
        return;
      }
      next = targets.hasNext() ? new Way(targets.next()) : null;
      current = next;
      over = next == null;
    }
    if (next == null) {
      pool.notConnected(this, failures.mostSpecific());
    } else {
      next.start();
    }
  }

  /** Tries the next address. */
  private void failed(Throwable cause) {
    failures.add(cause);
    next();
  }

  private void succeeded(HttpConnection connection) {
    boolean late;
    synchronized (this) {
      late = over;
      over = true;
    }
    if (late) {
      connection.close();
      return;
    }
    client
        .options()
        .resolver()
        .connected(destination, connection.session.getRemoteAddress(), failures);
    pool.connected(this, connection);
  }

  /** The step that a way waits for. */
  private enum Phase {
    TCP,
    TUNNEL,
    TLS,
    HTTP_2
  }

  private enum State {
    OPENING,
    READY,
    FAILED
  }

  /** One address, tried until a connection to it is ready or has failed. It ends once. */
  final class Way implements FutureCallback<IOSession> {
    private final ConnectTarget target;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
    private volatile Phase phase = Phase.TCP;
    private volatile @Nullable Future<?> timer;
    private volatile @Nullable Future<IOSession> connecting;
    private volatile @Nullable ProtocolIOSession session;

    Way(ConnectTarget target) {
      this.target = target;
    }

    private void start() {
      try {
        timer = client.schedule(() -> fail(timedOut()), timeout);
        connecting =
            client
                .reactor()
                .connect(
                    new HttpHost(destination.host(), destination.port()),
                    address(target),
                    null,
                    Timeout.DISABLED,
                    this,
                    this);
      } catch (RuntimeException | Error e) {
        fail(e);
        return;
      }
      if (hasFailed()) {
        release(); // before there was anything to cancel
      }
    }

    private IOException timedOut() {
      HttpProxy proxy = proxy();
      return switch (phase) {
        case TCP -> {
          ConnectException late = new ConnectException("connection timed out: " + address(target));
          yield proxy == null ? late : ConnectExceptions.proxyUnreachable(proxy, late);
        }
        case TUNNEL ->
            proxy == null
                ? new ConnectException("connection timed out")
                : ConnectExceptions.proxySilent(proxy, timeout);
        case TLS -> ConnectExceptions.tlsTimeout(timeout);
        case HTTP_2 -> ConnectExceptions.http2Timeout(timeout);
      };
    }

    private @Nullable HttpProxy proxy() {
      return target.proxy() == null ? null : destination.options().proxy().orElse(null);
    }

    /** Returns the handler of the connected socket. */
    IOEventHandler handler(ProtocolIOSession connected) {
      session = connected;
      return new ErrorGuard(new Opening(this, connected));
    }

    @Override
    public void completed(IOSession connected) {
      if (hasFailed()) {
        connected.close(CloseMode.IMMEDIATE);
      }
    }

    @Override
    public void cancelled() {
      fail(new ConnectException("the connect was cancelled"));
    }

    @Override
    public void failed(Exception cause) {
      HttpProxy proxy = proxy();
      fail(
          proxy == null || phase != Phase.TCP
              ? cause
              : ConnectExceptions.proxyUnreachable(proxy, cause));
    }

    void fail(Throwable cause) {
      if (end()) {
        ConnectAttempt.this.failed(cause);
      }
    }

    void succeed(HttpConnection connection) {
      if (state.compareAndSet(State.OPENING, State.READY)) {
        stopTimer();
        ConnectAttempt.this.succeeded(connection);
      }
    }

    private boolean hasFailed() {
      return state.get() == State.FAILED;
    }

    /** Closes what this way has opened; false if it has ended already. */
    private boolean end() {
      boolean first = state.compareAndSet(State.OPENING, State.FAILED);
      if (first) {
        stopTimer();
        release();
      }
      return first;
    }

    private void release() {
      Future<IOSession> pending = connecting;
      if (pending != null) {
        pending.cancel(true);
      }
      ProtocolIOSession open = session;
      if (open != null) {
        open.close(CloseMode.IMMEDIATE);
      }
    }

    private void stopTimer() {
      Future<?> running = timer;
      if (running != null) {
        running.cancel(false);
      }
    }
  }

  /** The handler of a socket until its protocol is known: first the tunnel, then TLS, if needed. */
  private final class Opening implements IOEventHandler {
    private final Way way;
    private final ProtocolIOSession session;
    private @Nullable TunnelHandshake tunnel;

    Opening(Way way, ProtocolIOSession session) {
      this.way = way;
      this.session = session;
    }

    /** Called once for TCP, and a second time for TLS. */
    @Override
    public void connected(IOSession unused) throws IOException {
      if (way.hasFailed()) {
        session.close(CloseMode.IMMEDIATE);
        return;
      }
      HttpProxy proxy = way.proxy();
      if (way.phase == Phase.TLS) {
        secured();
      } else if (proxy != null) {
        way.phase = Phase.TUNNEL;
        tunnel = new TunnelHandshake(proxy, way.target.target());
        tunnel.write(session);
      } else {
        secure();
      }
    }

    @Override
    public void outputReady(IOSession unused) throws IOException {
      if (tunnel != null) {
        tunnel.write(session);
      }
    }

    @Override
    public void inputReady(IOSession unused, @Nullable ByteBuffer source) throws IOException {
      if (tunnel != null && tunnel.read(session)) {
        tunnel = null;
        secure();
      }
    }

    private void secure() throws IOException {
      if (destination.plaintext()) {
        secured();
        return;
      }
      way.phase = Phase.TLS;
      SSLContext context = client.sslContext(destination.options().tls());
      session.startTls(
          context,
          new HttpHost(destination.host(), destination.port()),
          SSLBufferMode.STATIC,
          (endpoint, engine) -> prepare(engine),
          null,
          Timeout.DISABLED,
          null);
    }

    private void prepare(SSLEngine engine) {
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setServerNames(List.of(new SNIHostName(destination.host())));
      parameters.setApplicationProtocols(client.protocols());
      engine.setSSLParameters(parameters);
    }

    private void secured() throws IOException {
      TlsDetails tls = session.getTlsDetails();
      InetSocketAddress remote = address(way.target);
      boolean http2 = tls != null && HttpClient.H2.equals(tls.getApplicationProtocol());
      ConnectionUse use = new ConnectionUse(generation, 1, pool.eviction().now());
      if (http2) {
        way.phase = Phase.HTTP_2;
        use.limit = Integer.MAX_VALUE;
        open(new Http2Connection(session, pool, remote, use, way));
      } else {
        HttpConnection connection = new Http1Connection(session, pool, remote, use);
        open(connection);
        way.succeed(connection);
      }
    }

    private void open(HttpConnection connection) throws IOException {
      session.upgrade(new ErrorGuard(connection));
      connection.connected(session);
    }

    @Override
    public void timeout(IOSession unused, Timeout timeout) {
      session.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void exception(IOSession unused, Exception cause) {
      way.fail(cause);
    }

    @Override
    public void disconnected(IOSession unused) {
      HttpProxy proxy = way.proxy();
      way.fail(
          way.phase == Phase.TUNNEL && proxy != null
              ? ConnectExceptions.proxyClosed(proxy)
              : new ConnectionClosedException("the connection was closed before it was ready"));
    }
  }
}
