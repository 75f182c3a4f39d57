package io.pinelink.rest;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request left. It surely did not where the socket took no byte since it was begun. Over
 * HTTP/2 it may have left and be as good as unsent: a server says of a stream that it has not
 * looked at it, and never will, by refusing it or by a goodbye that names an earlier stream as the
 * last (RFC 9113, sections 8.7 and 6.8).
 */
final class Departure extends ChannelInboundHandlerAdapter {
  private final Channel channel;
  private final @Nullable SocketWatch socket;
  private final long taken;
  private volatile boolean refused;

  private Departure(Channel channel) {
    this.channel = channel;
    this.socket = connectionOf(channel).pipeline().get(SocketWatch.class);
    this.taken = socket == null ? 0 : socket.watch();
  }

  /** Begins a request on a connection or a stream, on whose thread this is. */
  static Departure on(Channel channel) {
    Departure departure = new Departure(channel);
    if (channel instanceof Http2StreamChannel) {
      channel.pipeline().addFirst(departure);
    }
    return departure;
  }

  /** The connection that carries the channel, or is it. */
  static Channel connectionOf(Channel channel) {
    return channel instanceof Http2StreamChannel stream ? stream.parent() : channel;
  }

  /** What the request goes out on. */
  Channel channel() {
    return channel;
  }

  /** Asked once the request has failed, without an answer. */
  boolean isUnsent() {
    return (socket != null && !socket.hasTakenSince(taken))
        || refused
        || (channel instanceof Http2StreamChannel stream && isDisowned(stream));
  }

  private static boolean isDisowned(Http2StreamChannel channel) {
    Http2FrameCodec codec = channel.parent().pipeline().get(Http2FrameCodec.class);
    return codec != null
        && codec.connection().goAwayReceived()
        && channel.stream().id() > codec.connection().local().lastStreamKnownByPeer();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof Http2ResetFrame reset
        && reset.errorCode() == Http2Error.REFUSED_STREAM.code()) {
      refused = true;
    }
    context.fireUserEventTriggered(event);
  }
}
