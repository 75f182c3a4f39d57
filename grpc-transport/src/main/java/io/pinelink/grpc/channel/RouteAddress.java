package io.pinelink.grpc.channel;

import io.pinelink.network.HttpProxy;
import io.pinelink.spi.dial.ConnectTarget;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address of a route as gRPC knows it: a target, directly or through an address of the proxy.
 * {@link AddressSetup} connects to it. gRPC's own proxied address would make it use its own tunnel,
 * which has a fixed timeout and repeats the proxy's text.
 */
final class RouteAddress extends SocketAddress {
  private static final long serialVersionUID = 1;

  private final int position;
  private final transient ConnectTarget target;
  private final transient @Nullable HttpProxy proxy;

  /**
   * Creates an address.
   *
   * @param position the position among the addresses of the route, which are tried in order
   * @param proxy the proxy with its credentials; null for none
   */
  RouteAddress(int position, ConnectTarget target, @Nullable HttpProxy proxy) {
    this.position = position;
    this.target = target;
    this.proxy = target.proxy() == null ? null : proxy;
  }

  /** Returns whether this is the address that is tried first. */
  boolean isFirst() {
    return position == 0;
  }

  ConnectTarget target() {
    return target;
  }

  /** Returns the proxy; null for a direct connection. */
  @Nullable HttpProxy proxy() {
    return proxy;
  }

  /** Returns where to open the socket. */
  InetSocketAddress dialled() {
    InetSocketAddress through = target.proxy();
    return through == null ? target.target() : through;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RouteAddress that
        && that.target.equals(target)
        && Objects.equals(that.proxy, proxy);
  }

  @Override
  public int hashCode() {
    return target.hashCode();
  }

  /** Returns the addresses, without the proxy's credentials. */
  @Override
  public String toString() {
    return target.proxy() == null
        ? target.target().toString()
        : target.target() + " through " + target.proxy();
  }
}
