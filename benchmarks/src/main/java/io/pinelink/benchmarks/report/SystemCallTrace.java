package io.pinelink.benchmarks.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A count of all system calls of another process, by {@code strace -c}. The traced process runs
 * several times slower.
 */
final class SystemCallTrace {
  private static final Path TOOL = Path.of("/usr/bin/strace");

  /** The position of the number of calls in the tool's last line. */
  private static final int CALLS = 3;

  private final Process tool;
  private final Path output;

  private SystemCallTrace(Process tool, Path output) {
    this.tool = tool;
    this.output = output;
  }

  static boolean isAvailable() {
    return Files.isExecutable(TOOL);
  }

  /** Starts to count the calls of all threads that a process has. */
  static SystemCallTrace of(long pid) throws IOException {
    Path output = Files.createTempFile("pinelink-system-calls", null);
    Process tool =
        new ProcessBuilder(
                List.of(TOOL.toString(), "-f", "-c", "-o", output.toString(), "-p", "" + pid))
            .start();
    BufferedReader messages =
        new BufferedReader(new InputStreamReader(tool.getErrorStream(), StandardCharsets.UTF_8));
    String line = messages.readLine();
    if (line == null || !line.contains("attached")) {
      tool.destroy();
      throw new IOException("strace cannot trace process " + pid + ": " + line);
    }
    return new SystemCallTrace(tool, output);
  }

  /** Stops, and returns the number of calls. */
  long end() throws IOException, InterruptedException {
    tool.destroy();
    tool.waitFor();
    List<String> lines = Files.readAllLines(output);
    Files.delete(output);
    return lines.stream()
        .filter(line -> line.endsWith(" total"))
        .mapToLong(line -> Long.parseLong(line.strip().split(" +", -1)[CALLS]))
        .findFirst()
        .orElseThrow(() -> new IOException("strace has no total: " + lines));
  }
}
