package io.pinelink.network;

import io.pinelink.internal.hostname.HostText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

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
   * Returns all addresses of a name, at least one. The client tries them in random order.
   *
   * @param name a host name; addresses in text form are not looked up
   * @throws UnknownHostException if the name does not resolve; no address, null and any other
   *     exception count as this one
   */
  InetAddress[] addressesOf(String name) throws UnknownHostException;

  /**
   * Returns the JVM's resolver, which uses the system's resolver, including the hosts file, search
   * domains and the DNS of a VPN. A name under {@code localhost} is not looked up: it has the
   * addresses of {@code localhost}, as RFC 6761 recommends and browsers do.
   */
  static DnsResolver system() {
    return name ->
        InetAddress.getAllByName(
            HostText.isLoopbackName(name.toLowerCase(Locale.ROOT)) ? "localhost" : name);
  }
}
