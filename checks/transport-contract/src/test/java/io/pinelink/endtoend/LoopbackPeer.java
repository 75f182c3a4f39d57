package io.pinelink.endtoend;

import io.netty.pkitesting.X509Bundle;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** A server at an address in place of the service that treats each connection in one way. */
final class LoopbackPeer implements AutoCloseable {
  private static final String STATS =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}";

  /** The treatment of a connection, which is closed afterwards. */
  private interface Treatment {
    void of(Socket connection) throws IOException;
  }

  private final ServerSocket listening;
  private final Thread thread;
  private final List<String> clients = new CopyOnWriteArrayList<>();

  private LoopbackPeer(ServerSocket listening, Treatment treatment) {
    this.listening = listening;
    this.thread = new Thread(() -> serve(treatment), "loopback-peer");
    thread.start();
  }

  /** Starts a server that resets the connection once the client has started the handshake. */
  static LoopbackPeer resetting() throws IOException {
    return new LoopbackPeer(
        new ServerSocket(0, 5, loopback()),
        connection -> {
          connection.getInputStream().read();
          connection.setSoLinger(true, 0);
        });
  }

  /** Starts a server that closes the connection gracefully once it has read the client's input. */
  static LoopbackPeer closing() throws IOException {
    return new LoopbackPeer(
        new ServerSocket(0, 5, loopback()),
        connection -> connection.getInputStream().read(new byte[16 * 1024]));
  }

  /** Starts a TLS server that negotiates one of the protocols and responds over HTTP/1.1. */
  static LoopbackPeer tls(X509Bundle certificate, String... protocols) throws Exception {
    return tls(certificate, null, protocols);
  }

  /** Starts a TLS server that also requests a client certificate of an authority. */
  static LoopbackPeer askingFor(
      X509Bundle clientAuthority, X509Bundle certificate, String... protocols) throws Exception {
    return tls(certificate, clientAuthority, protocols);
  }

  private static LoopbackPeer tls(
      X509Bundle certificate, @Nullable X509Bundle clientAuthority, String... protocols)
      throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        certificate.toKeyManagerFactory().getKeyManagers(),
        clientAuthority == null ? null : new TrustManager[] {clientAuthority.toTrustManager()},
        null);
    SSLServerSocket listening =
        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, loopback());
    SSLParameters parameters = listening.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    parameters.setNeedClientAuth(clientAuthority != null);
    listening.setSSLParameters(parameters);
    return new LoopbackPeer(listening, LoopbackPeer::answer);
  }

  private static void answer(Socket connection) throws IOException {
    BufferedReader head =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    for (String line = head.readLine(); line != null; line = head.readLine()) {
      if (line.isEmpty()) {
        connection.getOutputStream().write(STATS.getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
        return;
      }
    }
  }

  private void serve(Treatment treatment) {
    while (!listening.isClosed()) {
      try (Socket connection = listening.accept()) {
        if (connection instanceof SSLSocket tls) {
          tls.startHandshake();
          if (tls.getNeedClientAuth()) {
            clients.add(tls.getSession().getPeerPrincipal().getName());
          }
        }
        treatment.of(connection);
      } catch (IOException e) {
        // The client reports the failure, which is what the test checks.
      }
    }
  }

  /** Returns the authenticated names of the clients, in order. */
  List<String> clients() {
    return clients;
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  private static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void close() {
    try {
      listening.close();
      thread.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
