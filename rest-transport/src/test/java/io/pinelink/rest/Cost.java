package io.pinelink.rest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** A check that code which reads bytes from the network allocates memory in proportion to them. */
final class Cost {
  /**
   * The parser's buffers, a fuzzer's records, and other memory that does not depend on the input.
   */
  private static final long BASE = 1_024 * 1_024;

  /** The smallest JSON value takes one byte and a comma, the JVM's smallest map takes fifty. */
  private static final long FACTOR = 100;

  /** More than one, since the first run loads classes. */
  private static final int TRIES = 3;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Cost() {}

  /** Returns the result of reading this many bytes, unless it allocates out of proportion. */
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
