package io.pinelink.grpc.channel;

import io.grpc.ChannelLogger;
import io.grpc.netty.shaded.io.grpc.netty.InternalProtocolNegotiators;
import io.grpc.netty.shaded.io.netty.buffer.ByteBuf;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.pinelink.internal.failure.ProxyTunnelException;
import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectRequest;
import io.pinelink.spi.dial.ConnectResponse;
import org.jspecify.annotations.Nullable;

/**
 * The first step of a connection: waits until the socket is open and requests a tunnel from the
 * proxy, if the address has one.
 */
final class TunnelStep extends InternalProtocolNegotiators.ProtocolNegotiationHandler {
  private final AddressSetup setup;
  private @Nullable ConnectResponse response;
  private boolean negotiating;
  private boolean active;

  TunnelStep(ChannelHandler next, AddressSetup setup, ChannelLogger logger) {
    super(next, "PinelinkTunnel", logger);
    this.setup = setup;
  }

  @Override
  protected void handlerAdded0(ChannelHandlerContext context) {
    context.pipeline().addAfter(context.name(), null, setup);
  }

  @Override
  protected void protocolNegotiationEventTriggered(ChannelHandlerContext context) {
    negotiating = true;
    beginWhenReady(context);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.fireChannelActive();
    active = true;
    beginWhenReady(context);
  }

  private void beginWhenReady(ChannelHandlerContext context) {
    if (!negotiating || !active) {
      return;
    }
    HttpProxy proxy = setup.address().proxy();
    if (proxy == null) {
      proceed(context);
      return;
    }
    setup.enter(AddressSetup.Phase.TUNNEL);
    response = new ConnectResponse(proxy);
    var unused =
        context.writeAndFlush(
            Unpooled.wrappedBuffer(ConnectRequest.bytes(proxy, setup.address().target().target())));
  }

  private void proceed(ChannelHandlerContext context) {
    response = null;
    fireProtocolNegotiationEvent(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ConnectResponse reading = response;
    if (reading == null || !(message instanceof ByteBuf bytes)) {
      context.fireChannelRead(message);
      return;
    }
    try {
      while (bytes.isReadable()) {
        if (reading.read(bytes.readByte())) {
          proceed(context);
          if (bytes.isReadable()) {
            // Belongs to the tunnel, whose handlers have taken the place of this one.
            context.pipeline().fireChannelRead(bytes.retain());
          }
          return;
        }
      }
    } catch (ProxyTunnelException e) {
      response = null;
      context.fireExceptionCaught(e);
    } finally {
      bytes.release();
    }
  }
}
