package io.pinelink.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Resolves host names. Calls may block. Tests provide their own implementation. */
@FunctionalInterface
public interface DnsResolver {
  /** Returns all addresses of a name, at least one. */
  InetAddress[] addressesOf(String name) throws UnknownHostException;

  /**
   * Returns the JVM's resolver, which uses the system's resolver, including the hosts file, search
   * domains and the DNS of a VPN.
   */
  static DnsResolver system() {
    return InetAddress::getAllByName;
  }
}
