package io.pinelink.copy;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The deletes of a mirror, within the bounds of its options. */
record Mirror(NamespaceSide<?> source, NamespaceSide<?> target, CopyOptions options) {
  /**
   * Counts what has to be deleted.
   *
   * @throws IllegalArgumentException if that is more than the options allow, except in a dry run
   */
  MirrorPlan plan() {
    ExtraIds extra = new ExtraIds(source, target, options.bulk().stallTimeout());
    boolean sourceIsEmpty = extra.isSourceEmpty();
    long deletes = 0;
    for (; extra.hasNext(); deletes++) {
      extra.next();
    }
    MirrorPlan plan = new MirrorPlanResult(deletes, extra.targetItems(), sourceIsEmpty);
    if (!options.isDryRun()) {
      check(plan);
    }
    return plan;
  }

  private void check(MirrorPlan plan) {
    String counts =
        "%s has %s items, of which a mirror would delete %s; nothing was copied"
            .formatted(named(target), plan.targetItems(), plan.deletes());
    if (plan.isSourceEmpty()) {
      // All namespaces include those that are listed without items, such as the default one.
      boolean isHarmless = options.copiesAllNamespaces() && plan.deletes() == 0;
      if (!isHarmless && !options.allowsEmptySource()) {
        throw new IllegalArgumentException(
            "%s is empty or does not exist, and allowEmptySource is not set: %s"
                .formatted(named(source), counts));
      }
    } else if (plan.deletes() > max(plan)) {
      throw new IllegalArgumentException(
          "maxDeletedShare is " + options.maxDeletedShare() + ", but " + counts);
    }
  }

  private long max(MirrorPlan plan) {
    return plan.isSourceEmpty()
        ? Long.MAX_VALUE
        : (long) Math.floor(plan.targetItems() * options.maxDeletedShare());
  }

  private static String named(NamespaceSide<?> side) {
    return "namespace '" + side.namespace() + "' of " + side.description();
  }

  /**
   * Returns the ids to delete after the copy. The iterator fails if the source has lost so many
   * items since the count that the options do not allow the deletes any more.
   */
  Iterator<String> ids(MirrorPlan plan) {
    ExtraIds extra = new ExtraIds(source, target, options.bulk().stallTimeout());
    long max = max(plan);
    if (extra.isSourceEmpty() && !plan.isSourceEmpty()) {
      throw new IllegalStateException(
          named(source) + " is empty since the copy; a mirror would delete everything");
    }
    return new Iterator<>() {
      private long returned;

      @Override
      public boolean hasNext() {
        return extra.hasNext();
      }

      @Override
      public String next() {
        if (!extra.hasNext()) {
          throw new NoSuchElementException();
        }
        if (returned == max) {
          throw new IllegalStateException(
              named(source)
                  + " lost items during the copy: a mirror would delete more than "
                  + max
                  + " of the "
                  + plan.targetItems()
                  + " items that "
                  + named(target)
                  + " had, and maxDeletedShare is "
                  + options.maxDeletedShare());
        }
        returned++;
        return extra.next();
      }
    };
  }

  /** A {@link MirrorPlan}. */
  record MirrorPlanResult(long deletes, long targetItems, boolean isSourceEmpty)
      implements MirrorPlan {
    @Override
    public double deletedShare() {
      return targetItems == 0 ? 0 : (double) deletes / targetItems;
    }
  }
}
