package io.pinelink.mcp;

import io.pinelink.Pinelink;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The calls of a client by kind of route, which show where data went. */
final class RouteCounters {
  private RouteCounters() {}

  /** Returns the number of calls to indexes for each kind of route, all kinds included. */
  static Map<String, Object> dataCalls(Pinelink client) {
    List<RouteCount> counts = client.routeCounts();
    Map<String, Object> calls = new LinkedHashMap<>();
    for (Route.Kind kind : Route.Kind.values()) {
      calls.put(word(kind), sum(counts, kind));
    }
    return calls;
  }

  /** Returns one line about all calls, for the end of the log. */
  static String summary(Pinelink client) {
    Map<String, Object> calls = dataCalls(client);
    long control =
        client.routeCounts().stream()
            .filter(RouteCount::controlPlane)
            .mapToLong(RouteCount::calls)
            .sum();
    return String.format(
        Locale.ROOT,
        "data calls: %s private, %s local, %s public; calls to the control plane: %d",
        calls.get("private"),
        calls.get("local"),
        calls.get("public"),
        control);
  }

  static String word(Route.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static long sum(List<RouteCount> counts, Route.Kind kind) {
    return counts.stream()
        .filter(count -> count.kind() == kind && !count.controlPlane())
        .mapToLong(RouteCount::calls)
        .sum();
  }
}
