package io.pinelink.server.internal.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.AbstractSniHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tells by the server name of the TLS handshake which door of an address a connection is for; the
 * first one if it is for none.
 */
final class VirtualHostSelector extends AbstractSniHandler<VirtualHost> {
  private final List<VirtualHost> doors;
  private final Function<VirtualHost, ChannelHandler> afterHandshake;

  /**
   * @param doors at least one; all with TLS
   * @param afterHandshake makes what stands behind the TLS of a door
   */
  VirtualHostSelector(
      List<VirtualHost> doors, Function<VirtualHost, ChannelHandler> afterHandshake) {
    this.doors = doors;
    this.afterHandshake = afterHandshake;
  }

  @Override
  protected Future<VirtualHost> lookup(ChannelHandlerContext context, @Nullable String serverName) {
    VirtualHost door =
        doors.stream()
            .filter(each -> serverName != null && each.isCalled(serverName))
            .findFirst()
            .orElse(doors.get(0));
    return context.executor().newSucceededFuture(door);
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext context, @Nullable String serverName, Future<VirtualHost> chosen) {
    VirtualHost door = chosen.getNow();
    SslContext tls = door.tls();
    if (tls == null) {
      throw new IllegalStateException("A door without TLS cannot be chosen by name: " + door);
    }
    context.pipeline().addAfter(context.name(), null, afterHandshake.apply(door));
    context.pipeline().replace(this, null, tls.newHandler(context.alloc()));
  }

  /** What comes is no TLS, or the client went away. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelFuture unused = context.close();
  }
}
