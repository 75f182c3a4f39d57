package io.pinelink.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.proxy.HttpProxyHandler;
import io.pinelink.routing.HttpProxy;
import io.pinelink.spi.Way;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * Connects to where a way leads, through a proxy where it has one. The network library's own proxy
 * setting knows one address of the proxy. Here a way is an address to it as any other: it tries
 * them in turn, and on the channel that it makes for each, this handler asks the proxy for the
 * target.
 */
final class ProxyDial extends ChannelOutboundHandlerAdapter {
  private final HttpProxy proxy;

  ProxyDial(HttpProxy proxy) {
    this.proxy = proxy;
  }

  /** What a socket connects to. */
  static InetSocketAddress address(Way way) {
    InetSocketAddress through = way.proxy();
    return through == null ? way.target() : new Proxied(through, way.target());
  }

  /** The address of a proxy, with what it is to connect to. */
  private static final class Proxied extends InetSocketAddress {
    private static final long serialVersionUID = 1;

    private final InetSocketAddress target;

    Proxied(InetSocketAddress proxy, InetSocketAddress target) {
      super(proxy.getAddress(), proxy.getPort());
      this.target = target;
    }
  }

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      SocketAddress local,
      ChannelPromise promise)
      throws Exception {
    if (!(remote instanceof Proxied proxied)) {
      var unused = context.connect(remote, local, promise);
      return;
    }
    HttpProxyHandler tunnel =
        proxy
            .credentials()
            .map(who -> new HttpProxyHandler(proxied, who.user(), who.password()))
            .orElseGet(() -> new HttpProxyHandler(proxied));
    context.pipeline().replace(this, null, tunnel);
    tunnel.connect(context.pipeline().context(tunnel), proxied.target, local, promise);
  }
}
