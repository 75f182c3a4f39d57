package io.pinelink.internal.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The changes of one id that are not settled, oldest first. At most one of them is submitted, which
 * is to say gathered in a batch or in flight. Not thread-safe.
 */
final class ChangesOfId<C> {
  private final ArrayDeque<PendingChange<C>> changes = new ArrayDeque<>(1);
  private @Nullable PendingChange<C> newestReplacement;
  @Nullable PendingChange<C> submitted;

  /** Whether a caller has the future of a change. */
  boolean awaited;

  void add(PendingChange<C> change) {
    change.ofId = this;
    changes.addLast(change);
    awaited |= change.future != null;
    if (change.replacesEarlier()) {
      newestReplacement = change;
    }
  }

  /**
   * Returns the change to submit: the newest upsert or delete, since the earlier changes have no
   * effect after it; otherwise the oldest update. Null if there are no changes.
   */
  @Nullable PendingChange<C> next() {
    return newestReplacement != null ? newestReplacement : changes.peekFirst();
  }

  /** Removes and returns the submitted change, which was accepted, and those before it. */
  List<PendingChange<C>> accept(PendingChange<C> accepted) {
    List<PendingChange<C>> settled = new ArrayList<>(1);
    PendingChange<C> oldest;
    do {
      oldest = changes.removeFirst();
      settled.add(oldest);
    } while (oldest != accepted);
    forget(accepted);
    return settled;
  }

  /** Removes the submitted change, which was refused, so that earlier ones matter again. */
  void refuse(PendingChange<C> refused) {
    changes.remove(refused);
    forget(refused);
  }

  /** Returns the changes, oldest first. */
  Stream<PendingChange<C>> all() {
    return changes.stream();
  }

  private void forget(PendingChange<C> settled) {
    submitted = null;
    if (newestReplacement == settled) {
      newestReplacement = null;
      for (PendingChange<C> change : changes) {
        newestReplacement = change.replacesEarlier() ? change : newestReplacement;
      }
    }
  }
}
