package io.pinelink.grpc.channel;

import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectTarget;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An address of a route as gRPC knows it: a target, directly or through an address of the proxy,
 * for one attempt to connect. {@link AddressSetup} connects to it. gRPC's own proxied address would
 * make it use its own tunnel, which has a fixed timeout and repeats the proxy's text.
 *
 * <p>gRPC connects again after a failure. Only the first time counts, so an attempt that has failed
 * or was cancelled opens no further socket. Thread-safe.
 */
final class RouteAddress extends SocketAddress {
  private static final long serialVersionUID = 1;

  private final transient ConnectTarget target;
  private final transient @Nullable HttpProxy proxy;
  private final transient Runnable opened;
  private transient @Nullable Channel channel;
  private transient @Nullable Throwable failure;
  private boolean over;

  /**
   * Creates an address.
   *
   * @param proxy the proxy with its credentials; null for none
   * @param opened runs once the socket is open
   */
  RouteAddress(ConnectTarget target, @Nullable HttpProxy proxy, Runnable opened) {
    this.target = target;
    this.proxy = target.proxy() == null ? null : proxy;
    this.opened = opened;
  }

  ConnectTarget target() {
    return target;
  }

  /** Returns the proxy; null for a direct connection. */
  @Nullable HttpProxy proxy() {
    return proxy;
  }

  /**
   * Begins to connect; returns whether this is the first time, and the attempt was not cancelled.
   */
  synchronized boolean begin(Channel opening) {
    if (over || channel != null) {
      return false;
    }
    channel = opening;
    return true;
  }

  /** Records that the socket is open. */
  void opened() {
    opened.run();
  }

  /** Records the first failure. */
  synchronized void failed(Throwable cause) {
    failure = failure == null ? cause : failure;
  }

  /** Returns the failure; null if none was recorded. */
  synchronized @Nullable Throwable failure() {
    return failure;
  }

  /** Closes the connection, or prevents it. */
  void cancel() {
    Channel open;
    synchronized (this) {
      over = true;
      open = channel;
    }
    if (open != null) {
      open.eventLoop().execute(() -> close(open));
    }
  }

  /** Closes the socket itself: HTTP/2 and TLS would wait for their closing messages. */
  private static void close(Channel open) {
    ChannelHandlerContext first = open.pipeline().firstContext();
    var unused = first == null ? open.close() : first.close();
  }

  /** Returns the addresses, without the proxy's credentials. */
  @Override
  public String toString() {
    return target.toString();
  }
}
