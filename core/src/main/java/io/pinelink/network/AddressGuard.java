package io.pinelink.network;

import io.pinelink.routing.RoutePolicy;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses a private route may lead to, and under {@link RoutePolicy#privateRequired()} any
 * route to an index. A wrong or missing private zone can answer with a public address; the guard
 * sees it at each connect, before a byte is sent, and refuses. All answers must pass, not just the
 * one that would be dialled.
 *
 * <p>Allowed without asking: 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7,
 * and the same wrapped by NAT64 in 64:ff9b::/96.
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

  /** Allows private addresses alone. The default. */
  public static AddressGuard privateOnly() {
    return STANDARD;
  }

  /** Returns a guard that allows loopback addresses alone. */
  public static AddressGuard loopbackOnly() {
    return LOOPBACK;
  }

  /**
   * Allows these ranges too, for networks that use public addresses inside.
   *
   * @param ranges such as {@code 203.0.113.0/24} or {@code 2001:db8::/32}
   * @throws IllegalArgumentException if one is no range
   */
  public AddressGuard allowing(String... ranges) {
    List<Cidr> all =
        Stream.concat(this.ranges.stream(), Arrays.stream(ranges).map(Cidr::parse)).toList();
    return new AddressGuard(all, loopback, onlyLoopback);
  }

  /** Allows loopback too, for tunnels and tests. */
  public AddressGuard allowingLoopback() {
    return new AddressGuard(ranges, true, onlyLoopback);
  }

  /** Returns this guard restricted to loopback; it allows nothing if loopback is not allowed. */
  public AddressGuard onlyLoopback() {
    return new AddressGuard(ranges, loopback, true);
  }

  /** Whether nothing but loopback can be allowed, because the host is trusted as loopback. */
  public boolean isOnlyLoopback() {
    return onlyLoopback;
  }

  /** Whether a private route may lead to the address. */
  public boolean allows(InetAddress address) {
    if (onlyLoopback) {
      // Loopback inside 64:ff9b::/96 is not this machine but the translator.
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

  /** What is allowed besides private addresses. */
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
