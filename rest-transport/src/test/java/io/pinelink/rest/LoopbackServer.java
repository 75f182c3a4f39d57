package io.pinelink.rest;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An HTTP server on 127.0.0.1 that notes what arrives and gives one answer to all of it. */
final class LoopbackServer implements AutoCloseable {
  private static final LoopResources LOOPS = LoopResources.create("test-server", 2, true);

  private final DisposableServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final CountDownLatch connectionClosed = new CountDownLatch(1);
  private volatile Answer answer = Answer.of(200, "{}");

  private LoopbackServer(HttpServer http) {
    this.server =
        http.host("127.0.0.1")
            .port(0)
            .runOn(LOOPS)
            .httpRequestDecoder(spec -> spec.maxInitialLineLength(10_000))
            .doOnChannelInit(
                (observer, channel, address) -> {
                  connections.incrementAndGet();
                  channel.closeFuture().addListener(closed -> connectionClosed.countDown());
                })
            .handle(this::handle)
            .bindNow();
  }

  static LoopbackServer plaintext() {
    return new LoopbackServer(HttpServer.create());
  }

  static LoopbackServer tls(X509Bundle certificate) throws Exception {
    SslContext context =
        SslContextBuilder.forServer(
                certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
            .sslProvider(SslProvider.JDK)
            .build();
    return new LoopbackServer(HttpServer.create().secure(spec -> spec.sslContext(context)));
  }

  /** What one request had. */
  record Received(String line, HttpHeaders headers, String body, List<String> serverNames) {}

  /** What the server sends. */
  record Answer(int status, String contentType, String body, Map<String, String> headers) {
    static Answer of(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }

    Answer as(String type) {
      return new Answer(status, type, body, headers);
    }

    Answer with(String name, String value) {
      Map<String, String> more = new java.util.HashMap<>(headers);
      more.put(name, value);
      return new Answer(status, contentType, body, more);
    }
  }

  /** A status that stands for no answer at all. */
  static final int SILENCE = 0;

  /** A status that stands for a connection that is closed instead of an answer. */
  static final int HANG_UP = 1;

  LoopbackServer answering(Answer next) {
    answer = next;
    return this;
  }

  LoopbackServer answering(int status, String body) {
    return answering(Answer.of(status, body));
  }

  private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
    return request
        .receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(
            body -> {
              note(request, body);
              return send(request, response);
            });
  }

  private void note(HttpServerRequest request, String body) {
    request.withConnection(
        connection ->
            received.add(
                new Received(
                    request.method() + " " + request.uri(),
                    request.requestHeaders().copy(),
                    body,
                    serverNames(connection))));
  }

  private static List<String> serverNames(Connection connection) {
    SslHandler tls = connection.channel().pipeline().get(SslHandler.class);
    return tls == null
        ? List.of()
        : ((ExtendedSSLSession) tls.engine().getSession())
            .getRequestedServerNames().stream().map(SNIServerName::toString).toList();
  }

  private Mono<Void> send(HttpServerRequest request, HttpServerResponse response) {
    Answer now = answer;
    if (now.status() == SILENCE) {
      return Mono.never();
    }
    if (now.status() == HANG_UP) {
      request.withConnection(Connection::dispose);
      return Mono.never();
    }
    now.headers().forEach(response::header);
    response.status(now.status());
    return now.body().isEmpty()
        ? response.header("Content-Length", "0").send()
        : response
            .header("Content-Type", now.contentType())
            .sendString(Mono.just(now.body()))
            .then();
  }

  int port() {
    return server.port();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  /** The next request, which has arrived or is on its way. */
  Received next() throws InterruptedException {
    Received next = received.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no request arrived");
    }
    return next;
  }

  int requests() {
    return received.size();
  }

  int connections() {
    return connections.get();
  }

  boolean sawConnectionClose() throws InterruptedException {
    return connectionClosed.await(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
