package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelPipeline;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2CodecUtil;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A handler that detects HTTP/2 or HTTP/1.1 on a connection without TLS by its first bytes. An
 * HTTP/2 client with prior knowledge starts with a preface that cannot be an HTTP/1.1 request.
 */
final class PlaintextProtocol extends ByteToMessageDecoder {
  private final BiConsumer<ChannelPipeline, Boolean> configure;

  /**
   * @param configure completes the pipeline; its second argument is whether the connection is
   *     HTTP/2
   */
  PlaintextProtocol(BiConsumer<ChannelPipeline, Boolean> configure) {
    this.configure = configure;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    ByteBuf preface = Http2CodecUtil.connectionPrefaceBuf();
    try {
      int length = Math.min(in.readableBytes(), preface.readableBytes());
      boolean http2 =
          ByteBufUtil.equals(in, in.readerIndex(), preface, preface.readerIndex(), length);
      if (!http2 || length == preface.readableBytes()) {
        configure.accept(context.pipeline(), http2);
        // Passes the bytes read so far to the handlers that were just added.
        context.pipeline().remove(this);
      }
    } finally {
      preface.release();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelFuture unused = context.close();
  }
}
