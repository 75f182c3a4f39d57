package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A handler of a connection whose TLS handshake a fault has ended or stalled. */
final class RefusedHandshake extends ChannelInboundHandlerAdapter {
  private static final byte ALERT_RECORD = 21;
  private static final byte FATAL = 2;

  private final HandshakeFault fault;

  RefusedHandshake(HandshakeFault fault) {
    this.fault = fault;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    if (fault instanceof HandshakeFault.Alert alert) {
      // In the record layer of TLS 1.2, which 1.3 uses too.
      byte[] bytes = {ALERT_RECORD, 3, 3, 0, 2, FATAL, (byte) alert.description()};
      ChannelFuture unused =
          context
              .writeAndFlush(Unpooled.wrappedBuffer(bytes))
              .addListener(ChannelFutureListener.CLOSE);
    } else if (fault instanceof HandshakeFault.Stall stall && !stall.timeout().isZero()) {
      Duration timeout = stall.timeout();
      Future<?> closing =
          context
              .executor()
              .schedule(() -> close(context), timeout.toNanos(), TimeUnit.NANOSECONDS);
      var unused = context.channel().closeFuture().addListener(closed -> closing.cancel(false));
    }
  }

  private static void close(ChannelHandlerContext context) {
    ChannelFuture unused = context.close();
  }

  /** Drops all bytes that the client sends. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close(context);
  }
}
