package io.pinelink.internal.bulk;

import io.pinelink.model.ConsistencyToken;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A change that is not settled. Its position is the number of changes written before it.
 *
 * @param <C> the type of the caller's context
 */
final class PendingChange<C> extends Item<Object> {
  final Lane.Key lane;

  /** Passed to the listener; null if there is a future. */
  final @Nullable C context;

  /** Receives the outcome in place of the listener. */
  final @Nullable CompletableFuture<Optional<ConsistencyToken>> future;

  /** The flush that waits for the change. */
  final FlushInterval interval;

  /** The changes of its id that are not settled; null before it is one of them. */
  @Nullable ChangesOfId<C> ofId;

  PendingChange(
      long position,
      String id,
      Object value,
      long bytes,
      Lane.Key lane,
      @Nullable C context,
      @Nullable CompletableFuture<Optional<ConsistencyToken>> future,
      FlushInterval interval) {
    super(position, id, value, bytes);
    this.lane = lane;
    this.context = context;
    this.future = future;
    this.interval = interval;
  }

  boolean replacesEarlier() {
    return lane.kind().replacesEarlier();
  }
}
