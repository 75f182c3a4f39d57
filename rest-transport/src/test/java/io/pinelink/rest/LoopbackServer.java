package io.pinelink.rest;

import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.testsupport.SystemSockets;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/** An HTTP server on 127.0.0.1 that records requests and sends configured responses. */
public final class LoopbackServer implements AutoCloseable {
  private static final LoopResources LOOPS = LoopResources.create("test-server", 2, true);

  private final DisposableServer server;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final List<Channel> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch connectionClosed = new CountDownLatch(1);
  private final Semaphore ended = new Semaphore(0);
  private volatile Mono<Void> gate = Mono.empty();
  private volatile Sinks.Empty<Void> hold = Sinks.empty();
  private volatile Function<Received, Answer> answers = request -> Answer.of(200, "{}");

  private LoopbackServer(HttpServer http) {
    this.server =
        http.host("127.0.0.1")
            .port(0)
            .runOn(LOOPS)
            .httpRequestDecoder(spec -> spec.maxInitialLineLength(10_000))
            .doOnChannelInit(
                (observer, channel, address) -> {
                  connections.incrementAndGet();
                  open.add(channel);
                  channel.closeFuture().addListener(closed -> connectionClosed.countDown());
                })
            .handle(this::handle)
            .bindNow();
  }

  public static LoopbackServer plaintext() {
    return new LoopbackServer(HttpServer.create());
  }

  static LoopbackServer tls(X509Bundle certificate) throws Exception {
    SslContext context = sslContext(certificate, ApplicationProtocolNames.HTTP_1_1);
    return new LoopbackServer(HttpServer.create().secure(spec -> spec.sslContext(context)));
  }

  /** Creates a server that also speaks HTTP/2, with a maximum number of streams per connection. */
  static LoopbackServer http2(X509Bundle certificate, int streams) throws Exception {
    SslContext context =
        sslContext(certificate, ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1);
    return new LoopbackServer(
        HttpServer.create()
            .secure(spec -> spec.sslContext(context))
            .protocol(HttpProtocol.H2, HttpProtocol.HTTP11)
            .http2Settings(settings -> settings.maxConcurrentStreams(streams)));
  }

  private static SslContext sslContext(X509Bundle certificate, String... protocols)
      throws Exception {
    return SslContextBuilder.forServer(
            certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
        .sslProvider(SslProvider.JDK)
        .applicationProtocolConfig(
            new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                protocols))
        .build();
  }

  /**
   * A recorded request.
   *
   * @param connection the number of its connection, from 1
   */
  public record Received(
      String line,
      String protocol,
      HttpHeaders headers,
      String body,
      List<String> serverNames,
      int connection) {}

  /** A configured response. */
  public record Answer(int status, String contentType, String body, Map<String, String> headers) {
    public static Answer of(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }

    public Answer as(String type) {
      return new Answer(status, type, body, headers);
    }

    public Answer with(String name, String value) {
      Map<String, String> more = new java.util.HashMap<>(headers);
      more.put(name, value);
      return new Answer(status, contentType, body, more);
    }
  }

  /** A status that means no response at all. */
  public static final int SILENCE = 0;

  /** A status that means a connection which is closed instead of a response. */
  static final int HANG_UP = 1;

  /** A status that means an HTTP/2 stream which the server refuses without processing it. */
  static final int REFUSED_STREAM = 2;

  public LoopbackServer answering(Answer next) {
    return answering(request -> next);
  }

  public LoopbackServer answering(Function<Received, Answer> next) {
    answers = next;
    return this;
  }

