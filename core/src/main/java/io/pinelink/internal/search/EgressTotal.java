package io.pinelink.internal.search;

import java.util.OptionalLong;

/** The sum of the egress of several responses. Not thread-safe. */
final class EgressTotal {
  private OptionalLong bytes = OptionalLong.empty();

  void add(OptionalLong reported) {
    if (reported.isPresent()) {
      bytes = OptionalLong.of(bytes.orElse(0) + reported.getAsLong());
    }
  }

  /** Returns the bytes of the responses that report them; empty if none does. */
  OptionalLong bytes() {
    return bytes;
  }
}
