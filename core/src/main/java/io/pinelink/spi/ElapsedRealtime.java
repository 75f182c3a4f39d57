package io.pinelink.spi;

import java.util.concurrent.TimeUnit;

/**
 * A clock for the age of idle connections. It also counts time in which the process did not run:
 * the monotonic clock of a frozen or restored virtual machine, such as the environment of an AWS
 * Lambda function, may stand still while the network forgets its connections. The wall clock shows
 * that time.
 *
 * <p>If the wall clock is set forward, connections appear idle for longer and are replaced, which
 * costs a connect. If it is set back, the monotonic clock counts. Thread-safe.
 */
public final class ElapsedRealtime {
  private static final long NANOS = System.nanoTime();
  private static final long MILLIS = System.currentTimeMillis();

  private ElapsedRealtime() {}

  /** Returns the nanoseconds since an arbitrary time. */
  public static long nanos() {
    return nanos(System.nanoTime() - NANOS, System.currentTimeMillis() - MILLIS);
  }

  static long nanos(long monotonicNanos, long wallMillis) {
    return Math.max(monotonicNanos, TimeUnit.MILLISECONDS.toNanos(wallMillis));
  }
}
