package io.pinelink.rest.http;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.ConnectRace;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
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
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a connection for a pool, in a race of the destination's addresses. It reports
 * its outcome to the pool once, unless the pool abandons it.
 *
 * <p>Nothing in it waits without a limit: the lookup has a timeout, and each address has the
 * connect timeout until its connection is ready, which covers TCP, a proxy's tunnel, TLS and the
 * start of HTTP/2.
 *
 * <p>Thread-safe.
 */
final class ConnectAttempt implements ConnectRace.Runner<HttpConnection> {
  private final HttpClient client;
  private final ConnectionPool pool;
  private final Destination destination;
  private final int generation;
  private final Duration timeout;
  private final ConnectRace<HttpConnection> race;

  ConnectAttempt(HttpClient client, ConnectionPool pool, int generation) {
    this.client = client;
    this.pool = pool;
    this.destination = pool.destination();
    this.generation = generation;
    this.timeout = client.options().connectTimeout();
    this.race = client.options().resolver().race(destination, this);
  }

  /** Starts with the name lookup. */
  void start() {
    race.start();
  }

  /** Ends the attempt without a report; for the pool. */
  void abandon() {
    race.abandon();
  }

  @Override
  public ConnectRace.Attempt attempt(ConnectRace<HttpConnection>.Lane lane) {
    return new Way(lane);
  }

  @Override
  public void lookedUp(List<ConnectTarget> found) {
    pool.eviction().lookedUp(found.stream().map(ConnectTarget::dialled).toList());
  }

  @Override
  public void connected(HttpConnection connection) {
    client.options().resolver().connected(destination, connection.session.getRemoteAddress());
    pool.connected(this, connection);
  }

  @Override
  public void failed(Throwable failure) {
    pool.notConnected(this, failure);
  }

  @Override
  public void discard(HttpConnection connection) {
    connection.close();
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
  final class Way implements ConnectRace.Attempt, FutureCallback<IOSession> {
    private final ConnectRace<HttpConnection>.Lane lane;
    private final ConnectTarget target;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPENING);
    private volatile Phase phase = Phase.TCP;
    private volatile @Nullable Future<?> timer;
    private volatile @Nullable Future<IOSession> connecting;
    private volatile @Nullable ProtocolIOSession session;

    Way(ConnectRace<HttpConnection>.Lane lane) {
      this.lane = lane;
      this.target = lane.target();
    }

    @Override
    public void start() {
      try {
        timer = client.schedule(() -> fail(timedOut()), timeout);
        connecting =
            client
                .reactor()
                .connect(
                    new HttpHost(destination.host(), destination.port()),
                    target.dialled(),
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
          ConnectException late = new ConnectException("connection timed out: " + target.dialled());
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
        lane.failed(cause);
      }
    }

    @Override
    public void cancel() {
      end();
    }

    /** Records that the socket is open, and that the next step has begun. */
    void enter(Phase next) {
      if (phase == Phase.TCP) {
        lane.opened();
      }
      phase = next;
    }

    void succeed(HttpConnection connection) {
      if (state.compareAndSet(State.OPENING, State.READY)) {
        stopTimer();
        lane.connected(connection);
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
    private ProtocolIOSession session;
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
        way.enter(Phase.TUNNEL);
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
      way.enter(Phase.TLS);
      SSLContext context = client.sslContext(destination.options().tls());
      SSLEngine engine = context.createSSLEngine(destination.host(), destination.port());
      engine.setUseClientMode(true);
      prepare(engine);
      TlsSession secure = new TlsSession(session, engine, this);
      session = secure;
      secure.start();
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
      InetSocketAddress remote = way.target.dialled();
      boolean http2 = tls != null && HttpClient.H2.equals(tls.getApplicationProtocol());
      ConnectionUse use = new ConnectionUse(generation, 1, pool.eviction().now());
      if (http2) {
        way.enter(Phase.HTTP_2);
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
