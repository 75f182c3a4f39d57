package io.pinelink.internal;

import io.pinelink.routing.HttpProxy;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection that goes as far as TLS and no further, over the JVM's own sockets: what can be said
 * of a way without sending a call. It blocks.
 *
 * @param address what was connected to
 * @param connect how long TCP took, with the proxy's part
 * @param handshake how long TLS took
 * @param certificate the server's
 * @param tlsVersion such as {@code TLSv1.3}
 * @param applicationProtocol what ALPN agreed on; empty if nothing
 */
public record Handshake(
    InetSocketAddress address,
    Duration connect,
    Duration handshake,
    Certificate certificate,
    String tlsVersion,
    String applicationProtocol) {
  private static final int MAX_HEAD = 8 * 1_024;
  private static final int DNS_NAME = 2;

  /**
   * What a certificate says.
   *
   * @param names the DNS names that it is good for
   * @param issuer who signed it
   * @param notAfter when it ends
   */
  public record Certificate(List<String> names, String issuer, Instant notAfter) {
    /** Copies the names. */
    public Certificate {
      names = List.copyOf(names);
    }

    private static Certificate of(X509Certificate certificate) throws IOException {
      return new Certificate(
          names(certificate),
          certificate.getIssuerX500Principal().getName(),
          certificate.getNotAfter().toInstant());
    }

    private static List<String> names(X509Certificate certificate) throws IOException {
      try {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
            ? List.of()
            : names.stream()
                .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
                .map(name -> String.valueOf(name.get(1)))
                .toList();
      } catch (CertificateParsingException e) {
        throw new IOException("the certificate cannot be read", e);
      }
    }
  }

  /**
   * Connects and shakes hands, meaning the destination's host: its name is told to the server, and
   * the certificate must carry it.
   *
   * @param address a target of the destination; unresolved if the proxy is to resolve it
   * @param proxy where to connect instead; null to connect to {@code address}
   * @throws IOException if it fails, or the deadline passes
   */
  public static Handshake with(
      Destination destination,
      InetSocketAddress address,
      @Nullable InetSocketAddress proxy,
      Deadline deadline)
      throws IOException {
    long begin = System.nanoTime();
    try (Socket socket = connected(destination, address, proxy, deadline)) {
      long connected = System.nanoTime();
      try (SSLSocket tls = secured(socket, destination, deadline, "h2", "http/1.1")) {
        return new Handshake(
            address,
            Duration.ofNanos(connected - begin),
            Duration.ofNanos(System.nanoTime() - connected),
            Certificate.of((X509Certificate) tls.getSession().getPeerCertificates()[0]),
            tls.getSession().getProtocol(),
            tls.getApplicationProtocol() == null ? "" : tls.getApplicationProtocol());
      }
    }
  }

  /**
   * What time the server says it is, in its answer to a request without a key.
   *
   * @return null if it does not say
   * @throws IOException if the connection fails, or the deadline passes
   */
  public static @Nullable Instant date(
      Destination destination,
      InetSocketAddress address,
      @Nullable InetSocketAddress proxy,
      Deadline deadline)
      throws IOException {
    try (Socket socket = connected(destination, address, proxy, deadline);
        SSLSocket tls = secured(socket, destination, deadline, "http/1.1")) {
      String request = "GET / HTTP/1.1\r\nHost: " + destination.authority() + "\r\n\r\n";
      tls.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return head(tls.getInputStream())
          .lines()
          .filter(line -> line.regionMatches(true, 0, "date:", 0, 5))
          .map(line -> parsed(line.substring(5).strip()))
          .findFirst()
          .orElse(null);
    }
  }

  private static @Nullable Instant parsed(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private static Socket connected(
      Destination destination,
      InetSocketAddress address,
      @Nullable InetSocketAddress proxy,
      Deadline deadline)
      throws IOException {
    // The JVM's SOCKS proxy is none of the transports', so none of this.
    Socket socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.connect(proxy == null ? address : proxy, millis(deadline));
      HttpProxy through = destination.options().proxy();
      if (proxy != null && through != null) {
        tunnel(socket, address, through, deadline);
      }
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static SSLSocket secured(
      Socket socket, Destination destination, Deadline deadline, String... protocols)
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
    tls.setSoTimeout(millis(deadline));
    tls.startHandshake();
    return tls;
  }

  private static void tunnel(
      Socket socket, InetSocketAddress target, HttpProxy proxy, Deadline deadline)
      throws IOException {
    String name =
        target.isUnresolved() ? target.getHostString() : target.getAddress().getHostAddress();
    String authority = (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + target.getPort();
    StringBuilder request =
        new StringBuilder("CONNECT ")
            .append(authority)
            .append(" HTTP/1.1\r\nHost: ")
            .append(authority)
            .append("\r\n");
    proxy
        .credentials()
        .ifPresent(
            who -> request.append("Proxy-Authorization: Basic ").append(basic(who)).append("\r\n"));
    socket
        .getOutputStream()
        .write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    socket.setSoTimeout(millis(deadline));
    String answer = head(socket.getInputStream());
    if (!answer.matches("(?s)HTTP/1\\.[01] 2\\d\\d.*")) {
      throw new ConnectException(
          "the proxy " + proxy + " answered: " + answer.lines().findFirst().orElse("nothing"));
    }
  }

  private static String basic(HttpProxy.Credentials who) {
    byte[] text = (who.user() + ":" + who.password()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(text);
  }

  /** Up to the empty line and not a byte more: what follows a proxy's is TLS. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MAX_HEAD && !head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int millis(Deadline deadline) throws SocketTimeoutException {
    long left = deadline.remaining().toMillis();
    if (left <= 0) {
      throw new SocketTimeoutException("connect timed out");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
