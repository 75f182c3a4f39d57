package io.pinelink.internal.probe;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.network.HttpProxy;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.ConnectRace;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections with the JVM's sockets, which report more about a network path than transports
 * do, and closes them. Methods block.
 *
 * <p>The destination's host is sent as the TLS server name, and the certificate must have it. The
 * deadline covers the whole exchange, even if bytes arrive slowly.
 *
 * <p>Thread-safe.
 *
 * @param resolver receives each connection
 * @param scheduler times the deadlines
 */
public record ProbeConnector(AddressResolver resolver, Scheduler scheduler) {
  /** Creates a socket to connect. Transports do not use the JVM's SOCKS proxy, nor must this. */
  public static Socket socket() {
    return new Socket(Proxy.NO_PROXY);
  }

  /**
   * Returns an attempt of a race, which connects and completes the TLS handshake on other threads.
   */
  public ConnectRace.Attempt attempt(
      Destination destination,
      ConnectRace<Handshake>.Lane lane,
      Deadline deadline,
      Executor threads) {
    Socket socket = socket();
    return new ConnectRace.Attempt() {
      @Override
      public void start() {
        threads.execute(this::run);
      }

      private void run() {
        try {
          lane.connected(shake(socket, destination, lane.target(), deadline, lane::opened));
        } catch (IOException | RuntimeException e) {
          lane.failed(e);
        }
      }

      @Override
      public void cancel() {
        try {
          socket.close();
        } catch (IOException e) {
          // There is nothing left to close.
        }
      }
    };
  }

  /**
   * Connects a new socket to a target of the destination, which is unresolved if the proxy resolves
   * it, and completes the TLS handshake. {@code opened} runs between the two.
   */
  public Handshake shake(
      Socket opening,
      Destination destination,
      ConnectTarget target,
      Deadline deadline,
      Runnable opened)
      throws IOException {
    long begin = System.nanoTime();
    return exchange(
        opening,
        destination,
        target,
        deadline,
        socket -> {
          opened.run();
          long connected = System.nanoTime();
          SSLSocket tls =
              secured(
                  destination.options().tls().sslContext(), socket, destination, "h2", "http/1.1");
          return new Handshake(
              target,
              Duration.ofNanos(connected - begin),
              Duration.ofNanos(System.nanoTime() - connected),
              chain(tls.getSession().getPeerCertificates()),
              tls.getSession().getProtocol(),
              tls.getApplicationProtocol() == null ? "" : tls.getApplicationProtocol());
        },
        () -> ConnectExceptions.tlsTimeout(deadline.timeout()));
  }

  private static List<X509Certificate> chain(Certificate... certificates) {
    return Arrays.stream(certificates).map(X509Certificate.class::cast).toList();
  }

  /** An exchange on a connection. */
  public interface Exchange<T> {
    T on(Socket socket) throws IOException;
  }

  /**
   * Connects a new socket, through the proxy if there is one, and closes it after the exchange. TLS
   * on top of it needs no separate close.
   *
   * @param late creates the exception for an exchange that the deadline ends
   * @throws IOException if it fails, or the deadline passes
   */
  public <T> T exchange(
      Socket opening,
      Destination destination,
      ConnectTarget target,
      Deadline deadline,
      Exchange<T> exchange,
      Supplier<IOException> late)
      throws IOException {
    InetSocketAddress proxy = target.proxy();
    HttpProxy through = proxy == null ? null : destination.options().proxy().orElse(null);
    try (Socket socket = opening) {
      connect(socket, proxy == null ? target.target() : proxy, through, deadline);
      resolver.connected(destination, socket.getRemoteSocketAddress());
      try (SocketDeadline limit = new SocketDeadline(socket, deadline.remaining(), scheduler)) {
        if (through != null) {
          limit.during(
              () -> ProxyTunnel.open(socket, target.target(), through),
              () -> ConnectExceptions.proxySilent(through, deadline.timeout()));
        }
        return limit.during(() -> exchange.on(socket), late);
      }
    }
  }

  private static void connect(
      Socket socket, InetSocketAddress to, @Nullable HttpProxy proxy, Deadline deadline)
      throws IOException {
    long left = deadline.remaining().toMillis();
    try {
      if (left <= 0) {
        throw new SocketTimeoutException("connect timed out");
      }
      socket.connect(to, (int) Math.min(left, Integer.MAX_VALUE));
    } catch (IOException e) {
      throw proxy == null ? e : ConnectExceptions.proxyUnreachable(proxy, e);
    }
  }

  /** Completes a TLS handshake on a connection, in which ALPN offers the protocols. */
  public static SSLSocket secured(
      SSLContext trust, Socket socket, Destination destination, String... protocols)
      throws IOException {
    SSLSocket tls =
        (SSLSocket)
            trust
                .getSocketFactory()
                .createSocket(socket, destination.host(), destination.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(List.of(new SNIHostName(destination.host())));
    parameters.setApplicationProtocols(protocols);
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }
}
