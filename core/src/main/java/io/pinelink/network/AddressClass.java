package io.pinelink.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * The kind of network that an address belongs to. {@link InetAddress#isSiteLocalAddress()} is not
 * sufficient for this: it covers neither the shared address space nor unique local addresses.
 *
 * <p>Sources: RFC 1918, RFC 4193, RFC 6052, RFC 6598.
 */
public enum AddressClass {
  /** 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16. */
  PRIVATE("private"),
  /** 100.64.0.0/10: used by carriers, and as secondary ranges of some clouds. */
  SHARED("shared address space"),
  /** fc00::/7. */
  UNIQUE_LOCAL("unique local"),
  /** 127.0.0.0/8, ::1. */
  LOOPBACK("loopback"),
  /** 169.254.0.0/16, fe80::/10. */
  LINK_LOCAL("link-local"),
  /**
   * Addresses that cannot be a target: 0.0.0.0 and ::, which lead to this machine, and multicast.
   */
  UNUSABLE("unspecified or multicast"),
  /** Everything else. */
  PUBLIC("public");

  private static final byte[] NAT64_PREFIX = {
    0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int IPV4_BYTES = 4;

  private final String text;

  AddressClass(String text) {
    this.text = text;
  }

  /**
   * Returns the class of an address. An address of NAT64, in 64:ff9b::/96, has the class of the
   * IPv4 address that it contains.
   */
  public static AddressClass of(InetAddress address) {
    InetAddress inner = unwrapped(address);
    byte[] bytes = inner.getAddress();
    if (inner.isAnyLocalAddress() || inner.isMulticastAddress()) {
      return UNUSABLE;
    }
    if (inner.isLoopbackAddress()) {
      return LOOPBACK;
    }
    if (inner.isLinkLocalAddress()) {
      return LINK_LOCAL;
    }
    return inner instanceof Inet4Address ? ofIpv4(bytes) : ofIpv6(bytes);
  }

  private static AddressClass ofIpv4(byte[] bytes) {
    int first = Byte.toUnsignedInt(bytes[0]);
    int second = Byte.toUnsignedInt(bytes[1]);
    if (first == 10
        || (first == 172 && second >= 16 && second < 32)
        || (first == 192 && second == 168)) {
      return PRIVATE;
    }
    return first == 100 && second >= 64 && second < 128 ? SHARED : PUBLIC;
  }

  private static AddressClass ofIpv6(byte[] bytes) {
    return (bytes[0] & 0xfe) == 0xfc ? UNIQUE_LOCAL : PUBLIC;
  }

  /** Returns the IPv4 address inside a NAT64 address; any other address unchanged. */
  static InetAddress unwrapped(InetAddress address) {
    byte[] bytes = address.getAddress();
    int prefix = NAT64_PREFIX.length;
    if (bytes.length != prefix + IPV4_BYTES
        || !Arrays.equals(bytes, 0, prefix, NAT64_PREFIX, 0, prefix)) {
      return address;
    }
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, prefix, bytes.length));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** Returns whether a private route may lead to such an address by default. */
  public boolean isPrivate() {
    return this == PRIVATE || this == SHARED || this == UNIQUE_LOCAL;
  }

  /** Returns the class in words, such as {@code unique local}. */
  @Override
  public String toString() {
    return text;
  }
}
