package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultLastHttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A response that is sent in slices or cut off. All methods are called on the event loop. */
final class PacedResponse {
  private final ChannelHandlerContext context;
  private final ResponsePlan plan;
  private final byte[] body;
  private final Map<String, String> trailers;
  private final Runnable drop;
  private final Runnable next;
  private final int end;
  private int sent;
  private @Nullable Future<?> delayed;

  /**
   * @param drop closes the connection where the body is cut
   * @param next runs when the response is complete
   */
  PacedResponse(
      ChannelHandlerContext context,
      ResponsePlan plan,
      byte[] body,
      Map<String, String> trailers,
      Runnable drop,
      Runnable next) {
    this.context = context;
    this.plan = plan;
    this.body = body;
    this.trailers = trailers;
    this.drop = drop;
    this.next = next;
    this.end = plan.sentBytes(body.length);
  }

  void send(HttpResponse head) {
    ChannelFuture written = context.writeAndFlush(head);
    if (end > 0) {
      sendSlice();
    } else {
      finish(written);
    }
  }

  private void sendSlice() {
    int slice = Math.min(plan.nextSlice(), end - sent);
    ChannelFuture written =
        context.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(body, sent, slice)));
    sent += slice;
    Duration time = plan.timeOf(slice);
    if (sent < end) {
      after(time, this::sendSlice);
    } else {
      after(time, () -> finish(written));
    }
  }

  private void finish(ChannelFuture written) {
    if (plan.isCut(body.length)) {
      ChannelFuture unused = written.addListener(done -> drop.run());
    } else {
      after(plan.endDelay(), this::end);
    }
  }

  private void end() {
    LastHttpContent last = new DefaultLastHttpContent();
    trailers.forEach((name, value) -> last.trailingHeaders().set(name, value));
    ChannelFuture unused = context.writeAndFlush(last);
    next.run();
  }

  /** Sends no more, since the client has gone. */
  void cancel() {
    if (delayed != null) {
      delayed.cancel(false);
    }
  }

  /** Runs a task after a delay, unless the client has gone by then. */
  private void after(Duration delay, Runnable task) {
    delayed =
        context
            .executor()
            .schedule(
                () -> {
                  if (context.channel().isActive()) {
                    task.run();
                  }
                },
                delay.toNanos(),
                TimeUnit.NANOSECONDS);
  }
}
