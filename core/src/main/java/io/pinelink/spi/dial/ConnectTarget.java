package io.pinelink.spi.dial;

import io.pinelink.internal.hosttext.AddressText;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An address to connect to for a destination, directly or through a proxy.
 *
 * @param target an address of the destination; a name if the proxy resolves it
 * @param proxy the address of the proxy to connect to, which connects to the target; null for none
 */
public record ConnectTarget(InetSocketAddress target, @Nullable InetSocketAddress proxy) {
  /** Checks that no part is null. */
  public ConnectTarget {}

  /** Returns the address of the socket: the proxy's, if there is one. */
  public InetSocketAddress dialled() {
    return proxy == null ? target : proxy;
  }

  /**
   * Compares both addresses. The generated methods of a record would slow down a program's start,
   * and the JVM would keep the class after its class loader is no longer used.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ConnectTarget that
        && target.equals(that.target)
        && Objects.equals(proxy, that.proxy);
  }

  @Override
  public int hashCode() {
    return target.hashCode();
  }

  /** Returns the addresses, such as {@code 10.0.3.17:443 through 10.0.0.5:3128}. */
  @Override
  public String toString() {
    return proxy == null ? text(target) : text(target) + " through " + text(proxy);
  }

  private static String text(InetSocketAddress address) {
    return address.isUnresolved()
        ? AddressText.of(address)
        : AddressText.withPort(address.getAddress().getHostAddress(), address.getPort());
  }
}
