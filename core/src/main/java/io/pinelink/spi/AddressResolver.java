package io.pinelink.spi;

import io.pinelink.network.AddressClass;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.RefusedAddressException;
import io.pinelink.network.UnknownProxyException;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RouteListener.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the addresses that transports connect to, checks them, and reports connections to the
 * route listener. This is the only place that resolves names and checks addresses, for every
 * protocol.
 *
 * <p>Thread-safe if its resolver, generator and listener are.
 */
public final class AddressResolver {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final DnsResolver lookup;
  private final RandomGenerator random;
  private final RouteListener listener;

  /**
   * Creates a resolver.
   *
   * @param random spreads connections over the addresses of a name
   */
  public AddressResolver(DnsResolver lookup, RandomGenerator random, RouteListener listener) {
    this.lookup = lookup;
    this.random = random;
    this.listener = listener;
  }

  /**
   * Creates a resolver with the JVM's thread-local random generator. {@link
   * RandomGenerator#getDefault} is not thread-safe, and its lookup of generators slows down a
   * program's start.
   */
  public AddressResolver(DnsResolver lookup, RouteListener listener) {
    this(lookup, () -> ThreadLocalRandom.current().nextLong(), listener);
  }

  /** Returns a resolver that uses the system's DNS, without a listener. */
  public static AddressResolver system() {
    return new AddressResolver(DnsResolver.system(), new RouteListener() {});
  }

  /**
   * Returns the targets to try in order: the addresses of the destination, each directly or through
   * each address of its proxy. Transports call it at each connect.
   *
   * @return at least one
   * @throws UnknownHostException if no name resolves @throws UnknownProxyException if the proxy's
   *     name does not resolve
   * @throws RefusedAddressException if an address is not allowed
   */
  public List<ConnectTarget> connectTargets(Destination destination) throws IOException {
    return connectTargets(destination, addresses(destination));
  }

  /** Returns the targets to try in order, for some of the destination's {@link #addresses}. */
  public List<ConnectTarget> connectTargets(
      Destination destination, List<InetSocketAddress> targets) throws UnknownProxyException {
    HttpProxy proxy = destination.options().proxy().orElse(null);
    if (proxy == null) {
      List<ConnectTarget> reachable = new ArrayList<>(targets.size());
      for (InetSocketAddress target : targets) {
        reachable.add(new ConnectTarget(target, null));
      }
      return reachable;
    }
    List<InetSocketAddress> through = addresses(proxy);
    return targets.stream()
        .flatMap(target -> through.stream().map(address -> new ConnectTarget(target, address)))
        .toList();
  }

  private List<InetSocketAddress> addresses(HttpProxy proxy) throws UnknownProxyException {
    List<InetSocketAddress> all = new ArrayList<>();
    try {
      resolve(InetSocketAddress.createUnresolved(proxy.host(), proxy.port()), all);
    } catch (UnknownHostException e) {
      UnknownProxyException unknown = new UnknownProxyException(proxy);
      unknown.initCause(e);
      throw unknown;
    }
    return all;
  }

  /**
   * Returns the addresses of the destination, with its names resolved now and the addresses of a
   * name in random order. A name that does not resolve is an error only if there is no other
   * address. All addresses are checked before any is returned.
   *
   * <p>If the destination has a proxy, the targets are returned unresolved, for the proxy to
   * resolve. The guard needs addresses, so a guarded destination behind a proxy is resolved here
   * first.
   *
   * @return at least one; resolved, unless there is a proxy and no guard @throws
   *     UnknownHostException if no name resolves
   * @throws RefusedAddressException if an address is not allowed
   */
  public List<InetSocketAddress> addresses(Destination destination) throws IOException {
    if (destination.options().proxy().isPresent() && destination.options().guard().isEmpty()) {
      return destination.dial();
    }
    List<InetSocketAddress> all = resolved(destination.host(), destination.dial());
    for (InetSocketAddress address : all) {
      check(destination, address);
    }
    return destination.options().proxy().isEmpty() ? all : nameless(all);
  }

  /**
   * Removes the names: a proxy would resolve a name itself, possibly to an address that was not
   * checked.
   */
  private static List<InetSocketAddress> nameless(List<InetSocketAddress> addresses)
      throws UnknownHostException {
    List<InetSocketAddress> bare = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      InetAddress literal = InetAddress.getByAddress(address.getAddress().getAddress());
      bare.add(new InetSocketAddress(literal, address.getPort()));
    }
    return bare;
  }

  private List<InetSocketAddress> resolved(String host, List<InetSocketAddress> targets)
      throws UnknownHostException {
    List<InetSocketAddress> all = new ArrayList<>();
    UnknownHostException unknown = null;
    for (InetSocketAddress target : targets) {
      try {
        resolve(target, all);
      } catch (UnknownHostException e) {
        unknown = e;
      }
    }
    if (all.isEmpty()) {
      throw unknown == null ? new UnknownHostException(host) : unknown;
    }
    return all;
  }

  private void resolve(InetSocketAddress target, List<InetSocketAddress> into)
      throws UnknownHostException {
    if (!target.isUnresolved()) {
      into.add(target);
      return;
    }
    List<InetAddress> answers =
        new ArrayList<>(Arrays.asList(lookup.addressesOf(target.getHostString())));
    for (int i = answers.size(); i > 1; i--) {
      Collections.swap(answers, i - 1, random.nextInt(i));
    }
    answers.forEach(answer -> into.add(new InetSocketAddress(answer, target.getPort())));
  }

  private void check(Destination destination, InetSocketAddress found)
      throws RefusedAddressException {
    InetAddress address = found.getAddress();
    AddressGuard guard = destination.options().guard().orElse(null);
    if (destination.plaintext() && !address.isLoopbackAddress()) {
      report(destination, found, listener::refused);
      throw RefusedAddressException.plaintext(destination.host(), address);
    }
    if (guard != null && !guard.allows(address)) {
      report(destination, found, listener::refused);
      throw guard.isOnlyLoopback() && !address.isLoopbackAddress()
          ? RefusedAddressException.notLoopback(destination.host(), address)
          : RefusedAddressException.notPrivate(
              destination.host(), address, destination.privateZone());
    }
  }

  /** Reports an established connection to the listener. */
  public void connected(Destination destination, @Nullable SocketAddress remote) {
    if (remote instanceof InetSocketAddress address && !address.isUnresolved()) {
      report(destination, address, listener::connected);
    }
  }

  private static void report(
      Destination destination, InetSocketAddress address, Consumer<Connection> event) {
    Connection connection =
        new Connection(
            destination.host(),
            destination.kind(),
            destination.controlPlane(),
            address,
            AddressClass.of(address.getAddress()));
    try {
      event.accept(connection);
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "a route listener failed", e);
    }
  }
}
