package io.pinelink.rest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.pinelink.routing.HttpProxy;
import io.pinelink.spi.Dialler;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

/**
 * Connects to a proxy by its name, looked up at each connect and on a thread that may block. The
 * library's proxy handler wants an address when a channel is made; it is given the name, and this
 * handler, which stands between it and the socket, finds the address.
 */
final class ProxyDial extends ChannelOutboundHandlerAdapter {
  private final HttpProxy proxy;
  private final Dialler dialler;
  private final Executor lookupThreads;

  private ProxyDial(HttpProxy proxy, Dialler dialler, Executor lookupThreads) {
    this.proxy = proxy;
    this.dialler = dialler;
    this.lookupThreads = lookupThreads;
  }

  /** The client, its connections going through the proxy. */
  static HttpClient through(
      HttpProxy proxy, HttpClient client, Dialler dialler, Executor lookupThreads) {
    InetSocketAddress name = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
    return client
        .proxy(
            spec -> {
              // By a supplier: the library would look up what it is given as it is.
              ProxyProvider.Builder given =
                  spec.type(ProxyProvider.Proxy.HTTP).socketAddress(() -> name);
              proxy
                  .credentials()
                  .ifPresent(who -> given.username(who.user()).password(user -> who.password()));
            })
        .doOnChannelInit(
            (observer, channel, remote) ->
                channel.pipeline().addFirst(new ProxyDial(proxy, dialler, lookupThreads)));
  }

  @Override
  public void connect(
      ChannelHandlerContext context,
      SocketAddress remote,
      @Nullable SocketAddress local,
      ChannelPromise promise) {
    try {
      lookupThreads.execute(
          () -> {
            try {
              InetSocketAddress address = dialler.proxyAddresses(proxy).get(0);
              context
                  .executor()
                  .execute(
                      () -> {
                        var unused = context.connect(address, local, promise);
                      });
            } catch (UnknownHostException | RuntimeException e) {
              promise.tryFailure(e);
            }
          });
    } catch (RejectedExecutionException e) {
      promise.tryFailure(e);
    }
  }
}
