package io.pinelink.copy;

import java.util.List;

/** An id that both sides do not have with the same content. */
public sealed interface Difference permits Differences.DifferenceResult {
  /** Returns the id. */
  String id();

  /** Returns the kind of the difference. */
  Kind kind();

  /**
   * Returns what differs, such as {@code values}, {@code sparse values} and {@code metadata 'year'}
   * of a vector, or {@code field 'title'} of a document; empty unless the kind is {@link
   * Kind#DIFFERENT}. Values themselves are never part of it.
   */
  List<String> parts();

  /** The kinds of differences. */
  enum Kind {
    /** Only this side has the id. */
    MISSING,
    /** Only the other side has the id. */
    EXTRA,
    /** Both sides have the id, with other content. */
    DIFFERENT,
    /** The other side, such as a file, has the id more than once. */
    DUPLICATE
  }
}