  public LoopbackServer answering(int status, String body) {
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
              Mono<Void> now = gate;
              Received arrived = note(request, body);
              return now.then(Mono.defer(() -> send(answers.apply(arrived), request, response)));
            });
  }

  private Received note(HttpServerRequest request, String body) {
    List<String> serverNames = new ArrayList<>();
    AtomicInteger number = new AtomicInteger();
    request.withConnection(
        connection -> {
          number.set(open.indexOf(connectionOf(connection.channel())) + 1);
          serverNames.addAll(serverNames(connection));
          connection.onTerminate().doFinally(end -> ended.release()).subscribe();
        });
    Received arrived =
        new Received(
            request.method() + " " + request.uri(),
            request.protocol(),
            request.requestHeaders().copy(),
            body,
            serverNames,
            number.get());
    received.add(arrived);
    return arrived;
  }

  private static Channel connectionOf(Channel channel) {
    return channel instanceof Http2StreamChannel stream ? stream.parent() : channel;
  }

  private static List<String> serverNames(Connection connection) {
    SslHandler tls = connectionOf(connection.channel()).pipeline().get(SslHandler.class);
    return tls == null
        ? List.of()
        : ((ExtendedSSLSession) tls.engine().getSession())
            .getRequestedServerNames().stream().map(SNIServerName::toString).toList();
  }

  private static Mono<Void> send(
      Answer now, HttpServerRequest request, HttpServerResponse response) {
    if (now.status() == SILENCE) {
      return Mono.never();
    }
    if (now.status() == HANG_UP) {
      request.withConnection(Connection::dispose);
      return Mono.never();
    }
    if (now.status() == REFUSED_STREAM) {
      request.withConnection(
          connection -> {
            Http2ResetFrame reset = new DefaultHttp2ResetFrame(Http2Error.REFUSED_STREAM);
            var unused = connection.channel().writeAndFlush(reset);
          });
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

  /** Holds responses until {@link #release()}. */
  void holding() {
    hold = Sinks.empty();
    gate = hold.asMono();
  }

  /** Answers later requests immediately. */
  void passing() {
    gate = Mono.empty();
  }

  void release() {
    passing();
    hold.tryEmitEmpty();
  }

  /** Sends GOAWAY to every HTTP/2 client. */
  void goAway() {
    for (Channel channel : open) {
      Http2FrameCodec codec = channel.pipeline().get(Http2FrameCodec.class);
      channel.eventLoop().execute(() -> goAway(channel, codec));
    }
  }

  private static void goAway(Channel channel, Http2FrameCodec codec) {
    var unused =
        codec.goAway(
            channel.pipeline().context(codec),
            codec.connection().remote().lastStreamCreated(),
            Http2Error.NO_ERROR.code(),
            Unpooled.EMPTY_BUFFER,
            channel.newPromise());
    channel.flush();
  }

  void dropConnections() {
    for (Channel channel : open) {
      var unused = channel.close();
    }
  }

  /** The way in which a server ends a connection. */
  enum Ending {
    /** The server closes its sending side and could still read. */
    FIN,
    /** The connection is gone: bytes sent to it are refused. */
    RESET
  }

  /**
   * Ends all connections and waits until the client's system has noticed; the client may not have.
   */
  void endConnections(Ending ending) {
    for (Channel channel : open) {
      if (ending == Ending.RESET) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.close().syncUninterruptibly();
      } else {
        ((DuplexChannel) channel).shutdownOutput().syncUninterruptibly();
      }
    }
    for (Channel channel : open) {
      int port = ((InetSocketAddress) channel.remoteAddress()).getPort();
      await().pollInterval(Duration.ofMillis(1)).until(() -> !SystemSockets.isEstablished(port));
    }
  }

  /** Waits until the client has closed its end of the first connection. */
  void awaitFirstClosed() {
    open.get(0).closeFuture().syncUninterruptibly();
  }

  /** Waits until the client has closed its end of all connections. */
  void awaitClosed() {
    for (Channel channel : open) {
      channel.closeFuture().syncUninterruptibly();
    }
  }

  public int port() {
    return server.port();
  }

  InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  /** Returns the next request, which has arrived or is still arriving. */
  public Received next() throws InterruptedException {
    Received next = received.poll(10, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no request arrived");
    }
    return next;
  }

  public int requests() {
    return received.size();
  }

  public int connections() {
    return connections.get();
  }

  public boolean sawConnectionClose() throws InterruptedException {
    return connectionClosed.await(10, TimeUnit.SECONDS);
  }

  /**
   * Returns whether one more request has ended, by its response or because the client abandoned it.
   */
  boolean sawEnd() throws InterruptedException {
    return ended.tryAcquire(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
