package io.pinelink.cli.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/** A server that accepts one connection and answers nothing until it is closed. */
final class SilentServer implements AutoCloseable {
  private final ServerSocket server;
  private Socket connection = new Socket();

  SilentServer() {
    try {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://localhost:" + server.getLocalPort() + "/");
  }

  void awaitConnection() {
    try {
      connection = server.accept();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    disconnect();
  }

  /** Ends the connection, and refuses further ones. */
  void disconnect() {
    try {
      connection.close();
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
