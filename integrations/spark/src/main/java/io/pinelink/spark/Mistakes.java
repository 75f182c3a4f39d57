package io.pinelink.spark;

import java.util.ArrayList;
import java.util.List;

/** The mistakes in the options of a read or write, which are reported together. */
final class Mistakes {
  private final List<String> found = new ArrayList<>();

  void add(SourceOption option, String reason) {
    add(option.key(), reason);
  }

  void add(String option, String reason) {
    found.add(option + ": " + reason);
  }

  void throwIfAny() {
    if (!found.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", found));
    }
  }
}
