package io.pinelink.examples.rag;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteCount;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * The route to the index, and what the client has sent since the start.
 *
 * @param kind the network that the route crosses
 * @param host the host of the index
 * @param addresses the addresses that the client dials
 * @param reason why this route was chosen, in one sentence
 * @param privateCalls the number of calls over private routes
 * @param publicCalls the number of calls over public routes, to indexes and to the control plane
 */
record ClientTraffic(
    Route.Kind kind,
    String host,
    List<String> addresses,
    String reason,
    long privateCalls,
    long publicCalls) {

  static ClientTraffic of(Pinelink client, Index index) {
    Route route = index.route();
    return new ClientTraffic(
        route.kind(),
        route.host(),
        route.dial().stream().map(ClientTraffic::address).toList(),
        route.reason(),
        calls(client, Route.Kind.PRIVATE),
        calls(client, Route.Kind.PUBLIC));
  }

  private static String address(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  private static long calls(Pinelink client, Route.Kind kind) {
    Predicate<RouteCount> ofKind = count -> count.kind() == kind;
    return client.routeCounts().stream().filter(ofKind).mapToLong(RouteCount::calls).sum();
  }
}
