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
 * A limiter of one kind of calls to one namespace, shared by all bulk operations with such calls.
 * They share one limit, and one pause when the service requests it. Permits are granted in the
 * order of the requests. Each bulk operation requests one permit at a time, so they alternate.
 *
 * <p>A bulk operation that cannot wait for a pause that the service requested of another one is not
 * delayed: it gets a permit, and the service's response to its call decides.
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

  /** A timer that grants permits when a pause is over. */
  private record Wakeup(long at, CompletableFuture<Void> timer) {}

  ConcurrencyLimiter(Scheduler scheduler, LongSupplier nanoTime, DoubleSupplier jitter) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  /** Adds a bulk operation. The bounds in effect are the highest of all members. */
  synchronized void join(Object member, int floor, int ceiling) {
    members.put(member, new int[] {floor, ceiling});
    bound();
  }

  /** Removes a bulk operation. Returns whether it was the last; the current limit is kept. */
  synchronized boolean leave(Object member) {
    boolean left = members.remove(member) != null;
    bound();
    return left && members.isEmpty();
  }

  synchronized boolean hasMembers() {
    return !members.isEmpty();
  }

  private void bound() {
    if (!members.isEmpty()) {
      int floor = members.values().stream().mapToInt(bounds -> bounds[0]).max().orElse(1);
      int ceiling = members.values().stream().mapToInt(bounds -> bounds[1]).max().orElse(1);
      limit.bound(floor, Math.max(floor, ceiling));
    }
  }

  /**
   * Requests a permit: {@code onPermit} runs once when it is granted, possibly immediately.
   *
   * @param maxPause the longest pause that the caller can wait for
   */
  void request(Runnable onPermit, Duration maxPause) {
    synchronized (this) {
      waiting.add(new Permit(onPermit, maxPause));
    }
    givePermits();
  }

  /** Withdraws a request. Returns whether it was still waiting; then it is never granted. */
  boolean withdraw(Runnable onPermit) {
    boolean withdrawn;
    Wakeup needless = null;
    synchronized (this) {
      withdrawn = waiting.removeIf(asked -> asked.task() == onPermit);
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

  /** Returns a permit that was not used, or whose call is no evidence about the service's load. */
  void giveBack() {
    synchronized (this) {
      inFlight--;
    }
    givePermits();
  }

  /** Returns a permit whose call succeeded. */
  void accepted(long startedAt) {
    synchronized (this) {
      limit.accepted(startedAt, nanoTime.getAsLong(), inFlight);
      inFlight--;
    }
    givePermits();
  }

  /** Returns a permit whose call failed transiently. */
  void failed(long startedAt) {
    synchronized (this) {
      limit.failed(startedAt, nanoTime.getAsLong(), inFlight);
      inFlight--;
    }
    givePermits();
  }

  /**
   * Returns a permit whose call was throttled. The hint applies to all bulk operations of the
   * limiter.
   */
  void throttled(long startedAt, @Nullable Duration hint) {
    synchronized (this) {
      limit.throttled(startedAt, nanoTime.getAsLong(), hint, jitter.getAsDouble());
      inFlight--;
    }
    givePermits();
  }

  /** Returns a number from 0 to 1 that randomizes the backoff of a batch. */
  double jitter() {
    return jitter.getAsDouble();
  }

  synchronized int limit() {
    return limit.limit();
  }

  private void givePermits() {
    List<Runnable> granted = new ArrayList<>();
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
          granted.add(permit.task());
        } else if (soonest == null || pause.compareTo(soonest) < 0) {
          soonest = pause;
        }
      }
      next = soonest == null ? null : wakeupAfter(soonest);
    }
    if (next != null) {
      // Without the lock: the timer may already be due.
      var unused = next.timer().thenRun(() -> wake(next));
    }
    granted.forEach(Runnable::run);
  }

  /** Returns a new timer to act on; null if the current one is early enough. */
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
