package io.pinelink.network;

import io.pinelink.routing.RoutePolicy;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A guard that restricts the addresses to which a private route may lead, and under {@link
 * RoutePolicy#privateRequired()} any route to an index. A wrong or missing private zone can resolve
 * to a public address. The guard checks the addresses at each connect, before a byte is sent. All
 * addresses of a name must be allowed, not only the one to dial.
 *
 * <p>Allowed by default: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7, and
 * IPv4 addresses of these ranges inside NAT64 addresses, 64:ff9b::/96.
 *
 * <p>Immutable and thread-safe.
 */
public final class AddressGuard {
  private static final AddressGuard STANDARD = new AddressGuard(List.of(), false, false);

  private static final AddressGuard LOOPBACK = STANDARD.allowingLoopback().onlyLoopback();

  private final List<Cidr> ranges;
  private final boolean loopback;
  private final boolean onlyLoopback;

  private AddressGuard(List<Cidr> ranges, boolean loopback, boolean onlyLoopback) {
    this.ranges = ranges;
    this.loopback = loopback;
    this.onlyLoopback = onlyLoopback;
  }

  /** Returns the default guard, which allows private addresses only. */
  public static AddressGuard privateOnly() {
    return STANDARD;
  }

  /** Returns a guard that allows loopback addresses only. */
  public static AddressGuard loopbackOnly() {
    return LOOPBACK;
  }

  /**
   * Returns a guard that also allows the given ranges, for networks that use public addresses
   * internally.
   *
   * @param ranges such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}
   * @throws IllegalArgumentException if one is not a range
   */
  public AddressGuard allowing(String... ranges) {
    List<Cidr> all =
        Stream.concat(this.ranges.stream(), Arrays.stream(ranges).map(Cidr::parse)).toList();
    return new AddressGuard(all, loopback, onlyLoopback);
  }

  /** Returns a guard that also allows loopback, for tunnels and tests. */
  public AddressGuard allowingLoopback() {
    return new AddressGuard(ranges, true, onlyLoopback);
  }

  /** Returns this guard restricted to loopback; it allows nothing if loopback is not allowed. */
  public AddressGuard onlyLoopback() {
    return new AddressGuard(ranges, loopback, true);
  }

  /** Returns whether only loopback can be allowed, because the host is trusted as loopback. */
  public boolean isOnlyLoopback() {
    return onlyLoopback;
  }

  /** Returns whether a private route may lead to the address. */
  public boolean allows(InetAddress address) {
    if (onlyLoopback) {
      // A loopback address inside 64:ff9b::/96 means the NAT64 translator, not this machine.
      return loopback && address.isLoopbackAddress();
    }
    AddressClass kind = AddressClass.of(address);
    return kind.isPrivate()
        || (loopback && kind == AddressClass.LOOPBACK)
        || ranges.stream()
            .anyMatch(
                range ->
                    range.contains(address) || range.contains(AddressClass.unwrapped(address)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressGuard that
        && that.ranges.equals(ranges)
        && that.loopback == loopback
        && that.onlyLoopback == onlyLoopback;
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  /** Returns the allowed addresses in words. */
  @Override
  public String toString() {
    if (onlyLoopback) {
      return loopback ? "loopback" : "no address";
    }
    return "private addresses"
        + (loopback ? ", loopback" : "")
        + (ranges.isEmpty() ? "" : ", " + ranges);
  }
}
