package io.pinelink.server.internal.grpc;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultHttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.DefaultLastHttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpContent;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpRequest;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponse;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpResponseStatus;
import io.grpc.netty.shaded.io.netty.handler.codec.http.HttpVersion;
import io.grpc.netty.shaded.io.netty.handler.codec.http.LastHttpContent;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import io.pinelink.server.internal.http.RequestLog;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.RpcCode;
import io.pinelink.server.internal.wire.RpcException;
import java.io.IOException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A call of a {@link StandardMethod}. Each message is answered as it arrives, while the client may
 * still send others: a reflection client waits for a response before it sends the next message.
 */
final class StandardCall extends ChannelInboundHandlerAdapter {
  /** Far above the size of any request to these services. */
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;

  private static final int PREFIX_BYTES = 5;

  private final StandardMethod method;
  private final BiFunction<ChannelHandlerContext, HttpRequest, RequestLog.Entry> arrivals;
  private final ByteBuf received = Unpooled.buffer();
  private RequestLog.@Nullable Entry entry;
  private String encoding = "";
  private boolean ended;

  /**
   * @param arrivals records the request
   */
  StandardCall(
      StandardMethod method,
      BiFunction<ChannelHandlerContext, HttpRequest, RequestLog.Entry> arrivals) {
    this.method = method;
    this.arrivals = arrivals;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (message instanceof HttpRequest head) {
        begin(context, head);
      }
      if (message instanceof HttpContent content && !ended) {
        received.writeBytes(content.content());
        answerCompleteMessages(context, message instanceof LastHttpContent);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest head) {
    entry = arrivals.apply(context, head);
    encoding = head.headers().get("grpc-encoding", "");
    HttpResponse response = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set("content-type", "application/grpc");
    ChannelFuture unused = context.write(response);
  }

  private void answerCompleteMessages(ChannelHandlerContext context, boolean last) {
    try {
      for (byte[] next = nextMessage(); next != null; next = nextMessage()) {
        byte[] response = method.answer(next);
        ChannelFuture unused =
            context.write(
                new DefaultHttpContent(Unpooled.wrappedBuffer(GrpcFraming.frame(response))));
      }
      if (last && received.isReadable()) {
        throw new RpcException(RpcCode.INTERNAL, "Request ends inside a message");
      }
      if (last && method.endsWithRequest()) {
        end(context, ServerResponse.grpc(new byte[0]));
      }
    } catch (RpcException e) {
      end(context, GrpcFraming.failure(e.code(), e.text()));
    } catch (IOException e) {
      end(
          context,
          GrpcFraming.failure(RpcCode.INTERNAL, "Cannot parse the request: " + e.getMessage()));
    } catch (RuntimeException e) {
      end(context, GrpcFraming.failure(RpcCode.INTERNAL, "EmbeddedPinecone failed: " + e));
    }
    context.flush();
  }

  private byte @Nullable [] nextMessage() {
    if (received.readableBytes() < PREFIX_BYTES) {
      return null;
    }
    int begin = received.readerIndex();
    long length = received.getUnsignedInt(begin + 1);
    if (length > MAX_MESSAGE_BYTES) {
      throw new RpcException(
          RpcCode.RESOURCE_EXHAUSTED,
          "Message has " + length + " bytes, the limit is " + MAX_MESSAGE_BYTES);
    }
    if (received.readableBytes() < PREFIX_BYTES + length) {
      return null;
    }
    boolean compressed = received.readByte() != 0;
    byte[] message = new byte[(int) length];
    received.skipBytes(PREFIX_BYTES - 1).readBytes(message).discardReadBytes();
    return GrpcFraming.decoded(compressed, message, encoding);
  }

  private void end(ChannelHandlerContext context, ServerResponse response) {
    ended = true;
    if (entry != null) {
      entry.answered(response);
    }
    LastHttpContent last = new DefaultLastHttpContent();
    response
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith("grpc-")) {
                last.trailingHeaders().set(name, value);
              }
            });
    response.trailers().forEach((name, value) -> last.trailingHeaders().set(name, value));
    ChannelFuture unused = context.write(last);
  }

  /** Stops reading from a client that does not read its responses. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(context.channel().isWritable());
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!ended && entry != null) {
      entry.cancelled();
    }
    ended = true;
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    received.release();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The client disconnected or does not speak gRPC.
    ChannelFuture unused = context.close();
  }
}
