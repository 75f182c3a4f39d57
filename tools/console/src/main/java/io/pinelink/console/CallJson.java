package io.pinelink.console;

import io.pinelink.model.ReadResponse;
import io.pinelink.model.Response;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Routes, and what a call of the console took, as the page shows them. */
final class CallJson {
  private CallJson() {}

  /** Returns a page of records with the calls that read it. */
  static Map<String, @Nullable Object> page(
      List<Map<String, @Nullable Object>> items,
      Optional<String> next,
      Map<String, @Nullable Object> call) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("items", items);
    json.put("next", next.orElse(null));
    json.put("call", call);
    return json;
  }

  /** Returns the matches of a search with its calls. */
  static Map<String, @Nullable Object> matches(
      List<Map<String, @Nullable Object>> matches, Map<String, @Nullable Object> call) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("matches", matches);
    json.put("call", call);
    return json;
  }

  /** Returns route, protocol, attempts and cost of calls that were made one after the other. */
  static Map<String, @Nullable Object> of(long startedNanos, Response... responses) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    ResponseInfo last = responses[responses.length - 1].info();
    json.put("route", word(last.route().kind()));
    json.put("host", last.route().host());
    json.put("protocol", word(last.protocol()));
    json.put("calls", responses.length);
    json.put("milliseconds", milliseconds(startedNanos));
    json.put("readUnits", readUnits(responses));
    return json;
  }

  private static @Nullable Long readUnits(Response... responses) {
    long sum = 0;
    boolean known = false;
    for (Response response : responses) {
      OptionalLong units =
          response instanceof ReadResponse read ? read.readUnits() : OptionalLong.empty();
      if (units.isPresent()) {
        known = true;
        sum += units.getAsLong();
      }
    }
    return known ? sum : null;
  }

  /** Returns the time since a start in milliseconds, with one digit of a fraction. */
  static double milliseconds(long startedNanos) {
    return Math.round((System.nanoTime() - startedNanos) / 100_000.0) / 10.0;
  }

  /** Returns a route with the reason for it. */
  static Map<String, @Nullable Object> of(Route route) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", word(route.kind()));
    json.put("host", route.host());
    json.put("port", route.port());
    json.put("plaintext", route.plaintext());
    json.put("dial", route.dial().stream().map(CallJson::text).toList());
    json.put("privateZone", route.privateZone().orElse(null));
    json.put("policy", route.policy().map(policy -> word(policy.choice())).orElse(null));
    json.put("source", word(route.source()));
    json.put("reason", route.reason());
    return json;
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the name that the page shows for a namespace: the default one has one name. */
  static String namespace(String name) {
    return name.isEmpty() ? IndexPages.DEFAULT_NAMESPACE : name;
  }
}
