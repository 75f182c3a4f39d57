package io.pinelink.network;

import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A handshake over loopback, which fails or not. */
final class Handshake {
  private final SSLContext server;
  private final boolean askForClient;

  /** Creates a handshake with a server that presents a certificate. */
  static Handshake with(X509Bundle certificate) throws Exception {
    return new Handshake(context(certificate), false);
  }

  /** Creates a handshake with a server that requires a client certificate of an authority. */
  static Handshake asking(X509Bundle certificate, X509Bundle clientAuthority) throws Exception {
    return new Handshake(context(certificate, clientAuthority.toTrustManager()), true);
  }

  private Handshake(SSLContext server, boolean askForClient) {
    this.server = server;
    this.askForClient = askForClient;
  }

  private static SSLContext context(X509Bundle certificate, TrustManager... trust)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate.toKeyManagerFactory().getKeyManagers(), trust, null);
    return context;
  }

  /**
   * Shakes hands with the server as if it were a host.
   *
   * @return who the server takes the client for; null if it did not ask
   * @throws IOException why the client gave up
   * @throws java.util.concurrent.ExecutionException why the server did
   */
  @Nullable Principal by(TlsOptions client, String host) throws Exception {
    try (SSLServerSocket listening =
        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0, 1, loopback())) {
      listening.setNeedClientAuth(askForClient);
      CompletableFuture<@Nullable Principal> seen = new CompletableFuture<>();
      Thread thread = new Thread(() -> serve(listening, seen));
      thread.start();
      try (Socket plain = new Socket(loopback(), listening.getLocalPort());
          SSLSocket socket =
              (SSLSocket)
                  client.sslContext().getSocketFactory().createSocket(plain, host, 443, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        startHandshake(socket);
        return seen.get(10, TimeUnit.SECONDS);
      } finally {
        thread.join();
      }
    }
  }

  /**
   * A server that does not take the client closes while the client may still be writing: whether
   * that sees the alert or a broken pipe is chance, so the server's word is what counts.
   */
  private void startHandshake(SSLSocket socket) throws IOException {
    try {
      socket.startHandshake();
    } catch (IOException e) {
      if (!askForClient) {
        throw e;
      }
    }
  }

  private void serve(SSLServerSocket listening, CompletableFuture<@Nullable Principal> seen) {
    try (SSLSocket socket = (SSLSocket) listening.accept()) {
      socket.startHandshake();
      seen.complete(askForClient ? socket.getSession().getPeerPrincipal() : null);
    } catch (IOException e) {
      seen.completeExceptionally(e);
    }
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }
}
