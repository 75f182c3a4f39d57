package io.pinelink.model;

import java.util.Map;

/**
 * A filter as the service's JSON object.
 *
 * @param asMap each value a String, a Double, a Boolean, a map of the same kind, or a list of these
 */
record FilterTree(Map<String, Object> asMap) implements Filter {
  static final int MAX_OPERANDS = 10_000;

  @Override
  public String toString() {
    return "Filter" + asMap.keySet();
  }
}
