package io.pinelink.mcp;

import io.pinelink.Pinelink;
import io.pinelink.model.ResponseInfo;
import io.pinelink.routing.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a tool call: the content of the tool, the route that its calls took, and the number
 * of all data calls by route.
 */
final class Answer {
  /** Room for the route, the counters and the notes. */
  private static final int ENVELOPE_BYTES = 1_024;

  private final Map<String, Object> content = new LinkedHashMap<>();
  private final Pinelink client;
  private final AnswerLimits limits;
  private final ShortTexts texts;
  private final List<String> notes = new ArrayList<>();
  private @Nullable Route route;
  private @Nullable String protocol;

  Answer(Pinelink client, AnswerLimits limits) {
    this.client = client;
    this.limits = limits;
    this.texts = new ShortTexts(limits.fieldChars());
  }

  /** Sets the route of the calls, before they are made. */
  Answer over(Route newRoute) {
    this.route = newRoute;
    return this;
  }

  /** Sets the route that a response came over. */
  Answer from(ResponseInfo info) {
    this.protocol = info.protocol().name().toLowerCase(Locale.ROOT);
    return over(info.route());
  }

  Optional<Route> route() {
    return Optional.ofNullable(route);
  }

  void note(String note) {
    notes.add(note);
  }

  /** Adds a member. */
  Answer put(String name, Object value) {
    content.put(name, texts.value(value));
    return this;
  }

  Answer put(String name, Optional<?> value) {
    value.ifPresent(present -> put(name, present));
    return this;
  }

  /**
   * Adds a list, as far as it fits into the answer. What does not fit is left out from the end; of
   * an item that alone is too large, only the members that identify it are kept.
   *
   * @param kept the members of items that are always kept
   */
  Answer putItems(String name, List<?> items, String... kept) {
    List<Object> fitting = new ArrayList<>();
    int left = limits.bytes() - ENVELOPE_BYTES - JsonMapping.bytes(content);
    for (Object item : items) {
      Object shown = texts.value(item);
      int size = JsonMapping.bytes(shown) + 1;
      if (size > left && fitting.isEmpty() && shown instanceof Map<?, ?> map) {
        shown = only(map, List.of(kept));
        size = JsonMapping.bytes(shown) + 1;
        notes.add(
            "the first item is larger than the limit of "
                + limits.bytes()
                + " bytes, so most of it"
                + " is left out; select fewer fields");
      }
      if (size > left) {
        notes.add(
            (items.size() - fitting.size())
                + " of "
                + items.size()
                + " items are left out, since an answer has at most "
                + limits.bytes()
                + " bytes; ask for fewer items or fields");
        break;
      }
      fitting.add(shown);
      left -= size;
    }
    content.put(name, fitting);
    return this;
  }

  private static Map<Object, Object> only(Map<?, ?> item, List<String> kept) {
    Map<Object, Object> rest = new LinkedHashMap<>();
    item.forEach(
        (key, value) -> {
          if (kept.contains(key)) {
            rest.put(key, value);
          }
        });
    return rest;
  }

  /** Returns the structured content. */
  Map<String, Object> content() {
    Map<String, Object> all = new LinkedHashMap<>(content);
    addRoute(all);
    texts.note().ifPresent(notes::add);
    if (!notes.isEmpty()) {
      all.put("notes", List.copyOf(notes));
    }
    return all;
  }

  /** Adds the route and the counters to what the agent sees. */
  void addRoute(Map<String, Object> all) {
    Map<String, Object> taken = new LinkedHashMap<>();
    if (route == null) {
      taken.put("kind", "none");
    } else {
      taken.put("kind", RouteCounters.word(route.kind()));
      taken.put("host", route.authority());
      if (protocol != null) {
        taken.put("protocol", protocol);
      }
      taken.put("controlPlane", route.isControlPlane());
    }
    all.put("route", taken);
    all.put("dataCalls", RouteCounters.dataCalls(client));
  }
}
