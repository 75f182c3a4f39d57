package io.pinelink.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A resolver of host names, as {@code Dns} is in OkHttp. A client uses its own for every lookup:
 * the builders' {@code dnsResolver(…)}.
 *
 * <pre>{@code
 * DnsResolver resolver =
 *     name ->
 *         name.endsWith(".pinecone.io")
 *             ? new InetAddress[] {InetAddress.getByName("10.0.3.17")}
 *             : DnsResolver.system().addressesOf(name);
 * }</pre>
 *
 * <p>Called on threads of the client, for several names at a time: it may block, and must be
 * thread-safe. Results are not cached; a lookup that is running is shared.
 */
@FunctionalInterface
public interface DnsResolver {
  /**
   * Returns all addresses of a name, at least one. The client tries the families in turn, beginning
   * with the family of the first address, and the addresses of a family in random order.
   *
   * @param name a host name; addresses in text form are not looked up
   * @throws UnknownHostException if the name does not resolve; no address, null and any other
   *     exception count as this one
   */
  InetAddress[] addressesOf(String name) throws UnknownHostException;

  /**
   * Returns all addresses of a name, from no cache that may hold an earlier answer. The client
   * calls this, at most once per second for a name, after the last answer did not work: no address
   * of it could be connected to, the address guard refused one, or there was none.
   *
   * <p>By default the same as {@link #addressesOf}: a resolver with a cache should bypass it.
   *
   * @throws UnknownHostException if the name does not resolve
   */
  default InetAddress[] freshAddressesOf(String name) throws UnknownHostException {
    return addressesOf(name);
  }

  /**
   * Returns the JVM's resolver, which uses the system's resolver, including the hosts file, search
   * domains and the DNS of a VPN. A name under {@code localhost} is not looked up: it has the
   * addresses of {@code localhost}, as RFC 6761 recommends and browsers do.
   *
   * <p>The JVM caches answers for 30 seconds, and failures for 10, unless its security properties
   * {@code networkaddress.cache.ttl} and {@code networkaddress.cache.negative.ttl} differ. {@link
   * #freshAddressesOf} bypasses that cache, unless the JVM is to keep answers forever: it looks the
   * name up in another mix of upper and lower case, which is the same name in DNS, but not in the
   * cache.
   */
  static DnsResolver system() {
    return new SystemDnsResolver();
  }
}
