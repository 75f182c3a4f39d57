package io.pinelink.network;

import java.net.InetAddress;

/**
 * A guard that restricts the addresses to which a private route may lead, and under {@code
 * RoutePolicy.privateRequired()} any route to an index. A wrong or missing private zone can resolve
 * to a public address. The guard checks the addresses at each connect, before a byte is sent. All
 * addresses of a name must be allowed, not only the one to dial.
 *
 * <p>Allowed by default: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7, and
 * IPv4 addresses of these ranges inside NAT64 addresses, 64:ff9b::/96.
 *
 * <p>An interface, so that no call of {@link #privateOnly()} on a guard, which would drop its
 * ranges, compiles.
 *
 * <p>Immutable and thread-safe.
 */
public sealed interface AddressGuard permits AllowedAddresses {
  /** Returns the default guard, which allows private addresses only. */
  static AddressGuard privateOnly() {
    return AllowedAddresses.STANDARD;
  }

  /**
   * Returns a guard that also allows the given ranges, for networks that use public addresses
   * internally.
   *
   * @param ranges such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}
   * @throws IllegalArgumentException if one is not a range
   */
  AddressGuard allowing(String... ranges);

  /** Returns a guard that also allows loopback, for tunnels and tests. */
  AddressGuard allowingLoopback();

  /** Returns this guard restricted to loopback; it allows nothing if loopback is not allowed. */
  AddressGuard onlyLoopback();

  /** Returns whether only loopback can be allowed, because the host is trusted as loopback. */
  boolean isOnlyLoopback();

  /** Returns whether a private route may lead to the address. */
  boolean allows(InetAddress address);

  /** Returns the allowed addresses in words. */
  @Override
  String toString();
}
