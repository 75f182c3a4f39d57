package io.pinelink.springboot;

import io.pinelink.routing.Route;
import java.util.Map;
import java.util.TreeMap;

/** A route as the actuator shows it. */
final class RouteDescription {
  private RouteDescription() {}

  static Map<String, Object> of(Route route) {
    Map<String, Object> shown = new TreeMap<>();
    shown.put("host", route.host());
    shown.put("kind", JsonWord.of(route.kind()));
    shown.put("dial", route.dial().stream().map(Object::toString).toList());
    shown.put("source", JsonWord.of(route.source()));
    shown.put("reason", route.reason());
    route.policy().ifPresent(policy -> shown.put("policy", JsonWord.of(policy.choice())));
    return shown;
  }
}
