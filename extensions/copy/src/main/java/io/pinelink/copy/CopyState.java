package io.pinelink.copy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The progress of the copy of a namespace.
 *
 * @param token the token of the first page that is not settled; null for the first page, or if the
 *     copy is complete
 * @param last the last id before that page; null if there is none
 * @param copied the number of items that were copied so far
 * @param complete whether all pages are settled
 * @param again the ids before the page that were refused
 */
record CopyState(
    @Nullable String token,
    @Nullable String last,
    long copied,
    boolean complete,
    List<String> again) {
  static final CopyState START = new CopyState(null, null, 0, false, List.of());

  /** Returns whether a later run has nothing to do. */
  boolean isDone() {
    return complete && again.isEmpty();
  }
}
