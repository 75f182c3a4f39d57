package io.pinelink.benchmarks.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts of objects and collections in another JVM, from the JDK's own tool. */
final class HeapHistogram {
  private static final String TOTAL = "Total";
  private static final String YOUNG = "sun.gc.collector.0.invocations=";

  private HeapHistogram() {}

  /**
   * Returns the number of objects.
   *
   * @param options {@code -all} to count unreachable objects too, instead of collecting garbage
   */
  static long objects(long pid, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of("GC.class_histogram"));
    command.addAll(List.of(options));
    return Long.parseLong(line(pid, command, TOTAL).split(" +", -1)[1]);
  }

  /** Returns how many young collections there were so far. A histogram causes a full one. */
  static long youngCollections(long pid) throws IOException {
    return Long.parseLong(line(pid, List.of("PerfCounter.print"), YOUNG).substring(YOUNG.length()));
  }

  private static String line(long pid, List<String> command, String start) throws IOException {
    List<String> all =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid)));
    all.addAll(command);
    Process tool = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(tool.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines()
          .filter(line -> line.startsWith(start))
          .findFirst()
          .orElseThrow(() -> new IOException("No " + start + " of process " + pid));
    }
  }
}
