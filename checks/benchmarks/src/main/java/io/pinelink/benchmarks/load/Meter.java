package io.pinelink.benchmarks.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A snapshot of the resources that this process, the sink and the machine have used so far.
 *
 * @param at the time by the monotonic clock, in nanoseconds
 * @param cpu this process's CPU time in nanoseconds, including the garbage collector, the compiler
 *     and kernel time
 * @param sink the sink's CPU time in nanoseconds
 * @param allocated the bytes allocated by live threads
 * @param others the CPU time of all other processes, without this process and the sink, in
 *     nanoseconds
 */
public record Meter(long at, long cpu, long sink, long allocated, long others) {
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Path MACHINE = Path.of("/proc/stat");

  /** The kernel's ticks are hundredths of a second. */
  private static final long NANOS_OF_TICK = 10_000_000;

  /**
   * The number of fields in the line of all processors: user, nice, system, idle, iowait, irq,
   * softirq, steal.
   */
  private static final int FIELDS = 8;

  private static final int IDLE = 4;
  private static final int WAITING = 5;

  static Meter read(ProcessHandle sink) throws IOException {
    long cpu = SYSTEM.getProcessCpuTime();
    long sinkCpu = sink.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    return new Meter(System.nanoTime(), cpu, sinkCpu, allocatedBytes(), busy() - cpu - sinkCpu);
  }

  /** Returns the bytes that the living threads have allocated so far. */
  public static long allocatedBytes() {
    return Arrays.stream(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  /**
   * Returns the time that the machine was busy or waited for its host; 0 if it is not available.
   */
  private static long busy() throws IOException {
    if (!Files.isReadable(MACHINE)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(MACHINE)) {
      String[] fields = lines.findFirst().orElseThrow().split(" +", -1);
      long ticks = 0;
      for (int i = 1; i <= FIELDS; i++) {
        ticks += i == IDLE || i == WAITING ? 0 : Long.parseLong(fields[i]);
      }
      return ticks * NANOS_OF_TICK;
    }
  }

  /**
   * Returns the share of the machine that other processes used until a later snapshot, from 0 to 1.
   */
  double othersUntil(Meter end) {
    double all = (double) (end.at - at) * Runtime.getRuntime().availableProcessors();
    return Math.max(0, (end.others - others) / all);
  }
}
