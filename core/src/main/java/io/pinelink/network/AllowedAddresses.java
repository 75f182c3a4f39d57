package io.pinelink.network;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** A guard with its additional ranges. */
final class AllowedAddresses implements AddressGuard {
  static final AddressGuard STANDARD = new AllowedAddresses(List.of(), false, false);

  private final List<Cidr> ranges;
  private final boolean loopback;
  private final boolean onlyLoopback;

  AllowedAddresses(List<Cidr> ranges, boolean loopback, boolean onlyLoopback) {
    this.ranges = ranges;
    this.loopback = loopback;
    this.onlyLoopback = onlyLoopback;
  }

  @Override
  public AddressGuard allowing(String... ranges) {
    Objects.requireNonNull(ranges, "ranges is null");
    List<Cidr> all =
        Stream.concat(this.ranges.stream(), Arrays.stream(ranges).map(Cidr::parse)).toList();
    return new AllowedAddresses(all, loopback, onlyLoopback);
  }

  @Override
  public AddressGuard allowingLoopback() {
    return new AllowedAddresses(ranges, true, onlyLoopback);
  }

  @Override
  public AddressGuard onlyLoopback() {
    return new AllowedAddresses(ranges, loopback, true);
  }

  @Override
  public boolean isOnlyLoopback() {
    return onlyLoopback;
  }

  @Override
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
    return other instanceof AllowedAddresses that
        && that.ranges.equals(ranges)
        && that.loopback == loopback
        && that.onlyLoopback == onlyLoopback;
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  @Override
  public String toString() {
    if (onlyLoopback) {
      return loopback ? "loopback" : "no address";
    }
    return "private addresses%s%s"
        .formatted((loopback ? ", loopback" : ""), (ranges.isEmpty() ? "" : ", " + ranges));
  }
}
