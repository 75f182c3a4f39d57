package io.pinelink.internal.bulk;

import org.jspecify.annotations.Nullable;

/**
 * A change that is not settled. Its position is the number of changes written before it.
 *
 * @param <C> the type of the caller's context
 */
final class PendingChange<C> extends Item<Object> {
  final LaneKey lane;
  final C context;

  /** The flush that waits for the change. */
  final FlushInterval interval;

  /** The changes of its id that are not settled; null before it is one of them. */
  @Nullable ChangesOfId<C> ofId;

  PendingChange(
      long position,
      String id,
      Object value,
      long bytes,
      LaneKey lane,
      C context,
      FlushInterval interval) {
    super(position, id, value, bytes);
    this.lane = lane;
    this.context = context;
    this.interval = interval;
  }

  boolean replacesEarlier() {
    return lane.kind().replacesEarlier();
  }
}
