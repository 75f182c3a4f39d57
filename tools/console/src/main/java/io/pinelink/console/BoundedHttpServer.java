package io.pinelink.console;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A factory of the JDK's HTTP server that clients cannot block: each connection has a thread, their
 * number is limited, and a request that does not arrive completely ends its connection.
 */
public final class BoundedHttpServer {
  private static final int MAX_CONNECTIONS = 256;
  private static final int MAX_REQUEST_SECONDS = 10;

  private BoundedHttpServer() {}

  /**
   * Creates a server, which has no contexts and is not started.
   *
   * @param threads the threads of {@link #threads}
   * @throws IOException if the address is taken or not one of this machine
   */
  public static HttpServer create(InetSocketAddress address, ThreadPoolExecutor threads)
      throws IOException {
    // The JDK's server reads these once.
    System.setProperty("sun.net.httpserver.maxReqTime", String.valueOf(MAX_REQUEST_SECONDS));
    System.setProperty("jdk.httpserver.maxConnections", String.valueOf(MAX_CONNECTIONS));
    HttpServer server = HttpServer.create(address, 0);
    server.setExecutor(threads);
    return server;
  }

  /** Returns a thread for each connection, on demand. */
  public static ThreadPoolExecutor threads(String name) {
    return new ThreadPoolExecutor(
        0,
        MAX_CONNECTIONS,
        10,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        },
        // The server ends the connection of a discarded request after the maximum time. An
        // exception would end the thread that accepts connections, and the request must not block
        // it.
        new ThreadPoolExecutor.DiscardPolicy());
  }
}
