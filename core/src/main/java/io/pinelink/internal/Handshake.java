package io.pinelink.internal;

import io.pinelink.routing.HttpProxy;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.Destination;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection that goes as far as TLS and no further, over the JVM's own sockets: what can be said
 * of a way without sending a call. It blocks.
 *
 * @param address what was connected to
 * @param connect how long TCP took, with the proxy's part
 * @param handshake how long TLS took
 * @param certificates the server's, its own first
 * @param tlsVersion such as {@code TLSv1.3}
 * @param applicationProtocol what ALPN agreed on; empty if nothing
 */
public record Handshake(
    InetSocketAddress address,
    Duration connect,
    Duration handshake,
    List<X509Certificate> certificates,
    String tlsVersion,
    String applicationProtocol) {
  private static final String[] PROTOCOLS = {"h2", "http/1.1"};
  private static final int MAX_PROXY_ANSWER = 8 * 1_024;

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
    try (Socket socket = new Socket()) {
      socket.connect(proxy == null ? address : proxy, millis(deadline));
      HttpProxy through = destination.options().proxy();
      if (proxy != null && through != null) {
        tunnel(socket, address, through, deadline);
      }
      long connected = System.nanoTime();
      try (SSLSocket tls = secured(socket, destination)) {
        tls.setSoTimeout(millis(deadline));
        tls.startHandshake();
        return new Handshake(
            address,
            Duration.ofNanos(connected - begin),
            Duration.ofNanos(System.nanoTime() - connected),
            certificates(tls.getSession()),
            tls.getSession().getProtocol(),
            tls.getApplicationProtocol() == null ? "" : tls.getApplicationProtocol());
      }
    }
  }

  private static SSLSocket secured(Socket socket, Destination destination) throws IOException {
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
    parameters.setApplicationProtocols(PROTOCOLS);
    tls.setSSLParameters(parameters);
    return tls;
  }

  private static List<X509Certificate> certificates(SSLSession session) throws IOException {
    List<X509Certificate> all = new ArrayList<>();
    for (Certificate certificate : session.getPeerCertificates()) {
      if (certificate instanceof X509Certificate x509) {
        all.add(x509);
      }
    }
    return all;
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
      throw new IOException(
          "the proxy " + proxy + " answered: " + answer.lines().findFirst().orElse("nothing"));
    }
  }

  private static String basic(HttpProxy.Credentials who) {
    byte[] text = (who.user() + ":" + who.password()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(text);
  }

  /** Up to the empty line and not a byte more: what follows is TLS. */
  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.length() < MAX_PROXY_ANSWER && !head.toString().endsWith("\r\n\r\n")) {
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
