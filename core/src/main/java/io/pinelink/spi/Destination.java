package io.pinelink.spi;

import io.pinelink.routing.RefusedAddressException;
import io.pinelink.routing.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a connection is for. Calls share connections only where all of it is equal: another logical
 * host never does, even behind the same address.
 *
 * @param host the logical host: request authority, TLS server name and certificate name
 * @param port the logical port
 * @param plaintext whether there is no TLS
 * @param dial where to connect, as in {@link Route#dial()}
 */
public record Destination(
    String host, int port, boolean plaintext, List<InetSocketAddress> dial, String authority) {
  /** The destination of a route. */
  public static Destination of(Route route) {
    return new Destination(
        route.host(), route.port(), route.plaintext(), route.dial(), route.authority());
  }

  /** Whether finding the addresses asks nobody, so that it cannot block. */
  public boolean isResolved() {
    return dial.stream().noneMatch(InetSocketAddress::isUnresolved);
  }

  /**
   * The addresses to try, in turn: those of the route as they are, its names as DNS has them at
   * this moment. To be asked at each connect. A name without an answer matters only if there is no
   * other address. All addresses are checked before one is used.
   *
   * @return at least one, all resolved
   * @throws UnknownHostException if no name has an answer
   * @throws RefusedAddressException if an address is not allowed; today, one that would get
   *     plaintext and is not loopback. The guard of private routes belongs here.
   */
  public List<InetSocketAddress> addresses(HostLookup lookup) throws IOException {
    List<InetSocketAddress> all = new ArrayList<>();
    UnknownHostException unknown = null;
    for (InetSocketAddress target : dial) {
      try {
        resolve(target, lookup, all);
      } catch (UnknownHostException e) {
        unknown = e;
      }
    }
    if (all.isEmpty()) {
      throw unknown == null ? new UnknownHostException(host) : unknown;
    }
    InetSocketAddress elsewhere = firstElsewhere(all);
    if (plaintext && elsewhere != null) {
      throw new RefusedAddressException(
          "plaintext is for loopback alone, but "
              + host
              + " leads to "
              + elsewhere.getAddress().getHostAddress());
    }
    return all;
  }

  private static void resolve(
      InetSocketAddress target, HostLookup lookup, List<InetSocketAddress> into)
      throws UnknownHostException {
    if (!target.isUnresolved()) {
      into.add(target);
      return;
    }
    for (InetAddress address : lookup.addressesOf(target.getHostString())) {
      into.add(new InetSocketAddress(address, target.getPort()));
    }
  }

  private static @Nullable InetSocketAddress firstElsewhere(List<InetSocketAddress> addresses) {
    for (InetSocketAddress address : addresses) {
      if (!address.getAddress().isLoopbackAddress()) {
        return address;
      }
    }
    return null;
  }
}
