package io.pinelink.copy;

import java.util.List;

/** A {@link Difference}. */
record DifferenceResult(String id, Kind kind, List<String> parts) implements Difference {
  /** Returns the kind, the id and the parts. */
  @Override
  public String toString() {
    return kind + " '" + id + "'" + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }
}
