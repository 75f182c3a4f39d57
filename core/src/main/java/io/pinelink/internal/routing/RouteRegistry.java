package io.pinelink.internal.routing;

import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The routes of a client's indexes. The network is probed once per index, regardless of how often
 * it is opened, and again when routes are refreshed.
 */
public final class RouteRegistry {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final Router router;
  private final RouteProbe probe;
  private final RouteListener listener;
  private final InstantSource clock;
  private final Map<IndexHosts, CompletableFuture<CurrentRoute>> open = new ConcurrentHashMap<>();

  public RouteRegistry(
      Router router, RouteProbe probe, RouteListener listener, InstantSource clock) {
    this.router = router;
    this.probe = probe;
    this.listener = listener;
    this.clock = clock;
  }

  /** Returns the route of an index, unless the router refuses a host. */
  public CompletableFuture<CurrentRoute> open(IndexHosts hosts) {
    CompletableFuture<CurrentRoute> known = open.get(hosts);
    if (known != null) {
      return known.copy();
    }
    RouteChoice choice = router.choose(hosts);
    CompletableFuture<CurrentRoute> mine = new CompletableFuture<>();
    CompletableFuture<CurrentRoute> others = open.putIfAbsent(hosts, mine);
    if (others != null) {
      return others.copy();
    }
    var unused =
        decide(choice)
            .thenAccept(
                route -> {
                  LOG.log(Level.DEBUG, "the route of an index is: {0}", route);
                  report(route);
                  mine.complete(new CurrentRoute(hosts, route));
                });
    return mine.copy(); // cancelling it does not affect others
  }

  /** Returns the current hosts of all indexes that were opened. */
  public List<IndexHosts> hosts() {
    return open.entrySet().stream()
        .map(
            entry -> {
              CompletableFuture<CurrentRoute> opened = entry.getValue();
              return opened.isDone() && !opened.isCompletedExceptionally()
                  ? hostsOf(opened.join(), entry.getKey())
                  : entry.getKey();
            })
        .toList();
  }

  /** Probes the network again. Returns the new routes of all indexes that were opened. */
  public CompletableFuture<List<Route>> refresh() {
    CompletableFuture<List<Route>> all = CompletableFuture.completedFuture(List.of());
    for (Map.Entry<IndexHosts, CompletableFuture<CurrentRoute>> entry : open.entrySet()) {
      CompletableFuture<List<Route>> one =
          entry
              .getValue()
              .thenCompose(opened -> refresh(opened, hostsOf(opened, entry.getKey())))
              .handle((route, failure) -> route == null ? List.of() : List.of(route));
      all = all.thenCombine(one, RouteRegistry::joined);
    }
    return all;
  }

  /** Returns the current hosts of an index, which may have moved since it was opened. */
  private static IndexHosts hostsOf(CurrentRoute opened, IndexHosts first) {
    IndexHosts hosts = opened.hosts();
    return hosts == null ? first : hosts;
  }

  private static List<Route> joined(List<Route> some, List<Route> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private CompletableFuture<Route> refresh(CurrentRoute opened, IndexHosts hosts) {
    return decide(router.choose(hosts))
        .thenApply(
            route -> {
              Route before = opened.now();
              if (opened.reroute(hosts, route)) {
                reportChange(before, route);
              }
              return opened.now();
            });
  }

  /** Moves an open index to other hosts, unless the router refuses one. */
  public CompletableFuture<Route> move(CurrentRoute opened, IndexHosts hosts) {
    return decide(router.choose(hosts))
        .thenApply(
            route -> {
              Route before = opened.now();
              opened.move(hosts, route);
              reportChange(before, route);
              return route;
            });
  }

  private void reportChange(Route before, Route now) {
    if (!before.host().equals(now.host())) {
      LOG.log(Level.INFO, "an index moved from its {0} to its {1}", before, now);
      report(now);
    }
  }

  private void report(Route route) {
    try {
      listener.chosen(route);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a route listener failed", e);
    }
  }

  private CompletableFuture<Route> decide(RouteChoice choice) {
    if (choice.otherwise() == null) {
      return CompletableFuture.completedFuture(choice.first());
    }
    return probe
        .reach(choice.first(), router.policy().timeout().orElseThrow())
        .handle((shake, failure) -> decided(choice, shake, failure));
  }

  private Route decided(
      RouteChoice choice, @Nullable Handshake shake, @Nullable Throwable failure) {
    Instant now = clock.instant();
    if (shake != null) {
      long millis = shake.connect().plus(shake.handshake()).toMillis();
      return choice.works(
          "answered at %s in %s ms"
              .formatted(shake.target().target().getAddress().getHostAddress(), millis),
          now);
    }
    String why = failure == null ? "no answer" : why(choice.first(), Futures.unwrap(failure));
    LOG.log(
        Level.WARNING,
        "traffic to {0} goes over the public network: {1}",
        choice.first().host(),
        why);
    return choice.fails(why, now);
  }

  private static String why(Route route, Throwable failure) {
    return NetworkCauses.describe(NetworkCauses.ofUnconnected(failure, route), route, failure);
  }
}
