package io.pinelink.copy;

import java.time.Duration;
import java.util.List;

/** The outcome of a comparison. */
public sealed interface ComparisonReport permits Differences.ComparisonResult {
  /**
   * Returns the number of ids that were compared: {@code equal + missing + extra + different}. Each
   * row of a {@linkplain #duplicates() duplicate} counts.
   */
  long compared();

  /** Returns the number of ids with the same content on both sides. */
  long equal();

  /** Returns the number of ids that only this side has. */
  long missing();

  /** Returns the number of ids that only the other side has. */
  long extra();

  /** Returns the number of ids whose content differs. */
  long different();

  /** Returns the number of ids that both sides listed, and then neither had. */
  long vanished();

  /** Returns the number of ids that the other side, such as a file, has more than once. */
  long duplicates();

  /**
   * Returns how many items more the statistics of the two indexes count than their listings have,
   * so that the listings may be incomplete; 0 if the statistics are not available. They lag behind
   * writes, so they are read again for up to a minute before a deviation is reported.
   */
  long unlisted();

  /** Returns the first differences, as many as the options keep, in no particular order. */
  List<Difference> differences();

  /** Returns the duration of the comparison. */
  Duration elapsed();

  /**
   * Returns whether something was compared, all of it is equal, no id is a duplicate, and the
   * listings have all items that the statistics of the indexes count. Two namespaces without items
   * are not equal.
   */
  boolean isEqual();
}
