package io.pinelink.internal.bulk;

import io.pinelink.internal.bulk.Lane.Outgoing;
import io.pinelink.model.ConsistencyToken;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An accumulator of changes, which gathers one change per id into the batches of its lanes, and the
 * next one after that is settled. Batches that are full are added to the caller's list, since they
 * are sent without the caller's lock. Not thread-safe.
 */
final class ChangeAccumulator<C> {
  /** Lanes without changes are removed at this number of lanes. */
  private static final int MAX_LANES = 64;

  private record ChangeKey(String namespace, String id) {}

  private final Function<Lane.Key, Lane> newLane;
  private final Consumer<Lane> startLinger;
  private final Map<ChangeKey, ChangesOfId<C>> unsettled = new HashMap<>();
  private final Map<Lane.Key, Lane> lanes = new LinkedHashMap<>();
  private boolean closed;

  /** Creates an accumulator that starts the timer of each lane that has gathered a change. */
  ChangeAccumulator(Function<Lane.Key, Lane> newLane, Consumer<Lane> startLinger) {
    this.newLane = newLane;
    this.startLinger = startLinger;
  }

  /** Returns the lane of a key, a new one if there is none. */
  Lane lane(Lane.Key key) {
    Lane known = lanes.get(key);
    if (known != null) {
      return known;
    }
    Lane lane = newLane.apply(key);
    if (lanes.size() >= MAX_LANES) {
      lanes.values().removeIf(ChangeAccumulator::isClosed);
    }
    lanes.put(key, lane);
    return lane;
  }

  private static boolean isClosed(Lane lane) {
    if (lane.submitted > 0) {
      return false;
    }
    lane.close();
    return true;
  }

  void add(PendingChange<C> change, List<Outgoing> full) {
    ChangesOfId<C> changes =
        unsettled.computeIfAbsent(keyOf(change), unused -> new ChangesOfId<>());
    changes.add(change);
    submitNext(changes, false, full);
  }

  private static ChangeKey keyOf(PendingChange<?> change) {
    return new ChangeKey(change.lane.namespace(), change.id);
  }

  /**
   * Settles a sent change that was accepted, and those that it replaces. Returns all of them,
   * oldest first. The next change of the id is urgent if a flush waits for it.
   */
  List<PendingChange<C>> accept(PendingChange<C> accepted, boolean urgent, List<Outgoing> full) {
    ChangesOfId<C> changes = Objects.requireNonNull(accepted.ofId);
    List<PendingChange<C>> settled = changes.accept(accepted);
    continueWith(changes, accepted, urgent, full);
    return settled;
  }

  /** Settles a sent change that was refused, as {@link #accept} does. */
  void refuse(PendingChange<C> refused, boolean urgent, List<Outgoing> full) {
    ChangesOfId<C> changes = Objects.requireNonNull(refused.ofId);
    changes.refuse(refused);
    continueWith(changes, refused, urgent, full);
  }

  private void continueWith(
      ChangesOfId<C> changes, PendingChange<C> settled, boolean urgent, List<Outgoing> full) {
    if (closed) {
      return; // nothing more is sent
    }
    Lane lane = lane(settled.lane);
    lane.submitted--;
    if (changes.next() == null) {
      unsettled.remove(keyOf(settled));
    } else {
      submitNext(changes, urgent, full);
    }
    lane.takeIfAwaited(full);
  }

  /**
   * Submits the next change of an id, unless one is in flight. One that is only gathered makes room
   * for a newer one.
   */
  private void submitNext(ChangesOfId<C> changes, boolean urgent, List<Outgoing> full) {
    PendingChange<C> next = changes.next();
    PendingChange<C> current = changes.submitted;
    if (next == null || next == current) {
      return;
    }
    boolean isUrgent = urgent;
    if (current != null) {
      Lane gathering = lane(current.lane);
      if (!gathering.withdraw(current)) {
        return;
      }
      isUrgent |= gathering.urgent;
    }
    changes.submitted = next;
    Lane lane = lane(next.lane);
    lane.urgent |= isUrgent;
    if (changes.awaited && !lane.awaited) {
      lane.awaited = true;
      lane.stopLinger(); // for a shorter one
    }
    lane.gather(next, full);
    lane.takeIfAwaited(full);
    if (lane.batcher.size() > 0 && lane.linger == null) {
      startLinger.accept(lane);
    }
  }

  /** Takes the gathered changes of some lanes, although their batches are not full. */
  void take(Predicate<Lane> which, List<Outgoing> gathered) {
    for (Lane lane : lanes.values()) {
      if (which.test(lane)) {
        lane.take(gathered);
      }
    }
  }

  /** Returns the highest limit of concurrent calls of all lanes; 0 without lanes. */
  int limit() {
    return lanes.values().stream().mapToInt(lane -> lane.limiter.limit()).max().orElse(0);
  }

  /** Submits nothing more. What is in flight may still be settled. */
  void close() {
    closed = true;
    lanes.values().forEach(Lane::close);
    lanes.clear();
  }

  /** Drops all changes. Returns the futures of those that are not settled. */
  List<CompletableFuture<Optional<ConsistencyToken>>> drop() {
    List<CompletableFuture<Optional<ConsistencyToken>>> futures =
        unsettled.values().stream()
            .flatMap(ChangesOfId::all)
            .flatMap(change -> Stream.ofNullable(change.future))
            .toList();
    unsettled.clear();
    return futures;
  }
}
