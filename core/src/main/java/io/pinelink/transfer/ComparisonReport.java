package io.pinelink.transfer;

import java.time.Duration;
import java.util.List;

/**
 * The outcome of a comparison. {@code equal + missing + extra + different} is the number of ids
 * that at least one side has.
 */
public sealed interface ComparisonReport permits TransferBridge.ComparisonResult {
  /** Returns the number of ids with the same content on both sides. */
  long equal();

  /** Returns the number of ids that only this side has. */
  long missing();

  /** Returns the number of ids that only the other side has. */
  long extra();

  /** Returns the number of ids whose content differs. */
  long different();

  /** Returns the first differences, as many as the options keep, in no particular order. */
  List<Difference> differences();

  /** Returns the duration of the comparison. */
  Duration elapsed();

  /** Returns whether no difference was found. */
  boolean isEqual();
}
