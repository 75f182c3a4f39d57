package io.pinelink.spi.dial;

import io.pinelink.internal.concurrent.DaemonThreadExecutor;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.failure.ConnectPhaseTimeoutException;
import io.pinelink.internal.failure.RefusedAddressException;
import io.pinelink.internal.failure.UnknownProxyException;
import io.pinelink.network.AddressClass;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.HttpProxy;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RouteListener.Connection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the addresses that transports connect to, checks them by {@link AddressCheck}, and
 * reports connections to the route listener. This is the only place that resolves names and checks
 * addresses, for every protocol.
 *
 * <p>Thread-safe if its resolver, generator and listener are.
 */
public final class AddressResolver {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private final HostLookups lookups;
  private final AddressHistory history;
  private final Scheduler scheduler;
  private final Executor threads;
  private final RouteListener listener;
  private final RefusalLog refusals;

  /**
   * Creates a resolver.
   *
   * @param timeout how long to wait for the addresses of a name
   * @param threads the threads of lookups, which may block for long
   * @param random spreads connections over the addresses of a name
   */
  public AddressResolver(
      DnsResolver dns,
      Duration timeout,
      Executor threads,
      RandomGenerator random,
      RouteListener listener) {
    this(dns, timeout, threads, random, listener, Scheduler.system(), System::nanoTime);
  }

  AddressResolver(
      DnsResolver dns,
      Duration timeout,
      Executor threads,
      RandomGenerator random,
      RouteListener listener,
      Scheduler scheduler,
      LongSupplier nanoTime) {
    this.threads = threads;
    this.listener = listener;
    this.scheduler = scheduler;
    this.history = new AddressHistory(random, nanoTime);
    this.refusals = new RefusalLog(nanoTime);
    this.lookups = new HostLookups(dns, timeout, threads, scheduler, nanoTime);
  }

  /** Creates a resolver with its own threads and the default timeout, 10 seconds. */
  public AddressResolver(DnsResolver dns, RandomGenerator random, RouteListener listener) {
    this(dns, DEFAULT_TIMEOUT, new DaemonThreadExecutor("pinelink-dns"), random, listener);
  }

  /**
   * Creates a resolver with its own threads and the JVM's thread-local random generator. {@link
   * RandomGenerator#getDefault} is not thread-safe, and its lookup of generators slows down a
   * program's start.
   *
   * @param timeout how long to wait for the addresses of a name
   */
  public AddressResolver(DnsResolver dns, Duration timeout, RouteListener listener) {
    this(
        dns,
        timeout,
        new DaemonThreadExecutor("pinelink-dns"),
        () -> ThreadLocalRandom.current().nextLong(),
        listener);
  }

  /** Returns a resolver that uses the system's DNS, without a listener. */
  public static AddressResolver system() {
    return new AddressResolver(DnsResolver.system(), DEFAULT_TIMEOUT, new RouteListener() {});
  }

  /**
   * Creates a race of connection attempts to the addresses of a destination. Transports open each
   * connection by one.
   */
  public <C> ConnectRace<C> race(Destination destination, ConnectRace.Runner<C> runner) {
    return new ConnectRace<>(this, history, scheduler, threads, destination, runner);
  }

  /**
   * Forgets which addresses did not work, and makes the next lookup of each name a fresh one, since
   * the network may be another one.
   */
  public void forget() {
    history.clear();
    lookups.doubtAll();
  }

  /**
   * Returns the targets to try in order: the addresses of the destination, each directly or through
   * each address of its proxy. Those that did not work lately are the last.
   *
   * @return at least one. The future ends within the timeout, on a thread that may be the caller's.
   *     It fails with an {@link UnknownHostException} if no name resolves, an {@link
   *     UnknownProxyException} if the proxy's name does not, a {@link ConnectPhaseTimeoutException}
   *     if DNS does not answer in time, and a {@link RefusedAddressException} if an address of the
   *     destination or of the proxy is not allowed
   */
  public CompletableFuture<List<ConnectTarget>> connectTargets(Destination destination) {
    return addresses(destination).thenCompose(targets -> connectTargets(destination, targets));
  }

  /** Returns the targets to try in order, for some of the destination's {@link #addresses}. */
  public CompletableFuture<List<ConnectTarget>> connectTargets(
      Destination destination, List<InetSocketAddress> targets) {
    HttpProxy proxy = destination.options().proxy().orElse(null);
    if (proxy == null) {
      List<ConnectTarget> direct = new ArrayList<>();
      for (InetSocketAddress target : targets) {
        direct.add(new ConnectTarget(target, null));
      }
      return CompletableFuture.completedFuture(history.demotedLast(direct));
    }
    return addresses(proxy)
        .thenApply(
            through -> {
              try {
                for (InetSocketAddress address : through) {
                  throwIfRefused(
                      AddressCheck.refusal(destination, proxy, address.getAddress()),
                      destination,
                      address);
                }
              } catch (RefusedAddressException e) {
                namesOf(destination).forEach(lookups::doubt);
                throw new CompletionException(e);
              }
              return history.demotedLast(
                  targets.stream()
                      .flatMap(
                          target ->
                              through.stream().map(address -> new ConnectTarget(target, address)))
                      .toList());
            });
  }

