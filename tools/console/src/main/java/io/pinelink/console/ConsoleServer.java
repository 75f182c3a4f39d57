package io.pinelink.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.pinelink.Pinelink;
import io.pinelink.doctor.Diagnosis;
import io.pinelink.routing.IndexFamily;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server of the console, on loopback only. It serves the files of the page, and under
 * {@code /api/} the calls of {@link ConsoleApi}. Nothing is cached, and the page can load nothing
 * from elsewhere.
 */
public final class ConsoleServer implements Closeable {
  /** The name of the console's calls in {@code User-Agent}, by which the page recognizes them. */
  public static final String SOURCE_TAG = "pinelink console";

  private static final String API = "/api/";
  private static final int MAX_BODY = 4 * 1024 * 1024;

  private static final Map<String, String> HEADERS =
      Map.of(
          "Cache-Control", "no-store",
          "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                  + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                  + " frame-ancestors 'none'; require-trusted-types-for 'script'",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()",
          "Referrer-Policy", "no-referrer",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY");

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final LinkToken token;
  private final RequestChecks checks;
  private final ConsoleApi api;

  private ConsoleServer(
      HttpServer server, ThreadPoolExecutor threads, LinkToken token, ConsoleApi api) {
    this.server = server;
    this.threads = threads;
    this.token = token;
    this.checks = new RequestChecks(server.getAddress().getPort(), token);
    this.api = api;
  }

  /**
   * Describes a console that only reads, with all indexes of the control plane and the host book.
   *
   * @param client the client of the page, which has {@link #SOURCE_TAG}; the caller closes it
   * @param diagnoses returns a diagnosis as the page shows it
   */
  public static Builder builder(
      Pinelink client, Function<Diagnosis, Map<String, @Nullable Object>> diagnoses) {
    return new Builder(client, diagnoses);
  }

  /** The settings of a console. */
  public static final class Builder {
    private final Pinelink client;
    private final Function<Diagnosis, Map<String, @Nullable Object>> diagnoses;
    private IndexCatalog catalog;
    private @Nullable ConsoleServerControls controls;
    private boolean writable;

    private Builder(Pinelink client, Function<Diagnosis, Map<String, @Nullable Object>> diagnoses) {
      this.client = client;
      this.diagnoses = diagnoses;
      this.catalog = new IndexCatalog(client, null, IndexFamily.VECTORS);
    }

    /** Shows only the index of a host, without the control plane. */
    public Builder index(String host, IndexFamily family) {
      catalog = new IndexCatalog(client, host, family);
      return this;
    }

    /**
     * Also shows requests and faults, if the control plane is an embedded server on this machine.
     *
     * @param token the token of the server's own interface; null if it has none
     * @param authorities the authorities of the server in a PEM file; null for the JVM's
     */
    public Builder embedded(
        String controlPlane, @Nullable String token, @Nullable Path authorities) {
      controls = ConsoleServerControls.of(controlPlane, token, authorities).orElse(null);
      return this;
    }

    /** Lets the page change data. */
    public Builder writable(boolean newWritable) {
      writable = newWritable;
      return this;
    }

    /**
     * Starts the server.
     *
     * @param port the port on loopback; 0 for any free one
     * @throws IOException if the port is taken
     */
    public ConsoleServer start(int port) throws IOException {
      return ConsoleServer.start(
          port, new ConsoleApi(client, catalog, controls, writable, diagnoses));
    }
  }

  static ConsoleServer start(int port, ConsoleApi api) throws IOException {
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    ThreadPoolExecutor threads = BoundedHttpServer.threads("pinelink-console");
    HttpServer server = BoundedHttpServer.create(new InetSocketAddress(loopback, port), threads);
    ConsoleServer console = new ConsoleServer(server, threads, LinkToken.random(), api);
    server.createContext("/", console::handle);
    server.start();
    return console;
  }

  /** Returns the address without the token. */
  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * Returns the link that opens the page. The token is in the fragment, which browsers neither send
   * to servers nor pass on as a referrer.
   */
  public String link() {
    return address() + "/#token=" + token.text();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      HEADERS.forEach(headers::set);
      try {
        answer(exchange);
      } catch (RuntimeException e) {
        ApiFailure failure = ApiFailure.of(e);
        send(exchange, failure.status(), Map.of("error", failure.getMessage()));
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path == null || !path.startsWith(API)) {
      checks.checkPage(exchange.getRequestHeaders());
      page(exchange, String.valueOf(path));
      return;
    }
    checks.checkCall(exchange.getRequestHeaders());
    String method = exchange.getRequestMethod();
    ConsoleRequest request =
        method.equals("POST")
            ? new ConsoleRequest(ConsoleJson.parse(body(exchange)))
            : ConsoleRequest.ofQuery(exchange.getRequestURI());
    send(exchange, 200, api.call(method, path.substring(API.length()), request));
  }

  private static void page(HttpExchange exchange, String path) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new ApiFailure(405, "the page is read with GET");
    }
    Optional<PageFile> file = PageFile.at(path);
    if (file.isEmpty()) {
      throw new ApiFailure(404, "there is no such file");
    }
    exchange.getResponseHeaders().set("Content-Type", file.get().type());
    send(exchange, 200, file.get().content());
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.startsWith("application/json")) {
      throw new ApiFailure(415, "the body is not application/json");
    }
    byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
    if (body.length > MAX_BODY) {
      throw new ApiFailure(413, "the body has more than " + MAX_BODY + " bytes");
    }
    return body;
  }

  private static void send(HttpExchange exchange, int status, Map<String, ?> body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    send(exchange, status, ConsoleJson.bytes(body));
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  /** Stops the server. Calls in flight end with their connections. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
