package io.pinelink.benchmarks.load;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.pinelink.benchmarks.codec.RestCodec;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The upper bound for clients over REST: the HTTP library Reactor Netty, which sends the bytes that
 * Pinelink sends, prepared in advance, and drops the responses.
 */
final class RestBaseline implements BenchmarkSubject {
  private static final int CONNECTIONS = 64;

  private final HttpClient http;

  RestBaseline(Target target) throws IOException {
    HttpClient client =
        HttpClient.create(ConnectionProvider.create("ceiling", CONNECTIONS))
            .host("localhost")
            .port(target.port())
            .headers(
                headers ->
                    headers
                        .set("Api-Key", Requests.KEY)
                        .set("X-Pinecone-Api-Version", "2026-04")
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json"));
    Path authority = target.authority();
    if (authority == null) {
      this.http = client;
    } else {
      SslContext tls = SslContextBuilder.forClient().trustManager(authority.toFile()).build();
      this.http = client.secure(spec -> spec.sslContext(tls));
    }
  }

  @Override
  public Work work(Call call, Shape shape) throws IOException {
    return switch (call) {
      case UPSERT -> post("/vectors/upsert", upserts(shape));
      case UPSERT_ONE -> post("/vectors/upsert", upserts(new Shape(shape.dimension(), 1)));
      case QUERY -> post("/query", queries(shape));
      case FETCH -> get("/vectors/fetch?ids=" + String.join("&ids=", Requests.ids()));
    };
  }

  private static List<byte[]> upserts(Shape shape) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (UpsertRequest request : Requests.upserts(shape)) {
      bodies.add(RestCodec.bytes(request));
    }
    return bodies;
  }

  private static List<byte[]> queries(Shape shape) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    for (QueryRequest request : Requests.queries(shape)) {
      bodies.add(RestCodec.bytes(request));
    }
    return bodies;
  }

  private Work post(String path, List<byte[]> bodies) {
    return new HttpWork(
        turn -> {
          byte[] body = bodies.get(turn % bodies.size());
          return http.headers(
                  headers -> headers.setInt(HttpHeaderNames.CONTENT_LENGTH, body.length))
              .post()
              .uri(path)
              .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
              .responseContent()
              .then()
              .toFuture();
        });
  }

  private Work get(String path) {
    return new HttpWork(turn -> http.get().uri(path).responseContent().then().toFuture());
  }

  @Override
  public Object openIndex(int number) {
    throw new UnsupportedOperationException("Prepared bytes have no index");
  }

  private interface Exchange {
    CompletableFuture<?> begin(int turn);
  }

  private record HttpWork(Exchange exchange) implements Work {
    @Override
    public void run(int turn) throws Exception {
      exchange.begin(turn).get();
    }

    @Override
    public CompletionStage<?> start(int turn) {
      return exchange.begin(turn);
    }
  }
}
