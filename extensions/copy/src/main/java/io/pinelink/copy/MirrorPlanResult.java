package io.pinelink.copy;

/** A {@link MirrorPlan}. */
record MirrorPlanResult(long deletes, long targetItems, boolean isSourceEmpty)
    implements MirrorPlan {
  @Override
  public double deletedShare() {
    return targetItems == 0 ? 0 : (double) deletes / targetItems;
  }
}
