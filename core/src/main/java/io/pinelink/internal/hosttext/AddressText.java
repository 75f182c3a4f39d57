package io.pinelink.internal.hosttext;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * The text of addresses in messages, such as {@code 127.0.0.1:443}. Java's own text has a slash
 * before an address that has no name.
 */
public final class AddressText {
  private AddressText() {}

  /** Returns a name or address and its port. */
  public static String of(InetSocketAddress address) {
    return withPort(address.getHostString(), address.getPort());
  }

  /** Returns names or addresses with their ports, in brackets. */
  public static String of(List<InetSocketAddress> addresses) {
    return addresses.stream().map(AddressText::of).toList().toString();
  }

  /** Returns a name or address, an IPv6 address in brackets, with a port. */
  public static String withPort(String name, int port) {
    return (name.indexOf(':') < 0 ? name : "[" + name + "]") + ":" + port;
  }
}
