package io.pinelink.internal.bulk;

import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of one kind of calls to one namespace, which all bulk operations with them share: one
 * limit, and one pause when the service asks for it. Who waits for a turn gets one in the order of
 * asking; since each bulk operation asks for one turn at a time, they take turns.
 *
 * <p>A bulk operation that cannot wait for as long as the service asked another one to pause is not
 * held up: its turn comes, and the service's answer to its call decides.
 *
 * <p>Thread-safe.
 */
final class ConcurrencyLimiter {
  private final AdaptiveLimit limit = new AdaptiveLimit(1, Integer.MAX_VALUE);
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final DoubleSupplier jitter;
  private final ArrayDeque<Permit> waiting = new ArrayDeque<>();
  private final Map<Object, int[]> members = new HashMap<>();
  private int inFlight;
  private @Nullable Wakeup wakeup;

  private record Permit(Runnable task, Duration maxPause) {}

  /** A timer that gives turns when a pause is over. */
  private record Wakeup(long at, CompletableFuture<Void> timer) {}

  ConcurrencyLimiter(Scheduler scheduler, LongSupplier nanoTime, DoubleSupplier jitter) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  /** Counts a bulk operation in. The bounds are the highest ones of all that are in. */
  synchronized void join(Object member, int floor, int ceiling) {
    members.put(member, new int[] {floor, ceiling});
    bound();
  }

  /** Counts a bulk operation out; what was learnt stays. */
  synchronized void leave(Object member) {
    members.remove(member);
    bound();
  }

  synchronized boolean isIdle() {
    return members.isEmpty() && inFlight == 0;
  }

  private void bound() {
    if (!members.isEmpty()) {
      int floor = members.values().stream().mapToInt(bounds -> bounds[0]).max().orElse(1);
      int ceiling = members.values().stream().mapToInt(bounds -> bounds[1]).max().orElse(1);
      limit.bound(floor, Math.max(floor, ceiling));
    }
  }

  /**
   * Asks for a turn: {@code permit} is run once when it comes, maybe at once.
   *
   * @param maxPause the longest pause that is worth waiting for
   */
  void ask(Runnable permit, Duration maxPause) {
    synchronized (this) {
      waiting.add(new Permit(permit, maxPause));
    }
    givePermits();
  }

  /** Whether the turn was still waited for; then it does not come any more. */
  boolean withdraw(Runnable permit) {
    boolean withdrawn;
    Wakeup needless = null;
    synchronized (this) {
      withdrawn = waiting.removeIf(asked -> asked.task() == permit);
      if (waiting.isEmpty()) {
        needless = wakeup;
        wakeup = null;
      }
    }
    if (needless != null) {
      needless.timer().cancel(false);
    }
    return withdrawn;
  }

  /** A turn was not used, or its call ended in a way that tells nothing about the service. */
  void giveBack() {
    synchronized (this) {
      inFlight--;
    }
    givePermits();
  }

  /** The call of a turn succeeded. */
  void accepted(long startedAt) {
    synchronized (this) {
      limit.accepted(startedAt, nanoTime.getAsLong(), inFlight);
      inFlight--;
    }
    givePermits();
  }

  /** The call of a turn failed in a way that may pass. */
  void failed(long startedAt) {
    synchronized (this) {
      limit.failed(startedAt, nanoTime.getAsLong(), inFlight);
      inFlight--;
    }
    givePermits();
  }

  /** The call of a turn was throttled; all bulk operations here heed the hint. */
  void throttled(long startedAt, @Nullable Duration hint) {
    synchronized (this) {
      limit.throttled(startedAt, nanoTime.getAsLong(), hint, jitter.getAsDouble());
      inFlight--;
    }
    givePermits();
  }

  synchronized int limit() {
    return limit.limit();
  }

  private void givePermits() {
    List<Runnable> come = new ArrayList<>();
    Wakeup next;
    synchronized (this) {
      Duration soonest = null;
      for (Iterator<Permit> asked = waiting.iterator();
          asked.hasNext() && inFlight < limit.limit(); ) {
        Permit permit = asked.next();
        Duration pause = limit.pause(nanoTime.getAsLong(), permit.maxPause());
        if (pause.isZero()) {
          asked.remove();
          inFlight++;
          come.add(permit.task());
        } else if (soonest == null || pause.compareTo(soonest) < 0) {
          soonest = pause;
        }
      }
      next = soonest == null ? null : wakeupAfter(soonest);
    }
    if (next != null) {
      // Not under the lock: it may be due at once.
      var unused = next.timer().thenRun(() -> wake(next));
    }
    come.forEach(Runnable::run);
  }

  /** Returns a timer to act on; null if the one that is set does. */
  private @Nullable Wakeup wakeupAfter(Duration pause) {
    long at = nanoTime.getAsLong() + pause.toNanos();
    if (wakeup != null && wakeup.at() - at <= 0) {
      return null;
    }
    if (wakeup != null) {
      wakeup.timer().cancel(false);
    }
    wakeup = new Wakeup(at, scheduler.after(pause));
    return wakeup;
  }

  private void wake(Wakeup due) {
    synchronized (this) {
      if (due.equals(wakeup)) {
        wakeup = null;
      }
    }
    givePermits();
  }
}
