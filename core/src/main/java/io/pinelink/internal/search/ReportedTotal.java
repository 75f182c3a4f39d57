package io.pinelink.internal.search;

import java.util.OptionalLong;

/** The sum of a count over several responses. Not thread-safe. */
final class ReportedTotal {
  private OptionalLong total = OptionalLong.empty();

  void add(OptionalLong reported) {
    if (reported.isPresent()) {
      total = OptionalLong.of(total.orElse(0) + reported.getAsLong());
    }
  }

  /** Returns the sum over the responses that report the count; empty if none does. */
  OptionalLong total() {
    return total;
  }
}
