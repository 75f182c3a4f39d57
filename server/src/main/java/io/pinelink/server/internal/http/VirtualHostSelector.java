package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelFutureListener;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.AbstractSniHandler;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A handler that selects the virtual host of a connection by the server name of the TLS handshake;
 * the first virtual host if none matches.
 */
final class VirtualHostSelector extends AbstractSniHandler<VirtualHost> {
  /** A fatal alert in the record layer of TLS 1.2, which 1.3 uses too. */
  private static final byte[] UNEXPECTED_MESSAGE = {21, 3, 3, 0, 2, 2, 10};

  private final VirtualHosts virtualHosts;
  private final FaultScript faults;
  private final Function<VirtualHost, ChannelHandler> afterHandshake;
  private boolean started;
  private boolean plaintext;

  /**
   * @param virtualHosts virtual hosts with TLS
   * @param afterHandshake creates the handler behind the TLS handler of a virtual host
   */
  VirtualHostSelector(
      VirtualHosts virtualHosts,
      FaultScript faults,
      Function<VirtualHost, ChannelHandler> afterHandshake) {
    this.virtualHosts = virtualHosts;
    this.faults = faults;
    this.afterHandshake = afterHandshake;
  }

  /**
   * Answers a client that does not speak TLS with a TLS alert, as other servers do, so that it can
   * report why its connection is closed.
   */
  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (!started && bytes.isReadable()) {
      started = true;
      plaintext = bytes.getUnsignedByte(bytes.readerIndex()) != TlsOrPlaintext.HANDSHAKE_RECORD;
      if (plaintext) {
        ChannelFuture unused =
            context
                .writeAndFlush(Unpooled.wrappedBuffer(UNEXPECTED_MESSAGE))
                .addListener(ChannelFutureListener.CLOSE);
      }
    }
    if (plaintext) {
      bytes.skipBytes(bytes.readableBytes());
    } else {
      super.decode(context, bytes, out);
    }
  }

  @Override
  protected Future<VirtualHost> lookup(ChannelHandlerContext context, @Nullable String serverName) {
    return context.executor().newSucceededFuture(virtualHosts.named(serverName));
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext context, @Nullable String serverName, Future<VirtualHost> chosen) {
    VirtualHost virtualHost = chosen.getNow();
    ServerTlsContexts tls = virtualHost.tls();
    if (tls == null) {
      throw new IllegalStateException(
          "A host without TLS cannot be chosen by name: " + virtualHost);
    }
    String name = serverName == null ? "" : serverName;
    Optional<HandshakeFault> fault = faults.plan(virtualHost.listener(), name);
    if (fault.isEmpty()) {
      shakeHands(context, virtualHost, tls.named(name));
    } else if (fault.get() instanceof HandshakeFault.Certificate certificate) {
      shakeHands(context, virtualHost, tls.flawed(certificate.flaw(), name));
    } else {
      context.pipeline().replace(this, null, new RefusedHandshake(fault.get()));
    }
  }

  private void shakeHands(
      ChannelHandlerContext context, VirtualHost virtualHost, SslContext certificate) {
    context.pipeline().addAfter(context.name(), null, afterHandshake.apply(virtualHost));
    context.pipeline().replace(this, null, certificate.newHandler(context.alloc()));
  }

  /** Closes a connection that is not TLS or whose client disconnected. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelFuture unused = context.close();
  }
}
