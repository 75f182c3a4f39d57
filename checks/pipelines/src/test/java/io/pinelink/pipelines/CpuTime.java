package io.pinelink.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Nanoseconds of CPU of a JVM. Its compilers, which use much in the first minutes, are counted
 * apart; where the system is not Linux, they are part of the work.
 *
 * <p>The JVM has to run with {@link #FIXED_COMPILERS}: the time of a compiler's thread that has
 * ended would count as work.
 */
record CpuTime(long work, long compilers) {
  /** The option that keeps idle threads of compilers. */
  static final String FIXED_COMPILERS = "-XX:-UseDynamicNumberOfCompilerThreads";

  static final CpuTime NONE = new CpuTime(0, 0);

  /** The names that HotSpot gives its compilers' threads, which the kernel truncates. */
  private static final Pattern COMPILER = Pattern.compile("C[12] Compiler");

  /** Returns the time that a process has had so far. */
  static CpuTime of(ProcessHandle process) {
    long compilers = ofCompilers(process);
    long all = process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    return new CpuTime(all - compilers, compilers);
  }

  CpuTime plus(CpuTime other) {
    return new CpuTime(work + other.work, compilers + other.compilers);
  }

  CpuTime minus(CpuTime part) {
    return new CpuTime(work - part.work, compilers - part.compilers);
  }

  private static long ofCompilers(ProcessHandle process) {
    Path all = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> threads = Files.list(all)) {
      return threads.mapToLong(CpuTime::ofCompiler).sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long ofCompiler(Path thread) {
    try {
      return COMPILER.matcher(Files.readString(thread.resolve("comm"))).lookingAt()
          ? Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0])
          : 0;
    } catch (IOException e) {
      // The thread has just ended.
      return 0;
    }
  }
}
