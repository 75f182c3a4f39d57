package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListener;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Settings;

/**
 * A handler that ends the setup of a connection once the server has sent its first SETTINGS, when
 * gRPC starts to use it, or reports its failure if that happens before.
 */
final class ConnectionReport extends ChannelInboundHandlerAdapter {
  private final Http2ConnectionHandler http2;
  private final AddressSetup setup;
  private boolean reported;

  ConnectionReport(Http2ConnectionHandler http2, AddressSetup setup) {
    this.http2 = http2;
    this.setup = setup;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    http2.decoder().frameListener(new FirstSettings(http2.decoder().frameListener()));
  }

  /** Reports the failure to gRPC before gRPC notices that the connection is closed. */
  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!setup.isOver()) {
      context.fireExceptionCaught(setup.closed());
    }
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.fireExceptionCaught(setup.recorded(cause));
  }

  private final class FirstSettings extends Http2FrameListenerDecorator {
    FirstSettings(Http2FrameListener next) {
      super(next);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings)
        throws Http2Exception {
      if (!reported) {
        reported = true;
        setup.ready(context);
      }
      super.onSettingsRead(context, settings);
    }
  }
}
