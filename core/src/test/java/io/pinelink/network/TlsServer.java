package io.pinelink.network;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server on loopback that shakes hands and answers every request with the time. */
public final class TlsServer implements AutoCloseable {
  private final X509Bundle authority;
  private final SSLServerSocket listening;
  private final Instant time;
  private volatile BooleanSupplier silent = () -> false;

  /**
   * Starts it.
   *
   * @param name what its certificate is for
   * @param time what it says it is
   * @param protocols what it speaks, by ALPN
   */
  public TlsServer(String name, Instant time, String... protocols) throws Exception {
    this(Certificates.builder("CN=server").addSanDnsName(name), time, protocols);
  }

  /** Starts one whose certificate has the name as its common name only. */
  public static TlsServer withCommonName(String name, Instant time, String... protocols)
      throws Exception {
    return new TlsServer(Certificates.builder("CN=" + name), time, protocols);
  }

  /** Starts one whose certificate expired yesterday. */
  public static TlsServer expired(String name, Instant time, String... protocols) throws Exception {
    return new TlsServer(Certificates.expired("CN=server").addSanDnsName(name), time, protocols);
  }

  private TlsServer(CertificateBuilder builder, Instant time, String... protocols)
      throws Exception {
    this.time = time;
    this.authority = Certificates.authority("CN=test authority");
    X509Bundle certificate = builder.buildIssuedBy(authority);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    SSLParameters parameters = listening.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    listening.setSSLParameters(parameters);
    Thread thread = new Thread(this::serve, "tls-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Whom to trust. */
  public X509Certificate authority() {
    return authority.getCertificate();
  }

  /** Returns the address of the listener. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /** Leaves requests unanswered for which a function, called after each, returns true. */
  public void silentIf(BooleanSupplier condition) {
    silent = condition;
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (SSLSocket socket = (SSLSocket) listening.accept()) {
        answer(socket);
      } catch (IOException e) {
        // The client went away, or the server is closed.
      }
    }
  }

  private void answer(SSLSocket socket) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    String line = in.readLine();
    while (line != null && !line.isEmpty()) {
      line = in.readLine();
    }
    if (line != null && silent.getAsBoolean()) {
      while (in.read() >= 0) {
        // Until the client has gone.
      }
    } else if (line != null) {
      String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
      String head = "HTTP/1.1 401 Unauthorized\r\nDate: " + date + "\r\nContent-Length: 0\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
