package io.pinelink.internal.ingest;

import io.pinelink.internal.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The way of one kind of calls to one namespace, which all ingests with them share: one limit, and
 * one pause when the service asks for it. Who waits for a turn gets one in the order of asking;
 * since each ingest asks for one turn at a time, they take turns. Thread-safe.
 */
final class Lane {
  private final AdaptiveLimit limit = new AdaptiveLimit(1, Integer.MAX_VALUE);
  private final Scheduler scheduler;
  private final LongSupplier nanoTime;
  private final DoubleSupplier jitter;
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private final Map<Object, int[]> members = new HashMap<>();
  private int underWay;
  private boolean waking;

  Lane(Scheduler scheduler, LongSupplier nanoTime, DoubleSupplier jitter) {
    this.scheduler = scheduler;
    this.nanoTime = nanoTime;
    this.jitter = jitter;
  }

  /** Counts an ingest in. The bounds are the highest ones of all that are in. */
  synchronized void join(Object member, int floor, int ceiling) {
    members.put(member, new int[] {floor, ceiling});
    bound();
  }

  /** Counts an ingest out; what was learnt stays. */
  synchronized void leave(Object member) {
    members.remove(member);
    bound();
  }

  synchronized boolean isIdle() {
    return members.isEmpty() && underWay == 0;
  }

  private void bound() {
    if (!members.isEmpty()) {
      int floor = members.values().stream().mapToInt(bounds -> bounds[0]).max().orElse(1);
      int ceiling = members.values().stream().mapToInt(bounds -> bounds[1]).max().orElse(1);
      limit.bound(floor, Math.max(floor, ceiling));
    }
  }

  /** Asks for a turn: {@code turn} is run once when it comes, maybe at once. */
  void ask(Runnable turn) {
    synchronized (this) {
      waiting.add(turn);
    }
    giveTurns();
  }

  /** Whether the turn was still waited for; then it does not come any more. */
  synchronized boolean withdraw(Runnable turn) {
    return waiting.remove(turn);
  }

  /** A turn was not used, or its call ended in a way that tells nothing about the service. */
  void giveBack() {
    synchronized (this) {
      underWay--;
    }
    giveTurns();
  }

  /** The call of a turn succeeded. */
  void accepted(long begunAt) {
    synchronized (this) {
      limit.accepted(begunAt, nanoTime.getAsLong(), underWay);
      underWay--;
    }
    giveTurns();
  }

  /** The call of a turn failed in a way that may pass. */
  void failed(long begunAt) {
    synchronized (this) {
      limit.failed(begunAt, nanoTime.getAsLong(), underWay);
      underWay--;
    }
    giveTurns();
  }

  /** The call of a turn was throttled; all ingests here heed the hint. */
  void throttled(long begunAt, @Nullable Duration hint) {
    synchronized (this) {
      limit.throttled(begunAt, nanoTime.getAsLong(), hint, jitter.getAsDouble());
      underWay--;
    }
    giveTurns();
  }

  synchronized int limit() {
    return limit.limit();
  }

  private void giveTurns() {
    List<Runnable> come = new ArrayList<>();
    Duration pause;
    synchronized (this) {
      pause = limit.pause(nanoTime.getAsLong());
      while (pause.isZero() && !waiting.isEmpty() && underWay < limit.limit()) {
        underWay++;
        come.add(waiting.remove());
      }
      if (pause.isZero() || waiting.isEmpty() || waking) {
        pause = Duration.ZERO;
      } else {
        waking = true;
      }
    }
    if (!pause.isZero()) {
      var unused = scheduler.after(pause).thenRun(this::wake);
    }
    come.forEach(Runnable::run);
  }

  private void wake() {
    synchronized (this) {
      waking = false;
    }
    giveTurns();
  }
}
