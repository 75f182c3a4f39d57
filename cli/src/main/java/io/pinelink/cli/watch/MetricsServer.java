package io.pinelink.cli.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The HTTP server of a watch: {@code /metrics} for Prometheus, and {@code /health} for the liveness
 * probe of a container.
 */
final class MetricsServer implements AutoCloseable {
  private static final int THREADS = 16;
  private static final int MAX_QUEUE = 64;
  private static final String MAX_SECONDS = "10";
  private static final String MAX_CONNECTIONS = "256";

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Supplier<byte[]> metrics;
  private final BooleanSupplier healthy;

  private MetricsServer(
      HttpServer server,
      ThreadPoolExecutor threads,
      Supplier<byte[]> metrics,
      BooleanSupplier healthy) {
    this.server = server;
    this.threads = threads;
    this.metrics = metrics;
    this.healthy = healthy;
  }

  /**
   * Starts a server.
   *
   * @param metrics returns the metrics in the text format of Prometheus
   * @param healthy whether the checks run
   * @throws IOException if the address is taken or not one of this machine
   */
  static MetricsServer start(
      InetSocketAddress address, Supplier<byte[]> metrics, BooleanSupplier healthy)
      throws IOException {
    // The JDK's server reads these once. They end connections that send or read nothing.
    System.setProperty("sun.net.httpserver.maxReqTime", MAX_SECONDS);
    System.setProperty("sun.net.httpserver.maxRspTime", MAX_SECONDS);
    System.setProperty("jdk.httpserver.maxConnections", MAX_CONNECTIONS);
    HttpServer server = HttpServer.create(address, 0);
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUE),
            task -> {
              Thread thread = new Thread(task, "pinelink-metrics");
              thread.setDaemon(true);
              return thread;
            },
            // The server ends the connection of a discarded request after the maximum time. An
            // exception would end the thread that accepts connections.
            new ThreadPoolExecutor.DiscardPolicy());
    threads.allowCoreThreadTimeOut(true);
    MetricsServer started = new MetricsServer(server, threads, metrics, healthy);
    server.setExecutor(threads);
    server.createContext("/", started::handle);
    server.start();
    return started;
  }

  /** Returns the address of the metrics. */
  String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://"
        + (host.contains(":") ? "[" + host + "]" : host)
        + ":"
        + address.getPort()
        + "/metrics";
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        text(exchange, 405, "use GET");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/metrics" -> send(exchange, 200, PrometheusText.CONTENT_TYPE, metrics.get());
        case "/health" -> {
          boolean ok = healthy.getAsBoolean();
          text(exchange, ok ? 200 : 503, ok ? "ok" : "checks are overdue");
        }
        default -> text(exchange, 404, "there are /metrics and /health");
      }
    }
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
    send(exchange, status, "text/plain; charset=utf-8", body);
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
