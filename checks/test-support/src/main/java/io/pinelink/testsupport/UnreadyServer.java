package io.pinelink.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that accepts connections and reads the beginning of the TLS handshake, but
 * never completes it, like a load balancer without healthy targets.
 */
public final class UnreadyServer implements AutoCloseable {
  /** The response to a TLS handshake. */
  public enum Behavior {
    /** It closes the connection. */
    CLOSES,
    /** It resets the connection. */
    RESETS,
    /** It responds in plaintext. */
    FAILS,
    /** It keeps the connection open and sends nothing. */
    IS_SILENT
  }

  private final Behavior behavior;
  private final ServerSocket listener;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();

  private UnreadyServer(Behavior behavior, ServerSocket listener) {
    this.behavior = behavior;
    this.listener = listener;
  }

  /** Starts a server. */
  public static UnreadyServer start(Behavior behavior) {
    try {
      UnreadyServer server =
          new UnreadyServer(behavior, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread thread = new Thread(server::accept, "unready-server");
      thread.setDaemon(true);
      thread.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listener.accept();
        accepted.add(socket);
        answer(socket);
      }
    } catch (IOException closed) {
      // The test has ended.
    }
  }

  private void answer(Socket socket) {
    try {
      if (behavior == Behavior.IS_SILENT) {
        return;
      }
      socket.getInputStream().read();
      switch (behavior) {
        case RESETS -> {
          socket.setSoLinger(true, 0);
          socket.close();
        }
        case FAILS ->
            socket
                .getOutputStream()
                .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        default -> socket.shutdownOutput(); // closing it would reset it, with bytes unread
      }
    } catch (IOException gone) {
      // The client was faster.
    }
  }

  /** Returns the address of the server. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** Returns the number of connections that were accepted. */
  public int connections() {
    return accepted.size();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : accepted) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
