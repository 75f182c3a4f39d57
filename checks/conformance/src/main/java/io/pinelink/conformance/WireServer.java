package io.pinelink.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.pinelink.model.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server on loopback ports that responds over HTTP/1.1 and gRPC with given bytes. */
final class WireServer implements AutoCloseable {
  private static final Set<String> OWN_HEADERS =
      Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "date", "server");

  static {
    // The JDK's server otherwise waits for the client's delayed acknowledgement, 40 ms a response.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** The size of the largest message over gRPC. */
  static final int MAX_MESSAGE_BYTES = 64 << 20;

  private final Responder responder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ServerSocket> fronts = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private final Server grpc;

  /** Whether connections over HTTP/2 are accepted; an older proxy refuses them. */
  volatile boolean acceptsHttp2 = true;

  /**
   * A request; over gRPC with the message in Base64.
   *
   * @param headers by their names in lower case, without the headers of gRPC's own protocol
   */
  record Request(
      Protocol protocol,
      String authority,
      String method,
      String path,
      Map<String, String> headers,
      String body) {}

  /** A response; over gRPC with the number of the gRPC status, and the message in Base64. */
  record Answer(int status, Map<String, String> headers, String body) {}

  /** Decides what is responded. */
  interface Responder {
    Answer respond(Request request) throws IOException;
  }

  WireServer(Responder responder) throws IOException {
    this.responder = responder;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::overHttp);
    http.start();
    grpc =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .executor(threads)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .fallbackHandlerRegistry(new AnyMethod())
            .build()
            .start();
  }

  /** Opens a port; requests that come through it name it in their authority. */
  int listen() throws IOException {
    ServerSocket front = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    fronts.add(front);
    threads.execute(() -> accept(front));
    return front.getLocalPort();
  }

  private void accept(ServerSocket front) {
    while (!front.isClosed()) {
      try {
        Socket client = front.accept();
        threads.execute(() -> connect(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  /** HTTP/2 begins with a request of its own, named PRI. */
  private void connect(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      byte[] first = client.getInputStream().readNBytes(3);
      if (first.length < 3) {
        return;
      }
      boolean isHttp2 = new String(first, StandardCharsets.US_ASCII).equals("PRI");
      if (isHttp2 && !acceptsHttp2) {
        client
            .getOutputStream()
            .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return;
      }
      int port = isHttp2 ? grpc.getPort() : http.getAddress().getPort();
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
        server.setTcpNoDelay(true);
        server.getOutputStream().write(first);
        threads.execute(() -> copy(server, client));
        copy(client, server);
      }
    } catch (IOException e) {
      // The connection has ended.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // The connection has ended.
    }
  }

  private void overHttp(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
    Answer answer =
        responder.respond(
            new Request(
                Protocol.REST,
                headers.getOrDefault("host", ""),
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!OWN_HEADERS.contains(name)) {
                exchange.getResponseHeaders().set(name, value);
              }
            });
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(bytes);
    }
  }

  private void overGrpc(ServerCall<byte[], byte[]> call, Metadata received, byte[] message) {
    Answer answer;
    try {
      answer =
          responder.respond(
              new Request(
                  Protocol.GRPC,
                  String.valueOf(call.getAuthority()),
                  "POST",
                  "/" + call.getMethodDescriptor().getFullMethodName(),
                  GrpcMessages.texts(received),
                  Base64.getEncoder().encodeToString(message)));
    } catch (IOException e) {
      call.close(Status.UNAVAILABLE.withCause(e), new Metadata());
      return;
    }
    Metadata metadata = GrpcMessages.metadata(answer.headers());
    Status status =
        Status.fromCodeValue(answer.status()).withDescription(answer.headers().get("grpc-message"));
    if (status.isOk()) {
      call.sendHeaders(metadata);
      call.sendMessage(Base64.getDecoder().decode(answer.body()));
      call.close(status, new Metadata());
    } else {
      call.close(status, metadata);
    }
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket front : fronts) {
      front.close();
    }
    http.stop(0);
    grpc.shutdownNow();
    threads.shutdownNow();
  }

  private final class AnyMethod extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
      return ServerMethodDefinition.create(
          GrpcMessages.method(method),
          (ServerCall<byte[], byte[]> call, Metadata headers) -> {
            call.request(2);
            return new ServerCall.Listener<byte[]>() {
              private byte[] received = {};

              @Override
              public void onMessage(byte[] message) {
                received = message;
              }

              @Override
              public void onHalfClose() {
                overGrpc(call, headers, received);
              }
            };
          });
    }
  }
}
