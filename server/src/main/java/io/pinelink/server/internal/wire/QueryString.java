package io.pinelink.server.internal.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A decoded query string; a name may occur several times. */
public final class QueryString {
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  public QueryString(String text) {
    for (String pair : text.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        values.computeIfAbsent(decoded(name), unused -> new ArrayList<>()).add(decoded(value));
      }
    }
  }

  /** Returns all names, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(values.keySet());
  }

  /** Returns the first value of a name; empty if there is none. */
  public Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  /** Returns all values of a name, in order. */
  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** Returns the pagination token, in either spelling; empty if there is none. */
  public String paginationToken() {
    return first("paginationToken").or(() -> first("pagination_token")).orElse("");
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
