package io.pinelink.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The kernel's counts for a process so far. Unlike times, they barely depend on the load of the
 * machine.
 *
 * @param readsAndWrites the calls of read and write, including those to sockets
 * @param packets the packets on loopback, of all processes
 * @param compilerTicks the CPU time of the JVM's compiler threads, in hundredths of a second
 */
record ProcessCounts(long readsAndWrites, long packets, long compilerTicks) {
  private static final Path INTERFACES = Path.of("/proc/net/dev");

  /** The names of threads of clients and their libraries, of which the kernel keeps 15 letters. */
  private static final Pattern OF_CLIENTS = Pattern.compile("pinelink|grpc|OkHttp|Okio|Netty");

  /** The position of a thread's user time in its line, after the name, which may have spaces. */
  private static final int USER_TIME = 11;

  static ProcessCounts read(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    long compilerTicks = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        try {
          compilerTicks += compilerTicks(Files.readString(thread.resolve("stat")));
        } catch (IOException e) {
          // A thread that ends while its files are read fails in other ways than a missing file.
          if (Files.exists(thread)) {
            throw e;
          }
        }
      }
    }
    List<String> io = Files.readAllLines(process.resolve("io"));
    return new ProcessCounts(
        value(io, "syscr:") + value(io, "syscw:"), packetsOnLoopback(), compilerTicks);
  }

  /**
   * Returns how often the threads of clients have woken up so far: those that are not the JVM's
   * own, by name.
   */
  static long wakeUps(long pid) throws IOException {
    long wakeUps = 0;
    try (DirectoryStream<Path> threads =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "task"))) {
      for (Path thread : threads) {
        try {
          List<String> status = Files.readAllLines(thread.resolve("status"));
          if (OF_CLIENTS.matcher(status.get(0)).find()) {
            wakeUps += value(status, "voluntary_ctxt_switches:");
          }
        } catch (IOException e) {
          if (Files.exists(thread)) {
            throw e;
          }
        }
      }
    }
    return wakeUps;
  }

  private static long value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.substring(name.length()).strip()))
        .sum();
  }

  private static long compilerTicks(String stat) {
    int nameEnd = stat.lastIndexOf(')');
    if (!stat.substring(0, nameEnd).contains("CompilerThre")) {
      return 0;
    }
    String[] fields = stat.substring(nameEnd + 2).split(" ", -1);
    return Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1]);
  }

  /** The second field of an interface's line is the number of received packets. */
  private static long packetsOnLoopback() throws IOException {
    return Files.readAllLines(INTERFACES).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("lo:"))
        .mapToLong(line -> Long.parseLong(line.substring(3).strip().split(" +", -1)[1]))
        .sum();
  }

  ProcessCounts minus(ProcessCounts before) {
    return new ProcessCounts(
        readsAndWrites - before.readsAndWrites,
        packets - before.packets,
        compilerTicks - before.compilerTicks);
  }
}
