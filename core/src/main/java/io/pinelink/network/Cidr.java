package io.pinelink.network;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A range of addresses, such as {@code 203.0.113.0/24}. */
record Cidr(InetAddress network, int prefix) {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,3}");

  /**
   * Reads a range.
   *
   * @throws IllegalArgumentException if the text is not a range, or its address is not the first of
   *     its range
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    String length = slash < 0 ? "" : text.substring(slash + 1);
    if (!(IPV4.matcher(address).matches() || IPV6.matcher(address).matches())
        || !PREFIX.matcher(length).matches()) {
      throw refused(text, "it is not a range");
    }
    InetAddress network = literal(text, address);
    int bits = network.getAddress().length * Byte.SIZE;
    int prefix = Integer.parseInt(length);
    if (prefix > bits) {
      throw refused(text, "its prefix is longer than the " + bits + " bits of the address");
    }
    Cidr cidr = new Cidr(network, prefix);
    InetAddress start = cidr.start();
    if (!start.equals(network)) {
      throw refused(text, "that range begins at " + start.getHostAddress());
    }
    return cidr;
  }

  /** Parses an address without DNS: callers pass only texts in the form of a literal. */
  private static InetAddress literal(String text, String address) {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw refused(text, "it is not a range");
    }
  }

  private static IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException(
        "range '" + text + "' is refused: " + why + "; expected one such as 203.0.113.0/24");
  }

  private InetAddress start() {
    byte[] bytes = network.getAddress();
    for (int bit = prefix; bit < bytes.length * Byte.SIZE; bit++) {
      bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("it is the length of an address", e);
    }
  }

  /** Returns whether the address is in the range. */
  boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    byte[] first = network.getAddress();
    if (bytes.length != first.length) {
      return false;
    }
    int behind = bytes.length * Byte.SIZE - prefix;
    return new BigInteger(1, bytes)
        .shiftRight(behind)
        .equals(new BigInteger(1, first).shiftRight(behind));
  }

  /** Returns the range in CIDR notation. */
  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefix;
  }
}
