package io.pinelink.internal.connect;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.ServerCertificate;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
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
 */
public final class Connector {
  private final AddressResolver resolver;
  private final Scheduler scheduler;

  /**
   * Creates a connector.
   *
   * @param resolver receives each connection
   * @param scheduler times the deadlines
   */
  public Connector(AddressResolver resolver, Scheduler scheduler) {
    this.resolver = resolver;
    this.scheduler = scheduler;
  }

  /**
   * Connects and completes the TLS handshake.
   *
   * @param address a target of the destination; unresolved if the proxy resolves it
   * @param proxy the address of the proxy to connect to; null to connect to {@code address}
   * @throws IOException if it fails, or the deadline passes
   */
  public Handshake shake(
      Destination destination,
      InetSocketAddress address,
      @Nullable InetSocketAddress proxy,
      Deadline deadline)
      throws IOException {
    long begin = System.nanoTime();
    return connected(
        destination,
        address,
        proxy,
        deadline,
        socket -> {
          long connected = System.nanoTime();
          SSLSocket tls = secured(socket, destination, "h2", "http/1.1");
          return new Handshake(
              address,
              proxy,
              Duration.ofNanos(connected - begin),
              Duration.ofNanos(System.nanoTime() - connected),
              ServerCertificate.of((X509Certificate) tls.getSession().getPeerCertificates()[0]),
              tls.getSession().getProtocol(),
              tls.getApplicationProtocol() == null ? "" : tls.getApplicationProtocol());
        });
  }

  /**
   * Returns the server's time, from its response to a request without a key.
   *
   * @param address as in {@link #shake}
   * @param proxy as in {@link #shake}
   * @return the time; empty if the response has none
   * @throws IOException if it fails, or the deadline passes
   */
  public Optional<Instant> date(
      Destination destination,
      InetSocketAddress address,
      @Nullable InetSocketAddress proxy,
      Deadline deadline)
      throws IOException {
    return connected(
        destination,
        address,
        proxy,
        deadline,
        socket -> {
          SSLSocket tls = secured(socket, destination, "http/1.1");
          String request = "GET / HTTP/1.1\r\nHost: " + destination.authority() + "\r\n\r\n";
          tls.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
          return HttpHead.read(tls.getInputStream()).field("date").flatMap(Connector::parsed);
        });
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** An exchange on a connection. */
  private interface Exchange<T> {
    T on(Socket socket) throws IOException;
  }

  /**
   * Connects, through the proxy if there is one, and closes the socket at the end. TLS on top of it
   * needs no separate close.
   */
  private <T> T connected(
      Destination destination,
      InetSocketAddress address,
      @Nullable InetSocketAddress proxy,
      Deadline deadline,
      Exchange<T> exchange)
      throws IOException {
    HttpProxy through = proxy == null ? null : destination.options().proxy().orElse(null);
    // Transports do not use the JVM's SOCKS proxy, so neither must this.
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      connect(socket, proxy == null ? address : proxy, through, deadline);
      resolver.connected(destination, socket.getRemoteSocketAddress());
      try (SocketDeadline limit = new SocketDeadline(socket, deadline.remaining(), scheduler)) {
        if (through != null) {
          limit.during(
              () -> ProxyTunnel.open(socket, address, through),
              () -> ConnectExceptions.proxySilent(through, deadline.timeout()));
        }
        return limit.during(
            () -> exchange.on(socket), () -> new SocketTimeoutException("no answer in time"));
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

  private static SSLSocket secured(Socket socket, Destination destination, String... protocols)
      throws IOException {
    SSLSocket tls =
        (SSLSocket)
            destination
                .options()
                .tls()
                .sslContext()
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
