package io.pinelink.endtoend.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** A relay between a client and a server that resets connections, ends them, or goes silent. */
final class HostileRelay implements AutoCloseable {
  static final String THREAD_PREFIX = "soak-relay";
  private static final int CHUNK = 16 * 1024;

  private final InetSocketAddress target;
  private final ServerSocket listening;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(task -> new Thread(task, THREAD_PREFIX));
  private final List<Link> links = new CopyOnWriteArrayList<>();

  HostileRelay(InetSocketAddress target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /** Returns the number of connections that neither side has closed. */
  int open() {
    return links.size();
  }

  private void accept() {
    try {
      while (true) {
        Link link = new Link(listening.accept(), new Socket(target.getAddress(), target.getPort()));
        links.add(link);
        threads.execute(() -> link.pump(link.client, link.server));
        threads.execute(() -> link.pump(link.server, link.client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  /** A fault of the network. */
  enum Cut {
    /** Resets a connection. */
    RESET,
    /** Ends a connection in order. */
    END,
    /** Drops all further bytes of a connection, which stays open. */
    SILENCE
  }

  /** Cuts one open connection, if there is one. */
  void cut(Cut cut, RandomGenerator random) {
    List<Link> open = List.copyOf(links);
    if (!open.isEmpty()) {
      open.get(random.nextInt(open.size())).cut(cut);
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    links.forEach(Link::close);
    threads.shutdown();
  }

  /** The two connections that bytes pass through. */
  private final class Link {
    private final Socket client;
    private final Socket server;
    private volatile boolean silent;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    void pump(Socket from, Socket to) {
      byte[] chunk = new byte[CHUNK];
      try {
        for (int n = from.getInputStream().read(chunk);
            n >= 0;
            n = from.getInputStream().read(chunk)) {
          if (!silent) {
            to.getOutputStream().write(chunk, 0, n);
          }
        }
      } catch (IOException e) {
        // One side has gone.
      }
      close();
    }

    void cut(Cut cut) {
      try {
        switch (cut) {
          case RESET -> {
            client.setSoLinger(true, 0);
            close();
          }
          case END -> client.shutdownOutput();
          case SILENCE -> silent = true;
        }
      } catch (IOException e) {
        // It was closed meanwhile.
      }
    }

    void close() {
      links.remove(this);
      closeQuietly(client);
      closeQuietly(server);
    }

    private void closeQuietly(Socket socket) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is closed.
      }
    }
  }
}
