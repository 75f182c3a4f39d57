package io.pinelink.rest.http;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.ConnectTarget;
import io.pinelink.spi.Destination;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOEventHandler;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to open a connection for a pool: resolves the destination, connects to its addresses
 * in turn, requests a tunnel from a proxy, and negotiates TLS and a protocol. It reports its
 * outcome to the pool once.
 */
final class ConnectAttempt implements FutureCallback<IOSession> {
  /** The timeout of the TLS handshake, including what the server must send before requests. */
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);

  private final HttpClient client;
  private final ConnectionPool pool;
  private final Destination destination;
  private final int generation;
  private final AtomicBoolean reported = new AtomicBoolean();

  private Iterator<ConnectTarget> targets = List.<ConnectTarget>of().iterator();
  private volatile @Nullable ConnectTarget target;
  private @Nullable Exception firstFailure;
  private volatile @Nullable Future<?> timer;

  ConnectAttempt(HttpClient client, ConnectionPool pool, int generation) {
    this.client = client;
    this.pool = pool;
    this.destination = pool.destination();
    this.generation = generation;
  }

  /** Starts with the name lookup, which may block. */
  void start() {
    try {
      List<ConnectTarget> found = client.options().resolver().connectTargets(destination);
      pool.eviction().lookedUp(found.stream().map(ConnectAttempt::address).toList());
      targets = found.iterator();
      connectToNext();
    } catch (IOException | RuntimeException | Error e) {
      giveUp(e);
    }
  }

  private static InetSocketAddress address(ConnectTarget target) {
    return target.proxy() == null ? target.target() : target.proxy();
  }

  private void connectToNext() {
    ConnectTarget next = targets.next();
    target = next;
    try {
      Future<IOSession> connecting =
          client
              .reactor()
              .connect(
                  new HttpHost(destination.host(), destination.port()),
                  address(next),
                  null,
                  Timeout.DISABLED,
                  this,
                  this);
      timer = client.schedule(() -> connecting.cancel(true), client.options().connectTimeout());
    } catch (IOReactorShutdownException e) {
      giveUp(e);
    }
  }

  /** Returns the handler of a connected socket. */
  IOEventHandler handler(ProtocolIOSession session) {
    return new ErrorGuard(new Opening(session));
  }

  @Override
  public void completed(IOSession session) {
    stopTimer();
  }

  /** Tries the next address because the connect timeout has passed. */
  @Override
  public void cancelled() {
    wayFailed(new ConnectException("connection timed out: " + target));
  }

  /** Tries the next address because this one cannot be reached. */
  @Override
  public void failed(Exception cause) {
    stopTimer();
    HttpProxy proxy = destination.options().proxy().orElse(null);
    if (proxy == null) {
      wayFailed(cause);
      return;
    }
    ConnectException unreachable =
        new ConnectException("the proxy " + proxy + " cannot be reached: " + cause.getMessage());
    unreachable.initCause(cause);
    wayFailed(unreachable);
  }

  private void wayFailed(Exception cause) {
    if (firstFailure == null) {
      firstFailure = cause;
    } else if (firstFailure != cause) {
      firstFailure.addSuppressed(cause);
    }
    if (targets.hasNext()) {
      connectToNext();
    } else {
      giveUp(firstFailure);
    }
  }

  private void stopTimer() {
    Future<?> running = timer;
    if (running != null) {
      running.cancel(false);
    }
  }

  private void giveUp(Throwable cause) {
    if (reported.compareAndSet(false, true)) {
      stopTimer();
      pool.notConnected(cause);
    }
  }

  private void succeeded(HttpConnection connection) {
    if (reported.compareAndSet(false, true)) {
      stopTimer();
      client.options().resolver().connected(destination, connection.session.getRemoteAddress());
      pool.connected(connection);
    }
  }

  /** The handler of a socket until its protocol is known: first the tunnel, then TLS, if needed. */
  private final class Opening implements IOEventHandler {
    private final ProtocolIOSession session;
    private @Nullable TunnelHandshake tunnel;
    private boolean securing;
    private boolean opened;

    Opening(ProtocolIOSession session) {
      this.session = session;
    }

    /** Called once for TCP, and a second time for TLS. */
    @Override
    public void connected(IOSession unused) throws IOException {
      ConnectTarget current = target;
      HttpProxy proxy = destination.options().proxy().orElse(null);
      if (securing || current == null) {
        secured();
      } else if (current.proxy() != null && proxy != null) {
        tunnel = new TunnelHandshake(proxy, current.target());
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
      securing = true;
      timer =
          client.schedule(
              () -> {
                if (!reported.get()) {
                  session.close(CloseMode.IMMEDIATE);
                  giveUp(new ConnectException("the TLS handshake timed out"));
                }
              },
              HANDSHAKE);
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
      InetSocketAddress remote = address(currentTarget());
      boolean http2 = tls != null && HttpClient.H2.equals(tls.getApplicationProtocol());
      ConnectionUse use = new ConnectionUse(generation, 1, pool.eviction().now());
      if (http2) {
        use.limit = Integer.MAX_VALUE;
        open(new Http2Connection(session, pool, remote, use, ConnectAttempt.this::succeeded));
      } else {
        HttpConnection connection = new Http1Connection(session, pool, remote, use);
        open(connection);
        succeeded(connection);
      }
    }

    private ConnectTarget currentTarget() {
      ConnectTarget current = target;
      if (current == null) {
        throw new IllegalStateException("connected before connecting");
      }
      return current;
    }

    private void open(HttpConnection connection) throws IOException {
      opened = true;
      session.upgrade(new ErrorGuard(connection));
      connection.connected(session);
    }

    @Override
    public void timeout(IOSession unused, Timeout timeout) {
      session.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void exception(IOSession unused, Exception cause) {
      ended(cause);
    }

    @Override
    public void disconnected(IOSession unused) {
      ended(new ConnectionClosedException("the connection was closed before it was ready"));
    }

    private void ended(Exception cause) {
      if (opened) {
        return;
      }
      opened = true;
      session.close(CloseMode.IMMEDIATE);
      stopTimer();
      if (tunnel == null) {
        giveUp(cause);
      } else {
        // Another address of the proxy may work.
        wayFailed(cause);
      }
    }
  }
}
