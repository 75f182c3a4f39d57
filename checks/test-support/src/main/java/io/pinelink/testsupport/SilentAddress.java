package io.pinelink.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * An address of this machine that does not answer, like one whose packets are dropped: its backlog
 * of connections is full.
 */
public final class SilentAddress implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 500;

  private final ServerSocket listener;
  private final List<Socket> waiting = new ArrayList<>();

  private SilentAddress(ServerSocket listener) {
    this.listener = listener;
  }

  /**
   * Makes a port silent.
   *
   * @param port 0 for any
   */
  public static SilentAddress open(InetAddress address, int port) {
    try {
      SilentAddress silent = new SilentAddress(new ServerSocket(port, 1, address));
      while (silent.isAnswering()) {}
      return silent;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAnswering() throws IOException {
    Socket next = new Socket();
    waiting.add(next);
    try {
      next.connect(listener.getLocalSocketAddress(), TIMEOUT_MILLIS);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** Returns the address. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : waiting) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
