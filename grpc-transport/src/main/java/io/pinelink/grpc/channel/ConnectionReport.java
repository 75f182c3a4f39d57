package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Exception;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListener;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Settings;
import java.net.SocketAddress;
import java.util.function.Consumer;

/**
 * A handler that reports a connection once the server has sent its first SETTINGS, when gRPC starts
 * to use it. It does the work of gRPC's {@code ClientTransportFilter}, which 1.60 does not have.
 */
final class ConnectionReport extends ChannelHandlerAdapter {
  private final Http2ConnectionHandler http2;
  private final Consumer<SocketAddress> connected;
  private boolean reported;

  ConnectionReport(Http2ConnectionHandler http2, Consumer<SocketAddress> connected) {
    this.http2 = http2;
    this.connected = connected;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    http2.decoder().frameListener(new FirstSettings(http2.decoder().frameListener()));
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
        connected.accept(context.channel().remoteAddress());
      }
      super.onSettingsRead(context, settings);
    }
  }
}
