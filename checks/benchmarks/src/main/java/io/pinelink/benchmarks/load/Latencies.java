package io.pinelink.benchmarks.load;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** The latencies of the calls in a window. Adding one does not allocate. */
final class Latencies {
  private static final int MOST = 1 << 19;

  private final long[] nanos = new long[MOST];
  private final AtomicInteger count = new AtomicInteger();

  void add(long taken) {
    int at = count.getAndIncrement();
    if (at < MOST) {
      nanos[at] = taken;
    }
  }

  int count() {
    return count.get();
  }

  /** Removes all latencies. */
  void clear() {
    count.set(0);
  }

  /** Returns a percentile of the latencies in microseconds; NaN if there are none. */
  double percentile(int hundredths) {
    int kept = Math.min(count.get(), MOST);
    if (kept == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, kept);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(kept - 1L, (long) kept * hundredths / 100)] / 1e3;
  }
}
