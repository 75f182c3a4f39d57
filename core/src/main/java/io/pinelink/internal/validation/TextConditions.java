package io.pinelink.internal.validation;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** The filter conditions on the words of a text, which the service accepts in reads only. */
public final class TextConditions {
  private static final Set<String> OPERATORS = Set.of("$match_phrase", "$match_all", "$match_any");

  private TextConditions() {}

  /** Refuses a filter, in the form of JSON, that has such a condition. */
  public static void refuse(String operation, Map<String, Object> filter) {
    String found = find(filter);
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(
          ("filter of %s has the operator %s, which only searches and fetches accept; fetch"
                  + " the ids first")
              .formatted(operation, found));
    }
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
