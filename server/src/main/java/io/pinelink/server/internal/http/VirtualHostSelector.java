package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.channel.ChannelFuture;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandler;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.AbstractSniHandler;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.util.concurrent.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A handler that selects the virtual host of a connection by the server name of the TLS handshake;
 * the first virtual host if none matches.
 */
final class VirtualHostSelector extends AbstractSniHandler<VirtualHost> {
  private final List<VirtualHost> virtualHosts;
  private final Function<VirtualHost, ChannelHandler> afterHandshake;

  /**
   * @param virtualHosts at least one virtual host, all with TLS
   * @param afterHandshake creates the handler behind the TLS handler of a virtual host
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

  /** Closes a connection that is not TLS or whose client disconnected. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    ChannelFuture unused = context.close();
  }
}
