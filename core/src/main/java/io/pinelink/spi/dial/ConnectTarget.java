package io.pinelink.spi.dial;

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
  public ConnectTarget {
    Objects.requireNonNull(target, "target");
  }

  /** Hashes the target. The generated method of a record would slow down a program's start. */
  @Override
  public int hashCode() {
    return target.hashCode();
  }
}
