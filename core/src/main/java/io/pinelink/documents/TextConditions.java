package io.pinelink.documents;

import io.pinelink.model.Filter;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The filter conditions on the words of a text, which the service accepts in reads only. */
final class TextConditions {
  private static final Set<String> OPERATORS = Set.of("$match_phrase", "$match_all", "$match_any");

  private TextConditions() {}

  /**
   * Returns a filter that has no such condition.
   *
   * @throws IllegalArgumentException if it has one
   */
  static Filter refuse(String operation, Filter filter) {
    String found = find(Objects.requireNonNull(filter, "filter is null").asMap());
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          "filter of "
              + operation
              + " has the operator "
              + found
              + ", which only searches and fetches accept; fetch the ids first");
    }
    return filter;
  }

  /** Returns the first such operator; empty if there is none. */
  private static String find(Object condition) {
    if (condition instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        String found =
            member.getKey() instanceof String name && OPERATORS.contains(name)
                ? name
                : find(member.getValue());
        if (!found.isEmpty()) {
          return found;
        }
      }
    } else if (condition instanceof Collection<?> list) {
      for (Object element : list) {
        String found = find(element);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }
}
