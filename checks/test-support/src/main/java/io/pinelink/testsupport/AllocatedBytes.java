package io.pinelink.testsupport;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.concurrent.Callable;

/** A measurement of the bytes that an action allocates. */
public final class AllocatedBytes {
  private static final int ATTEMPTS = 20;

  private AllocatedBytes() {}

  /**
   * Runs an action several times on this thread.
   *
   * @param work the action, which returns a value that is not null
   * @return the bytes that the undisturbed run, the one with the fewest, allocated
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
