package io.pinelink.contract.hostile;

import io.grpc.netty.shaded.io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;

/**
 * The memory in use after a garbage collection, in bytes.
 *
 * @param direct the memory outside the heap, of the buffers of the JDK and of gRPC's Netty
 */
public record MemoryInUse(long heap, long direct) {
  private static final int COLLECTIONS = 3;

  /** Measures the memory in use. */
  public static MemoryInUse measure() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("direct"))
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new MemoryInUse(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        direct + Math.max(0, PlatformDependent.usedDirectMemory()));
  }
}
