package io.pinelink.testing.hostile;

import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * The memory in use after a garbage collection, in bytes.
 *
 * @param direct outside of the heap, by the JDK's buffers and Netty's
 */
record Footprint(long heap, long direct) {
  private static final int COLLECTIONS = 3;

  /** Measures now. */
  static Footprint measure() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        direct + Math.max(0, PlatformDependent.usedDirectMemory()));
  }
}
