package io.pinelink.internal.bulk;

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
