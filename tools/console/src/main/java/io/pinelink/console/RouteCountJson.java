package io.pinelink.console;

import io.pinelink.routing.RouteCount;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The counters of routes, as the page shows them. */
final class RouteCountJson {
  private RouteCountJson() {}

  static List<Map<String, @Nullable Object>> of(List<RouteCount> counts) {
    List<Map<String, @Nullable Object>> list = new ArrayList<>();
    for (RouteCount count : counts) {
      Map<String, @Nullable Object> each = new LinkedHashMap<>();
      each.put("kind", CallJson.word(count.kind()));
      each.put("controlPlane", count.controlPlane());
      each.put("calls", count.calls());
      each.put("connections", count.connections());
      each.put("refusals", count.refusals());
      list.add(each);
    }
    return list;
  }
}
