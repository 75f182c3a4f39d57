package io.pinelink.contract.hostile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/** The bytes that the threads of this JVM allocate, without the threads of the hostile servers. */
final class AllocatedMemory {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Map<Long, Long> before = now();

  private static Map<Long, Long> now() {
    Map<Long, Long> allocated = new HashMap<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (!thread.getName().startsWith(RawServer.THREAD_PREFIX)) {
        allocated.put(thread.getId(), THREADS.getThreadAllocatedBytes(thread.getId()));
      }
    }
    return allocated;
  }

  /** Returns the bytes allocated since this object was created, by threads that still run. */
  long bytes() {
    Map<Long, Long> after = now();
    long sum = 0;
    for (Map.Entry<Long, Long> thread : after.entrySet()) {
      sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
    }
    return sum;
  }
}
