package io.pinelink.spi;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks for a name's addresses; may block. Tests bring their own. */
@FunctionalInterface
public interface DnsResolver {
  /** All addresses of a name, at least one. */
  InetAddress[] addressesOf(String name) throws UnknownHostException;

  /**
   * The JVM's, and so the system's own: what its hosts file, its search rules or a VPN say about a
   * private zone holds here too.
   */
  static DnsResolver system() {
    return InetAddress::getAllByName;
  }
}
