package io.pinelink.benchmarks.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The number of objects on the heap of another JVM, from the JDK's own tool. */
final class HeapHistogram {
  private static final String TOTAL = "Total";

  private HeapHistogram() {}

  /**
   * Returns the number of objects.
   *
   * @param options {@code -all} to count unreachable objects too, instead of collecting garbage
   */
  static long objects(long pid, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/jcmd");
    command.addAll(List.of(Long.toString(pid), "GC.class_histogram"));
    command.addAll(List.of(options));
    Process tool =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(tool.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines()
          .filter(line -> line.startsWith(TOTAL))
          .mapToLong(line -> Long.parseLong(line.split(" +", -1)[1]))
          .findFirst()
          .orElseThrow(() -> new IOException("No histogram of process " + pid));
    }
  }
}
