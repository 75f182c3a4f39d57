package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import java.util.function.Supplier;

/**
 * A handler that detects TLS or plaintext by the first byte of a connection: a handshake record
 * starts with 22, which no request does.
 */
final class TlsOrPlaintext extends ByteToMessageDecoder {
  /** The type of the record that contains a ClientHello. */
  static final int HANDSHAKE_RECORD = 22;

  private final Supplier<ChannelHandler> tls;
  private final Supplier<ChannelHandler> plaintext;

  /** Each supplier creates the next handler of a connection. */
  TlsOrPlaintext(Supplier<ChannelHandler> tls, Supplier<ChannelHandler> plaintext) {
    this.tls = tls;
    this.plaintext = plaintext;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    boolean handshake = in.getUnsignedByte(in.readerIndex()) == HANDSHAKE_RECORD;
    // Passes the bytes read so far to the new handler.
    context.pipeline().replace(this, null, (handshake ? tls : plaintext).get());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelFuture unused = context.close();
  }
}
