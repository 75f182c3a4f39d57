package io.pinelink.benchmarks.stores;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The CPU time of this process by the kernel's scheduler, in nanoseconds, without the compilers,
 * which would use most of it in a process that has just started. The JVM's own figure has ticks of
 * 10 ms and includes them. Not thread-safe.
 */
public final class CpuClock {
  private static final Path THREADS = Path.of("/proc/self/task");

  /** The names that HotSpot gives its compilers' threads, which the kernel truncates. */
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  /** The time of each thread, so that a thread that has ended still counts. */
  private final Map<Path, Long> known = new HashMap<>();

  /** Returns the time so far. */
  public long nanos() throws IOException {
    for (Path thread : threads()) {
      try {
        if (COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()) {
          continue;
        }
        String ran = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
        known.put(thread, Long.parseLong(ran));
      } catch (NoSuchFileException e) {
        // The thread has just ended.
      }
    }
    return known.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<Path> threads() throws IOException {
    try (Stream<Path> threads = Files.list(THREADS)) {
      return threads.toList();
    }
  }
}
