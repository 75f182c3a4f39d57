package io.pinelink.benchmarks.report;

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

  /** Collects garbage, and returns the number of objects that remain. */
  static long afterCollection(long pid) throws IOException {
    return total(pid, List.of());
  }

  /** Returns the number of objects, including those that are unreachable. */
  static long all(long pid) throws IOException {
    return total(pid, List.of("-all"));
  }

  private static long total(long pid, List<String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/jcmd",
                Long.toString(pid),
                "GC.class_histogram"));
    command.addAll(options);
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
