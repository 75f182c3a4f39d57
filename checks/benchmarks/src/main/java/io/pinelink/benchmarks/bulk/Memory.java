package io.pinelink.benchmarks.bulk;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.pinelink.benchmarks.Measure;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** A measurement of this process's memory from the time it is created. */
public final class Memory {
  private static final double MEBIBYTE = 1 << 20;
  private static final int KIBIBYTES_OF_MEBIBYTE = 1 << 10;

  private final AtomicLong mostLive = new AtomicLong();

  Memory() {
    Set<String> pools =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector)
          .addNotificationListener(
              (notification, unused) -> {
                Map<String, MemoryUsage> after =
                    GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                        .getGcInfo()
                        .getMemoryUsageAfterGc();
                long live =
                    after.entrySet().stream()
                        .filter(pool -> pools.contains(pool.getKey()))
                        .mapToLong(pool -> pool.getValue().getUsed())
                        .sum();
                mostLive.accumulateAndGet(live, Math::max);
              },
              null,
              null);
    }
  }

  /** Adds the figures since this object was created. */
  void addTo(Map<Measure, Double> values) throws IOException {
    values.put(Measure.LIVE, mostLive.get() / MEBIBYTE);
    values.put(Measure.RESIDENT, resident(ProcessHandle.current().pid()));
  }

  /** Returns the peak resident memory of a process in MiB; 0 if it is not available. */
  public static double resident(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.isReadable(status)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .map(kibibytes -> kibibytes / KIBIBYTES_OF_MEBIBYTE)
          .findFirst()
          .orElse(0);
    }
  }
}
