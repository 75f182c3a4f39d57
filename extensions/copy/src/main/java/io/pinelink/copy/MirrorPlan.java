package io.pinelink.copy;

/**
 * The deletes that {@linkplain CopyOptions.Builder#mirror a mirror} has to make in a target
 * namespace, counted before anything is copied.
 */
public sealed interface MirrorPlan permits Mirror.MirrorPlanResult {
  /** Returns the number of items of the target that the source does not have. */
  long deletes();

  /** Returns the number of items of the target. */
  long targetItems();

  /** Returns the share of the target's items that would be deleted, 0 to 1. */
  double deletedShare();

  /** Returns whether the source namespace has no items, or does not exist. */
  boolean isSourceEmpty();
}
