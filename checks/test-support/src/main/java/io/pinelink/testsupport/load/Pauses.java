package io.pinelink.testsupport.load;

import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long this machine keeps a thread waiting that is ready to run, so that a busy
 * machine is not mistaken for a late call.
 */
public final class Pauses implements AutoCloseable {
  private static final long TICK_NANOS = Duration.ofMillis(20).toNanos();

  private static final long KEPT_NANOS = Duration.ofMinutes(1).toNanos();

  private final AtomicLong longest = new AtomicLong();

  /** The latest pauses, by the time at which they ended. */
  private final ConcurrentSkipListMap<Long, Long> latest = new ConcurrentSkipListMap<>();

  private final Thread thread = new Thread(this::measure, "pauses");
  private volatile long last = System.nanoTime();
  private volatile boolean closed;

  /** Starts to measure. */
  public Pauses() {
    thread.setDaemon(true);
    thread.start();
  }

  private void measure() {
    while (!closed) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = System.nanoTime();
      long pause = now - last - TICK_NANOS;
      longest.accumulateAndGet(pause, Math::max);
      latest.put(now, pause);
      latest.headMap(now - KEPT_NANOS).clear();
      last = now;
    }
  }

  /** Returns the longest pause until now. */
  public Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  /**
   * Returns the longest pause that ended after a time, or that has not ended.
   *
   * @param nanoTime the time, by {@link System#nanoTime}, at most a minute ago
   */
  public Duration longestSince(long nanoTime) {
    long current = System.nanoTime() - last - TICK_NANOS;
    return Duration.ofNanos(
        latest.tailMap(nanoTime).values().stream()
            .mapToLong(Long::longValue)
            .reduce(Math.max(0, current), Math::max));
  }

  @Override
  public void close() {
    closed = true;
  }
}
