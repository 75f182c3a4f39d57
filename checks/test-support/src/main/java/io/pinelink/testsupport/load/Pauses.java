package io.pinelink.testsupport.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how long this machine keeps a thread waiting that is ready to run, so that a busy
 * machine is not mistaken for a late call.
 */
public final class Pauses implements AutoCloseable {
  private static final long TICK_NANOS = Duration.ofMillis(20).toNanos();

  private final AtomicLong longest = new AtomicLong();
  private final Thread thread = new Thread(this::measure, "pauses");
  private volatile boolean closed;

  /** Starts to measure. */
  public Pauses() {
    thread.setDaemon(true);
    thread.start();
  }

  private void measure() {
    long last = System.nanoTime();
    while (!closed) {
      LockSupport.parkNanos(TICK_NANOS);
      long now = System.nanoTime();
      longest.accumulateAndGet(now - last - TICK_NANOS, Math::max);
      last = now;
    }
  }

  /** Returns the longest pause until now. */
  public Duration longest() {
    return Duration.ofNanos(longest.get());
  }

  @Override
  public void close() {
    closed = true;
  }
}
