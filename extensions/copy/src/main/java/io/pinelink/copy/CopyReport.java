package io.pinelink.copy;

import java.util.List;

/** The outcome of a copy, with a part for each namespace. */
public sealed interface CopyReport permits CopyRun.CopyResult {
  /** Returns the outcomes by namespace, in the order in which they were copied. */
  List<NamespaceCopyReport> namespaces();

  /** Returns the number of items that were copied in this run. */
  long copied();

  /** Returns the number of items that were found in the source and not copied. */
  long failed();

  /**
   * Returns whether everything was copied, every comparison that was requested found both sides
   * equal, and everything that {@link CopyOptions.Builder#mirror} had to delete was deleted.
   */
  boolean isClean();
}
