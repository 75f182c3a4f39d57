package io.pinelink.cli.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.grpc.Grpc;
import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.pinelink.model.Protocol;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A server on one loopback port that responds over HTTP/1.1 and gRPC with given bytes. */
final class WireServer implements AutoCloseable {
  private static final Set<String> OWN_HEADERS =
      Set.of(
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "date",
          "server",
          "grpc-message",
          "grpc-status",
          "grpc-encoding",
          "grpc-accept-encoding");

  private final Responder responder;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket front;
  private final HttpServer http;
  private final Server grpc;

  /** A response; over gRPC with the number of the gRPC status, and the message in Base64. */
  record Answer(int status, Map<String, String> headers, String body) {}

  /** Decides what is responded. */
  interface Responder {
    Answer respond(Protocol protocol, String method, String path);
  }

  WireServer(Responder responder) throws IOException {
    this.responder = responder;
    InetAddress loopback = InetAddress.getLoopbackAddress();
    front = new ServerSocket(0, 100, loopback);
    http = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
    http.setExecutor(threads);
    http.createContext("/", this::overHttp);
    http.start();
    grpc =
        Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
            .executor(threads)
            .fallbackHandlerRegistry(new AnyMethod())
            .build()
            .start();
    threads.execute(this::accept);
  }

  int port() {
    return front.getLocalPort();
  }

  private void accept() {
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
      byte[] first = client.getInputStream().readNBytes(3);
      if (first.length < 3) {
        return;
      }
      boolean isHttp2 = new String(first, StandardCharsets.US_ASCII).equals("PRI");
      int port = isHttp2 ? grpc.getPort() : http.getAddress().getPort();
      try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
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
    exchange.getRequestBody().readAllBytes();
    Answer answer =
        responder.respond(
            Protocol.REST, exchange.getRequestMethod(), exchange.getRequestURI().toString());
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

  private void overGrpc(ServerCall<byte[], byte[]> call) {
    Answer answer =
        responder.respond(
            Protocol.GRPC, "POST", "/" + call.getMethodDescriptor().getFullMethodName());
    Metadata metadata = new Metadata();
    answer
        .headers()
        .forEach(
            (name, value) -> {
              if (!OWN_HEADERS.contains(name) && !name.equals("content-type")) {
                put(metadata, name, value);
              }
            });
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

  private static void put(Metadata metadata, String name, String value) {
    if (name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
      metadata.put(
          Metadata.Key.of(name, Metadata.BINARY_BYTE_MARSHALLER),
          Base64.getDecoder().decode(value));
    } else {
      metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value);
    }
  }

  @Override
  public void close() throws IOException {
    front.close();
    http.stop(0);
    grpc.shutdownNow();
    threads.shutdownNow();
  }

  private final class AnyMethod extends HandlerRegistry {
    @Override
    public ServerMethodDefinition<?, ?> lookupMethod(String method, @Nullable String authority) {
      Bytes bytes = new Bytes();
      return ServerMethodDefinition.create(
          MethodDescriptor.newBuilder(bytes, bytes)
              .setType(MethodType.UNARY)
              .setFullMethodName(method)
              .build(),
          (ServerCall<byte[], byte[]> call, Metadata headers) -> {
            call.request(2);
            return new ServerCall.Listener<byte[]>() {
              @Override
              public void onHalfClose() {
                overGrpc(call);
              }
            };
          });
    }
  }

  private static final class Bytes implements Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] bytes) {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
