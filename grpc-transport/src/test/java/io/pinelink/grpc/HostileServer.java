package io.pinelink.grpc;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/**
 * A server on a raw socket that plays one attack on each of its first connections, and serves the
 * later ones.
 */
final class HostileServer implements AutoCloseable {
  /** Small, so that a client soon notices that the server does not read. */
  private static final int RECEIVE_BUFFER = 16 * 1_024;

  private static final String HOST = Calls.PRIVATE_HOST;

  /** The behaviour on a connection, which is closed afterwards. */
  interface Attack {
    void on(Http2Socket connection) throws Exception;
  }

  private final ServerSocket listening;
  private final @Nullable X509Bundle authority;
  private final Queue<Attack> attacks;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private HostileServer(
      ServerSocket listening, @Nullable X509Bundle authority, List<Attack> attacks)
      throws IOException {
    this.listening = listening;
    this.authority = authority;
    this.attacks = new ConcurrentLinkedQueue<>(attacks);
    listening.setReceiveBufferSize(RECEIVE_BUFFER);
    listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    threads.execute(this::accept);
  }

  static HostileServer start(boolean tls, Attack... attacks) throws Exception {
    if (!tls) {
      return new HostileServer(new ServerSocket(), null, List.of(attacks));
    }
    X509Bundle authority =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=test authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    X509Bundle certificate =
        new CertificateBuilder()
            .ecp256()
            .subject("CN=data plane")
            .addSanDnsName(HOST)
            .buildIssuedBy(authority);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(certificate.toKeyManagerFactory().getKeyManagers(), null, null);
    SSLServerSocket listening =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
    SSLParameters parameters = listening.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    listening.setSSLParameters(parameters);
    return new HostileServer(listening, authority, List.of(attacks));
  }

  Route route() {
    return authority == null
        ? Calls.route("localhost:" + listening.getLocalPort())
        : Calls.dialled(
            TlsOptions.trustOnly(authority.getCertificate()), HOST, listening.getLocalPort());
  }

  /** Returns the number of connections that the client has opened. */
  int connections() {
    return sockets.size();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        sockets.add(socket);
        Attack attack = attacks.poll();
        threads.execute(() -> play(socket, attack == null ? Http2Socket::serve : attack));
      }
    } catch (IOException e) {
      // The server is closed.
    }
  }

  private static void play(Socket socket, Attack attack) {
    try (Http2Socket connection = new Http2Socket(socket)) {
      attack.on(connection);
    } catch (Exception e) {
      // The client has disconnected, or the test has ended.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
