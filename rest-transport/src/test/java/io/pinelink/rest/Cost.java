package io.pinelink.rest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** Holds what reads bytes from the network to memory in proportion to them. */
final class Cost {
  /** The parser's buffers, a fuzzer's notes, and what else there is however little is read. */
  private static final long BASE = 1_024 * 1_024;

  /** The smallest value of JSON has one byte and a comma, the JVM's smallest map has fifty. */
  private static final long FACTOR = 100;

  /** More than one, since what runs first loads classes. */
  private static final int TRIES = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Cost() {}

  /** What comes of reading so many bytes, unless it allocates out of proportion. */
  static <T> T ofReading(long bytes, Supplier<T> reading) {
    long max = BASE + FACTOR * bytes;
    for (int i = 1; ; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      T result = reading.get();
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      if (allocated <= max) {
        return result;
      }
      if (i == TRIES) {
        throw new AssertionError(allocated + " bytes were allocated to read " + bytes);
      }
    }
  }
}