  /** Returns the targets as {@link #connectTargets(Destination)} does, from fresh lookups. */
  CompletableFuture<List<ConnectTarget>> connectTargetsAgain(Destination destination) {
    namesOf(destination).forEach(lookups::doubt);
    return connectTargets(destination);
  }

  /** Returns whether names have to be looked up for a destination. */
  boolean looksUp(Destination destination) {
    return !namesOf(destination).isEmpty();
  }

  private static List<String> namesOf(Destination destination) {
    HttpProxy proxy = destination.options().proxy().orElse(null);
    List<String> names = new ArrayList<>();
    if (proxy == null || destination.options().guard().isPresent()) {
      for (InetSocketAddress target : destination.dial()) {
        if (target.isUnresolved() && !HostLookups.isAddress(target.getHostString())) {
          names.add(target.getHostString());
        }
      }
    }
    if (proxy != null && !HostLookups.isAddress(proxy.host())) {
      names.add(proxy.host());
    }
    return names;
  }

  private CompletableFuture<List<InetSocketAddress>> addresses(HttpProxy proxy) {
    InetSocketAddress name = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
    return lookUp(name)
        .handle(
            (addresses, failure) -> {
              Throwable cause = failure == null ? null : Futures.unwrap(failure);
              if (cause == null && addresses.isEmpty()) {
                cause = new UnknownHostException(proxy.host());
              }
              if (cause == null) {
                return addresses;
              }
              if (cause instanceof UnknownHostException) {
                UnknownProxyException unknown = new UnknownProxyException(proxy);
                unknown.initCause(cause);
                cause = unknown;
              }
              throw new CompletionException(cause);
            });
  }

  /**
   * Returns the addresses of the destination, with its names resolved now. The addresses of a name
   * alternate between the families, and each family is in random order. A name that does not
   * resolve is an error only if there is no other address. All addresses are checked before any is
   * returned.
   *
   * <p>If the destination has a proxy, the targets are returned unresolved, for the proxy to
   * resolve. The guard needs addresses, so a guarded destination behind a proxy is resolved here
   * first.
   *
   * @return at least one; resolved, unless there is a proxy and no guard. The future fails as in
   *     {@link #connectTargets(Destination)}
   */
  public CompletableFuture<List<InetSocketAddress>> addresses(Destination destination) {
    if (destination.options().proxy().isPresent() && destination.options().guard().isEmpty()) {
      return CompletableFuture.completedFuture(destination.dial());
    }
    List<CompletableFuture<List<InetSocketAddress>>> found = new ArrayList<>();
    for (InetSocketAddress target : destination.dial()) {
      found.add(lookUp(target));
    }
    return CompletableFuture.allOf(found.toArray(new CompletableFuture<?>[0]))
        .handle(
            (all, failure) -> {
              try {
                return checked(destination, found);
              } catch (IOException e) {
                throw new CompletionException(e);
              }
            });
  }

  /** Returns the addresses of all names that resolve, after the guard has seen them. */
  private List<InetSocketAddress> checked(
      Destination destination, List<CompletableFuture<List<InetSocketAddress>>> found)
      throws IOException {
    List<InetSocketAddress> all = new ArrayList<>();
    IOException unresolved = null;
    for (CompletableFuture<List<InetSocketAddress>> ofTarget : found) {
      try {
        all.addAll(ofTarget.join());
      } catch (CompletionException e) {
        if (!(Futures.unwrap(e) instanceof IOException failure)) {
          throw e;
        }
        unresolved = unresolved == null ? failure : unresolved;
      }
    }
    if (all.isEmpty()) {
      throw unresolved == null ? new UnknownHostException(destination.host()) : unresolved;
    }
    try {
      for (InetSocketAddress address : all) {
        throwIfRefused(
            AddressCheck.refusal(destination, address.getAddress()), destination, address);
      }
    } catch (RefusedAddressException e) {
      namesOf(destination).forEach(lookups::doubt);
      throw e;
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

  private CompletableFuture<List<InetSocketAddress>> lookUp(InetSocketAddress target) {
    return target.isUnresolved()
        ? lookups
            .addressesOf(target.getHostString())
            .thenApply(answers -> withPort(history.ordered(answers), target.getPort()))
        : CompletableFuture.completedFuture(List.of(target));
  }

  private static List<InetSocketAddress> withPort(List<InetAddress> addresses, int port) {
    List<InetSocketAddress> all = new ArrayList<>();
    for (InetAddress address : addresses) {
      all.add(new InetSocketAddress(address, port));
    }
    return all;
  }

  private void throwIfRefused(
      @Nullable RefusedAddressException refusal, Destination destination, InetSocketAddress found)
      throws RefusedAddressException {
    if (refusal != null) {
      report(destination, found, listener::refused);
      refusals.refused(destination.host(), refusal);
      throw refusal;
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
