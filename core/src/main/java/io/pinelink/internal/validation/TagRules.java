package io.pinelink.internal.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rule for the tags of an index. */
public final class TagRules {
  private static final int MAX_KEY = 80;
  private static final int MAX_VALUE = 120;

  private TagRules() {}

  private static void check(String key, String value) {
    Check.range("length of tag key '" + key + "'", key.length(), 1, MAX_KEY);
    Check.range("length of the value of tag '" + key + "'", value.length(), 0, MAX_VALUE);
  }

  /** Returns tags with one more: a key of 1 to 80 characters, a value of at most 120. */
  public static Map<String, String> with(Map<String, String> tags, String key, String value) {
    check(key, value);
    Map<String, String> more = new LinkedHashMap<>(tags);
    more.put(key, value);
    return Collections.unmodifiableMap(more);
  }
}
