package io.pinelink.cli.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pinelink.console.BoundedHttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The HTTP server of a watch: {@code /metrics} for Prometheus, and {@code /health} for the liveness
 * probe of a container.
 */
final class MetricsServer implements AutoCloseable {
  private static final String MAX_RESPONSE_SECONDS = "10";

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
    // Ends connections that do not read their response, which is ready at once.
    System.setProperty("sun.net.httpserver.maxRspTime", MAX_RESPONSE_SECONDS);
    ThreadPoolExecutor threads = BoundedHttpServer.threads("pinelink-metrics");
    HttpServer server = BoundedHttpServer.create(address, threads);
    MetricsServer started = new MetricsServer(server, threads, metrics, healthy);
    server.createContext("/", started::handle);
    server.start();
    return started;
  }

  /** Returns the address of the metrics. */
  String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://%s:%s/metrics"
        .formatted((host.contains(":") ? "[" + host + "]" : host), address.getPort());
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
