package io.pinelink.internal.simulation;

import io.pinelink.internal.concurrent.Scheduler;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * A clock that jumps from event to event. Events of the same time run in the order in which they
 * were added, so that every run with the same seed is the same.
 */
final class VirtualTime implements Scheduler {
  static final long SECOND = 1_000_000_000;
  static final long MILLI = 1_000_000;

  /** A binary heap by due time and number, in parallel arrays. */
  private long[] due = new long[1 << 12];

  private long[] number = new long[1 << 12];
  private Runnable[] events = new Runnable[1 << 12];
  private int size;

  private long added;
  private long now;

  /** Returns the nanoseconds since the beginning of the simulation. */
  long now() {
    return now;
  }

  /** Adds an event, which runs now at the earliest. */
  void at(long time, Runnable event) {
    if (size == due.length) {
      due = Arrays.copyOf(due, 2 * size);
      number = Arrays.copyOf(number, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
    }
    up(size++, Math.max(now, time), added++, event);
  }

  @Override
  public CompletableFuture<Void> after(Duration delay) {
    Timer timer = new Timer();
    at(now + delay.toNanos(), timer);
    return timer;
  }

  /** Runs all events before {@code end}, and those that they add. */
  void runUntil(long end) {
    while (size > 0 && due[0] < end) {
      now = due[0];
      Runnable event = events[0];
      size--;
      Runnable last = events[size];
      events[size] = null;
      if (size > 0) {
        down(due[size], number[size], last);
      }
      event.run();
    }
    now = end;
  }

  private void up(int from, long time, long order, Runnable event) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (isBefore(due[parent], number[parent], time, order)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, time, order, event);
  }

  private void down(long time, long order, Runnable event) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size
          && isBefore(due[child + 1], number[child + 1], due[child], number[child])) {
        child++;
      }
      if (isBefore(time, order, due[child], number[child])) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, time, order, event);
  }

  private static boolean isBefore(long time, long order, long otherTime, long otherOrder) {
    return time < otherTime || (time == otherTime && order < otherOrder);
  }

  private void move(int from, int to) {
    put(to, due[from], number[from], events[from]);
  }

  private void put(int at, long time, long order, Runnable event) {
    due[at] = time;
    number[at] = order;
    events[at] = event;
  }

  /** A timer of the code under test. One that was cancelled does nothing when it is due. */
  private static final class Timer extends CompletableFuture<Void> implements Runnable {
    @Override
    public void run() {
      complete(null);
    }
  }
}
