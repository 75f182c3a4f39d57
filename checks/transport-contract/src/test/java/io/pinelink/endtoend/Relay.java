package io.pinelink.endtoend;

import static org.awaitility.Awaitility.await;

import io.pinelink.testsupport.SystemSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A relay between a client and a server that, like a load balancer, ends idle connections. */
final class Relay implements AutoCloseable {
  private final InetSocketAddress target;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Link> links = new CopyOnWriteArrayList<>();

  /** The two connections that bytes pass through. */
  private record Link(Socket client, Socket server) {}

  Relay(InetSocketAddress target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Link link = new Link(client, new Socket(target.getAddress(), target.getPort()));
        links.add(link);
        threads.execute(() -> pump(link.client(), link.server()));
        threads.execute(() -> pump(link.server(), link.client()));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private static void pump(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side has gone.
    }
  }

  /** Resets all connections, and waits until the client's system has received the resets. */
  void reset() {
    for (Link link : links) {
      try {
        int port = link.client().getPort();
        link.client().setSoLinger(true, 0);
        link.client().close();
        await().pollInterval(Duration.ofMillis(1)).until(() -> !SystemSockets.isEstablished(port));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    links.clear();
  }

  /** Half-closes all connections, and waits until the client has closed them. */
  void finish() {
    for (Link link : links) {
      try {
        link.client().shutdownOutput();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    for (Link link : links) {
      await().pollInterval(Duration.ofMillis(1)).until(() -> link.client().isClosed());
    }
    links.clear();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Link link : links) {
      link.client().close();
      link.server().close();
    }
    threads.shutdownNow();
  }
}
