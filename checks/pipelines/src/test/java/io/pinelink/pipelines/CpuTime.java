package io.pinelink.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The CPU time of a JVM without its compilers, which use much of it in the first minutes. Where the
 * system is not Linux, they are included.
 */
final class CpuTime {
  /** The names that HotSpot gives its compilers' threads, which the kernel truncates. */
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  private CpuTime() {}

  /** Returns the time that a process has had so far. */
  static Duration of(ProcessHandle process) {
    Duration total = process.info().totalCpuDuration().orElse(Duration.ZERO);
    Path all = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> threads = Files.list(all)) {
      return threads.map(CpuTime::ofCompiler).reduce(total, Duration::minus);
    } catch (IOException e) {
      return total;
    }
  }

  private static Duration ofCompiler(Path thread) {
    try {
      return COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()
          ? Duration.ofNanos(
              Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]))
          : Duration.ZERO;
    } catch (IOException e) {
      // The thread has just ended.
      return Duration.ZERO;
    }
  }
}
