package io.pinelink.rewrite;

import java.util.Map;
import java.util.TreeMap;

/** From types of the official client to Pinelink's. */
final class NewTypes {
  /** Lists whose element type Pinelink names. */
  static final Map<String, String> LISTS = RecipeTable.read("lists.properties");

  private static final Map<String, String> ALL =
      new TreeMap<>(RecipeTable.read("types.properties"));

  static {
    LISTS.keySet().forEach(list -> ALL.put(list, "io.pinelink.model.ListResponse"));
  }

  private NewTypes() {}

  static Map<String, String> all() {
    return ALL;
  }

  /** Returns Pinelink's type, or the same type if it has no counterpart. */
  static String of(String official) {
    return ALL.getOrDefault(official, official).replace('$', '.');
  }
}
