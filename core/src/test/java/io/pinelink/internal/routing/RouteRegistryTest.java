package io.pinelink.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.internal.call.CurrentRoute;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.Kind;
import io.pinelink.routing.RouteListener;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.dial.AddressResolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouteRegistryTest {
  private static final String PUBLIC = "docs-a1.svc.aped-1.pinecone.io";
  private static final String PRIVATE = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final String MOVED = "docs-b2.svc.aped-2.pinecone.io";
  private static final Instant NOW = Instant.parse("2026-11-25T09:00:00Z");

  private final List<String> asked = new CopyOnWriteArrayList<>();

  /** Lookups of the private name wait until it is complete. */
  private volatile CompletableFuture<?> gate = CompletableFuture.completedFuture("open");

  private final List<Route> chosen = new ArrayList<>();
  private volatile @Nullable InetAddress answer;

  private final RouteListener listener =
      new RouteListener() {
        @Override
        public void chosen(Route route) {
          chosen.add(route);
        }
      };

  private final AddressResolver resolver =
      new AddressResolver(
          name -> {
            asked.add(name);
            if (name.equals(PRIVATE)) {
              gate.join();
            }
            InetAddress found = answer;
            if (found == null) {
              throw new UnknownHostException(name);
            }
            return new InetAddress[] {found};
          },
          () -> 0L,
          new RouteListener() {});

  private RouteRegistry routes(RoutePolicy policy) {
    Router router = new Router(policy, List.of(), new TrustedDomains(List.of()));
    return new RouteRegistry(router, new RouteProbe(resolver), listener, () -> NOW);
  }

  private RouteRegistry preferring() {
    return routes(RoutePolicy.privatePreferred(Duration.ofSeconds(30)));
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aFixedRouteIsNotProbed() throws Exception {
    Route route = await(routes(RoutePolicy.asGiven()).open(IndexHosts.given(PUBLIC))).now();

    assertThat(route.host()).isEqualTo(PUBLIC);
    assertThat(asked).isEmpty();
    assertThat(chosen).containsExactly(route);
  }

  @Test
  void aPrivateNameThatDoesNotResolveFallsBackToThePublicRoute() throws Exception {
    Route route = await(preferring().open(IndexHosts.given(PUBLIC))).now();

    assertThat(route.kind()).isEqualTo(Kind.PUBLIC);
    assertThat(route.host()).isEqualTo(PUBLIC);
    assertThat(route.reason())
        .startsWith("privatePreferred(30 s); public, since " + PRIVATE + " did not answer: ")
        .contains("does not resolve", "private.aped-1.pinecone.io");
    assertThat(route.decision().at()).contains(NOW);
  }

  @Test
  void aPrivateNameWithAPublicAddressIsNeverDialledAndFallsBack() throws Exception {
    answer = InetAddress.getByName("203.0.113.1");

    Route route = await(preferring().open(IndexHosts.given(PUBLIC))).now();

    assertThat(route.kind()).isEqualTo(Kind.PUBLIC);
    assertThat(route.reason()).contains("leads to 203.0.113.1, which is public");
  }

  @Test
  void theRouteOfAnIndexIsProbedOnce() throws Exception {
    RouteRegistry routes = preferring();
    CurrentRoute first = await(routes.open(IndexHosts.given(PUBLIC)));

    assertThat(await(routes.open(IndexHosts.given(PUBLIC)))).isSameAs(first);
    assertThat(asked).hasSize(1);
    assertThat(chosen).hasSize(1);
  }

  @Test
  void refreshingProbesAgain() throws Exception {
    RouteRegistry routes = preferring();
    CurrentRoute open = await(routes.open(IndexHosts.given(PUBLIC)));

    assertThat(await(routes.refresh())).containsExactly(open.now());

    assertThat(asked).hasSize(2);
    assertThat(chosen).as("the same route came out").hasSize(1);
  }

  @Test
  void aSlowRefreshDoesNotUndoAMove() throws Exception {
    RouteRegistry routes = preferring();
    CurrentRoute open = await(routes.open(IndexHosts.given(PUBLIC)));
    gate = new CompletableFuture<>();
    CompletableFuture<List<Route>> refresh = routes.refresh();

    Route moved = await(routes.move(open, IndexHosts.given(MOVED)));
    gate.complete(null);

    assertThat(await(refresh)).containsExactly(moved);
    assertThat(open.now()).isSameAs(moved);
    assertThat(open.now().host()).isEqualTo(MOVED);
    assertThat(asked.stream().filter(PRIVATE::equals)).as("the refresh did ask").hasSize(2);
  }

  @Test
  void cancellingAnOpenDoesNotAffectOthers() throws Exception {
    RouteRegistry routes = preferring();
    CompletableFuture<CurrentRoute> mine = routes.open(IndexHosts.given(PUBLIC));
    mine.cancel(true);

    assertThat(await(routes.open(IndexHosts.given(PUBLIC))).now().host()).isEqualTo(PUBLIC);
  }
}
