package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.FullHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpUtil;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Error;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodec;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2StreamChannel;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The reply to a {@link ServerCall}: the response of the service, or a fault. Its methods are
 * called on the event loop; exactly one of them ends the call.
 */
public final class Reply {
  /** The date format of RFC 9110: the day of the month always has two digits. */
  public static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private final ChannelHandlerContext context;
  private final Supplier<CompletableFuture<ServerResponse>> service;
  private final RequestLog.Entry entry;
  private final Executor workers;
  private final Runnable next;
  private final long arrived = System.nanoTime();
  private boolean ended;
  private @Nullable CompletableFuture<ServerResponse> awaited;

  /**
   * @param service executes the call; its response may be complete only later, and is cancelled if
   *     the call ends before
   * @param next runs when the response has been written, to start the next request
   */
  Reply(
      ChannelHandlerContext context,
      Supplier<CompletableFuture<ServerResponse>> service,
      RequestLog.Entry entry,
      Executor workers,
      Runnable next) {
    this.context = context;
    this.service = service;
    this.entry = entry;
    this.workers = workers;
    this.next = next;
  }

  /** Executes the call on a worker thread and sends the service's response. */
  void serve() {
    work(this::write);
  }

  public void serveAfter(Duration delay) {
    Future<?> unused =
        context.executor().schedule(this::serve, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Sends the head and the first half of the body, then drops the connection. */
  public void serveHalf() {
    work(
        response -> {
          HttpResponse head =
              new DefaultHttpResponse(
                  HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
          setHeaders(head, response);
          byte[] body = response.body();
          ended = true;
          ChannelFuture unused = context.write(head);
          unused =
              context
                  .writeAndFlush(
                      new DefaultHttpContent(Unpooled.wrappedBuffer(body, 0, body.length / 2)))
                  .addListener(written -> dropConnection());
        });
  }

  /** Sends the given response in place of the service's. */
  public void send(ServerResponse response) {
    entry.answered(response);
    write(response);
  }

  /** Drops the connection without sending any byte of a response. */
  public void drop() {
    ended = true;
    entry.unanswered();
    dropConnection();
  }

  /**
   * Sends GOAWAY to an HTTP/2 client: this call was not processed and the connection accepts no
   * more calls. Drops an HTTP/1.1 connection.
   */
  public void goAway() {
    ended = true;
    entry.unanswered();
    if (!(context.channel() instanceof Http2StreamChannel stream)) {
      dropConnection();
      return;
    }
    ChannelPipeline connection = stream.parent().pipeline();
    ChannelHandlerContext codec = connection.context(Http2FrameCodec.class);
    int lastStream = Math.max(0, stream.stream().id() - 2);
    ChannelFuture unused =
        connection
            .get(Http2FrameCodec.class)
            .goAway(
                codec,
                lastStream,
                Http2Error.NO_ERROR.code(),
                Unpooled.EMPTY_BUFFER,
                codec.newPromise());
    codec.flush();
  }

  /** Records that the connection or the stream has ended. */
  void gone() {
    if (!ended) {
      ended = true;
      entry.cancelled();
      if (awaited != null) {
        awaited.cancel(false);
      }
    }
  }

  private void work(Consumer<ServerResponse> then) {
    if (ended) {
      return; // Cancelled while it waited.
    }
    try {
      workers.execute(
          () -> {
            CompletableFuture<ServerResponse> response = started();
            if (!response.isDone()) {
              onLoop(() -> await(response));
            }
            CompletableFuture<Void> unused =
                response
                    .exceptionally(Reply::failed)
                    .thenAccept(
                        found -> {
                          if (!response.isCancelled()) {
                            answer(found, then);
                          }
                        });
          });
    } catch (RejectedExecutionException e) {
      // The server is closing.
      ChannelFuture unused = context.close();
    }
  }

  private void onLoop(Runnable task) {
    try {
      context.executor().execute(task);
    } catch (RejectedExecutionException e) {
      // The server is closed, and with it all connections.
    }
  }

  /** Starts the call; any failure becomes a response, not a call that hangs. */
  private CompletableFuture<ServerResponse> started() {
    try {
      return service.get();
    } catch (RuntimeException | Error e) {
      return CompletableFuture.completedFuture(failed(e));
    }
  }

  private static ServerResponse failed(Throwable failure) {
    return ServerResponse.text(500, "EmbeddedPinecone failed: " + failure);
  }

  private void await(CompletableFuture<ServerResponse> response) {
    awaited = response;
    if (ended) {
      response.cancel(false);
    }
  }

  private void answer(ServerResponse response, Consumer<ServerResponse> then) {
    // Before the response is sent, so that a client that has received it finds it in the log.
    entry.answered(response);
    onLoop(() -> then.accept(response));
  }

  private void write(ServerResponse response) {
    ended = true;
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(response.status()),
            Unpooled.wrappedBuffer(response.body()));
    setHeaders(message, response);
    response.trailers().forEach((name, value) -> message.trailingHeaders().set(name, value));
    ChannelFuture unused = context.writeAndFlush(message);
    next.run();
  }

  private void setHeaders(HttpResponse message, ServerResponse response) {
    response.headers().forEach((name, value) -> message.headers().set(name, value));
    message.headers().set("x-pinecone-request-id", UUID.randomUUID().toString());
    Duration duration = Duration.ofNanos(System.nanoTime() - arrived);
    message.headers().set("x-pinecone-response-duration-ms", Long.toString(duration.toMillis()));
    message.headers().set("date", HTTP_DATE.format(Instant.now()));
    if (response.grpcStatus().isEmpty()) {
      HttpUtil.setContentLength(message, response.body().length);
    }
  }

  /** Closes the socket without the closing messages that the HTTP/2 and TLS handlers would send. */
  private void dropConnection() {
    Channel channel = context.channel();
    Channel connection = channel instanceof Http2StreamChannel ? channel.parent() : channel;
    ChannelHandlerContext first = connection.pipeline().firstContext();
    if (first != null) {
      ChannelFuture unused = first.close();
    }
  }
}
