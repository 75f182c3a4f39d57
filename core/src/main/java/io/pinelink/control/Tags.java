package io.pinelink.control;

import io.pinelink.internal.validation.Check;

/** The rule for an index's tags. */
final class Tags {
  private static final int MAX_KEY = 80;
  private static final int MAX_VALUE = 120;

  private Tags() {}

  static void check(String key, String value) {
    Check.range("length of tag key '" + key + "'", key.length(), 1, MAX_KEY);
    Check.range("length of the value of tag '" + key + "'", value.length(), 0, MAX_VALUE);
  }
}
