package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.channel.socket.SocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultFullHttpResponse;
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
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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

  private static final int EARLY_HINTS = 103;

  private final ChannelHandlerContext context;
  private final Supplier<CompletableFuture<ServerResponse>> service;
  private final RequestLog.Entry entry;
  private final Executor workers;
  private final Runnable next;
  private final long arrived = System.nanoTime();
  private @Nullable ResponsePlan plan;
  private boolean ended;
  private @Nullable CompletableFuture<ServerResponse> awaited;
  private @Nullable Future<?> delayed;
  private @Nullable PacedResponse paced;

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

  /** Carries out what faults do to the call. */
  void run(ResponsePlan faults) {
    plan = faults;
    faults.informational().forEach(this::inform);
    after(faults.delay(), () -> faults.outcome().accept(this));
  }

  private void inform(int status) {
    FullHttpResponse message =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status), Unpooled.EMPTY_BUFFER);
    if (status == EARLY_HINTS) {
      message.headers().set("link", "</>; rel=preconnect");
    }
    ChannelFuture unused = context.writeAndFlush(message);
  }

  /** Runs a task after a delay, unless the call has ended by then. */
  private void after(Duration delay, Runnable task) {
    if (delay.isZero()) {
      task.run();
      return;
    }
    delayed =
        context
            .executor()
            .schedule(
                () -> {
                  if (!ended) {
                    task.run();
                  }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
  }

  /** Sends the given response in place of the service's. */
  public void send(ServerResponse response) {
    ServerResponse changed = changed(response);
    entry.answered(changed);
    write(changed);
  }

  /** Sends nothing: the call ends when the client abandons it. */
  public void hang() {
    // The call stays in progress.
  }

  /** Drops the connection after a time without sending any byte of a response. */
  public void dropAfter(Duration delay) {
    after(delay, this::drop);
  }

  /** Resets the TCP connection after a time, with all calls on it. */
  public void resetAfter(Duration delay) {
    after(delay, this::reset);
  }

  private void reset() {
    if (connection() instanceof SocketChannel socket) {
      // Closing then sends RST in place of FIN.
      socket.config().setSoLinger(0);
    }
    drop();
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

  /** Records that the connection or the stream has ended, and cancels what is delayed. */
  void gone() {
    if (delayed != null) {
      delayed.cancel(false);
    }
    if (paced != null) {
      paced.cancel();
    }
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
    ServerResponse changed = changed(response);
    // Before the response is sent, so that a client that has received it finds it in the log.
    entry.answered(changed);
    onLoop(() -> then.accept(changed));
  }

  private ServerResponse changed(ServerResponse response) {
    return plan == null ? response : plan.changed(response);
  }

  private void write(ServerResponse response) {
    ended = true;
    ResponsePlan faults = plan;
    if (faults == null || faults.isPlain()) {
      writeAtOnce(response);
    } else {
      writePaced(response, faults);
    }
  }

  private void writeAtOnce(ServerResponse response) {
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

  private void writePaced(ServerResponse response, ResponsePlan faults) {
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(response.status()));
    setHeaders(head, response);
    Map<String, String> trailers = new LinkedHashMap<>(response.trailers());
    // The status of gRPC is at the end of a response whose end is not its head.
    for (String name : response.headers().keySet()) {
      if (name.startsWith("grpc-")) {
        trailers.put(name, response.headers().get(name));
        head.headers().remove(name);
      }
    }
    if (!faults.endDelay().isZero() && !(context.channel() instanceof Http2StreamChannel)) {
      // The end of the connection is then the end of the body.
      head.headers().remove("content-length").set("connection", "close");
    }
    PacedResponse pace =
        new PacedResponse(context, faults, response.body(), trailers, this::dropConnection, next);
    paced = pace;
    pace.send(head);
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
    ChannelHandlerContext first = connection().pipeline().firstContext();
    if (first != null) {
      ChannelFuture unused = first.close();
    }
  }

  private Channel connection() {
    Channel channel = context.channel();
    return channel instanceof Http2StreamChannel ? channel.parent() : channel;
  }
}
