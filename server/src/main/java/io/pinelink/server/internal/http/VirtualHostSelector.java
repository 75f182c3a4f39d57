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
 * Tells by the server name of the TLS handshake which host of an address a connection is for; the
 * first one if it is for none.
 */
final class VirtualHostSelector extends AbstractSniHandler<VirtualHost> {
  private final List<VirtualHost> virtualHosts;
  private final Function<VirtualHost, ChannelHandler> afterHandshake;

  /**
   * @param virtualHosts at least one; all with TLS
   * @param afterHandshake makes what stands behind the TLS of a host
   */
  VirtualHostSelector(
      List<VirtualHost> virtualHosts, Function<VirtualHost, ChannelHandler> afterHandshake) {
    this.virtualHosts = virtualHosts;
    this.afterHandshake = afterHandshake;
  }

  @Override
  protected Future<VirtualHost> lookup(ChannelHandlerContext context, @Nullable String serverName) {
    VirtualHost virtualHost =
        virtualHosts.stream()
            .filter(each -> serverName != null && each.hasName(serverName))
            .findFirst()
            .orElse(virtualHosts.get(0));
    return context.executor().newSucceededFuture(virtualHost);
  }

  @Override
  protected void onLookupComplete(
      ChannelHandlerContext context, @Nullable String serverName, Future<VirtualHost> chosen) {
    VirtualHost virtualHost = chosen.getNow();
    SslContext tls = virtualHost.tls();
    if (tls == null) {
      throw new IllegalStateException(
          "A host without TLS cannot be chosen by name: " + virtualHost);
    }
    context.pipeline().addAfter(context.name(), null, afterHandshake.apply(virtualHost));
    context.pipeline().replace(this, null, tls.newHandler(context.alloc()));
  }

  /** What comes is no TLS, or the client went away. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelFuture unused = context.close();
  }
}
