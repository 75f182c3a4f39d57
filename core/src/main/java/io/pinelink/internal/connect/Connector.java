package io.pinelink.internal.connect;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.TlsOptions;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectExceptions;
import io.pinelink.spi.dial.ConnectRace;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
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
 */
public final class Connector {
  /**
   * A receive buffer, in bytes, that lets the peer send only a few hundred bytes at once. The
   * kernel may round it up.
   */
  private static final int SMALL = 1_024;

  private final AddressResolver resolver;
  private final Scheduler scheduler;
  private final Function<TlsOptions, SSLContext> trust;
  private final boolean small;

  /**
   * Creates a connector.
   *
   * @param resolver receives each connection
   * @param scheduler times the deadlines
   */
  public Connector(AddressResolver resolver, Scheduler scheduler) {
    this(resolver, scheduler, TlsOptions::sslContext, false);
  }

  private Connector(
      AddressResolver resolver,
      Scheduler scheduler,
      Function<TlsOptions, SSLContext> trust,
      boolean small) {
    this.resolver = resolver;
    this.scheduler = scheduler;
    this.trust = trust;
    this.small = small;
  }

  /**
   * Returns a connector whose small receive window makes the peer send small packets, which pass
   * where large ones are lost.
   */
  public Connector receivingSmallPackets() {
    return new Connector(resolver, scheduler, trust, true);
  }

  /**
   * Returns a connector that checks certificates as of a time at which they are valid, instead of
   * this machine's. It is for reading the server's time only.
   */
  public Connector ignoringDates() {
    return new Connector(resolver, scheduler, DatelessTrust::sslContext, small);
  }

  /**
   * Connects and completes the TLS handshake.
   *
   * @param target a target of the destination; unresolved if the proxy resolves it
   * @throws IOException if it fails, or the deadline passes
   */
  public Handshake shake(Destination destination, ConnectTarget target, Deadline deadline)
      throws IOException {
    return shake(socket(), destination, target, deadline, () -> {});
  }

  /**
   * Returns an attempt of a race, which connects and completes the TLS handshake.
   *
   * @param threads the threads on which it blocks
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

  private Handshake shake(
      Socket opening,
      Destination destination,
      ConnectTarget target,
      Deadline deadline,
      Runnable opened)
      throws IOException {
    long begin = System.nanoTime();
    return connected(
        opening,
        destination,
        target,
        deadline,
        socket -> {
          opened.run();
          long connected = System.nanoTime();
          SSLSocket tls = secured(socket, destination, "h2", "http/1.1");
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

  /**
   * Sends a request without a key, {@code GET /}, and returns the head of the response.
   *
   * <p>The request is one TLS record, which the server can read only as a whole. A response
   * therefore shows that all packets of the request arrived.
   *
   * @param bytes the size of the request's body, in bytes; it is blank
   * @throws NoAnswerException if the request was sent, and the deadline passes
   * @throws IOException if it fails, or the deadline passes before
   */
  public HttpHead request(
      Destination destination, ConnectTarget target, int bytes, Deadline deadline)
      throws IOException {
    AtomicBoolean secured = new AtomicBoolean();
    return connected(
        destination,
        target,
        deadline,
        socket -> {
          SSLSocket tls = secured(socket, destination, "http/1.1");
          secured.set(true);
          String length = bytes == 0 ? "" : "Content-Length: " + bytes + "\r\n";
          String request =
              "GET / HTTP/1.1\r\nHost: "
                  + destination.authority()
                  + "\r\n"
                  + length
                  + "\r\n"
                  + " ".repeat(bytes);
          tls.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
          HttpHead head = HttpHead.read(tls.getInputStream());
          if (head.text().isEmpty()) {
            throw new EOFException("the server closed the connection without an answer");
          }
          return head;
        },
        () ->
            secured.get()
                ? new NoAnswerException()
                : ConnectExceptions.tlsTimeout(deadline.timeout()));
  }

  /**
   * Sends a TLS message of about 50 bytes that no server can accept, and waits for any reaction.
   *
   * @throws NoAnswerException if it was sent, and the deadline passes
   * @throws IOException if the connection cannot be made, or is reset, which is a reaction
   */
  public void provoke(Destination destination, ConnectTarget target, Deadline deadline)
      throws IOException {
    connected(
        destination,
        target,
        deadline,
        socket -> {
          socket.getOutputStream().write(ClientHello.unacceptable());
          // An alert, an end or a reset of the connection: each has crossed the path.
          return socket.getInputStream().read();
        },
        NoAnswerException::new);
  }

  /**
   * Connects with TCP only.
   *
   * @throws IOException if it fails, or the deadline passes
   */
  public void connect(Destination destination, ConnectTarget target, Deadline deadline)
      throws IOException {
    connected(destination, target, deadline, socket -> true, NoAnswerException::new);
  }

  private <T> T connected(
      Destination destination,
      ConnectTarget target,
      Deadline deadline,
      Exchange<T> exchange,
      Supplier<IOException> late)
      throws IOException {
    return connected(socket(), destination, target, deadline, exchange, late);
  }

  /** Transports do not use the JVM's SOCKS proxy, so neither must this. */
  private static Socket socket() {
    return new Socket(Proxy.NO_PROXY);
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
      if (small) {
        socket.setReceiveBufferSize(SMALL);
      }
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

  private SSLSocket secured(Socket socket, Destination destination, String... protocols)
      throws IOException {
    SSLSocket tls =
        (SSLSocket)
            trust
                .apply(destination.options().tls())
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
