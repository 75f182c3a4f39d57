package io.pinelink.testsupport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.Callable;

/** How many bytes of objects work makes. */
public final class AllocatedBytes {
  private static final int ATTEMPTS = 20;

  private AllocatedBytes() {}

  /**
   * Does the work several times on this thread.
   *
   * @param work returns something that is not null
   * @return what the attempt with the fewest bytes allocated, which is one that nothing disturbed
   */
  public static long leastAllocated(Callable<?> work) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < ATTEMPTS; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      Object unused = Objects.requireNonNull(work.call());
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
