package io.pinelink.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An HTTP proxy that supports only {@code CONNECT}, connects every client to one target, and
 * requires authentication.
 */
final class ConnectProxy implements AutoCloseable {
  static final String USER = "me";
  static final String PASSWORD = "hunter2";

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  /** The request line of each {@code CONNECT}. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Creates a proxy; the test sets the target, so DNS is not used. */
  ConnectProxy(InetSocketAddress target) throws IOException {
    this.target = target;
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        sockets.add(client);
        threads.execute(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      asked.add(head.lines().findFirst().orElse(""));
      OutputStream out = client.getOutputStream();
      String who = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(UTF_8));
      if (!head.toLowerCase(Locale.ROOT)
          .contains("proxy-authorization: basic " + who.toLowerCase(Locale.ROOT))) {
        out.write("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n".getBytes(UTF_8));
        return;
      }
      try (Socket server = new Socket(target.getAddress(), target.getPort())) {
        sockets.add(server);
        out.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(UTF_8));
        threads.execute(() -> pump(server, client));
        pump(client, server);
      }
    } catch (IOException e) {
      // One side has gone.
    }
  }

  private static final Charset UTF_8 = StandardCharsets.UTF_8;

  private static void pump(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // One side has gone.
    }
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
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
