package io.pinelink.benchmarks.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts of objects and collections in another JVM, from the JDK's own tool. */
final class HeapHistogram {
  private static final String TOTAL = "Total";
  private static final String YOUNG = "sun.gc.collector.0.invocations=";
  private static final String COMMAND = "GC.class_histogram";

  /** The count, the bytes, the class and maybe its module follow the rank of a class. */
  private static final int COLUMNS = 4;

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Long> bytes = new LinkedHashMap<>();

  private HeapHistogram() {}

  /** Returns the objects of each class, after a collection. */
  static HeapHistogram of(long pid) throws IOException {
    HeapHistogram histogram = new HeapHistogram();
    for (String line : lines(pid, List.of(COMMAND))) {
      String[] columns = line.strip().split(" +", -1);
      if (columns.length >= COLUMNS && columns[0].endsWith(":")) {
        // Two loaders can have a class of the same name.
        histogram.counts.merge(columns[3], Long.valueOf(columns[1]), Long::sum);
        histogram.bytes.merge(columns[3], Long.valueOf(columns[2]), Long::sum);
      }
    }
    return histogram;
  }

  /** Returns the bytes of all objects. */
  long bytes() {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }

  Map<String, Long> bytesByClass() {
    return bytes;
  }

  /** Returns the number of objects of the classes whose names end in a given way. */
  long count(String suffix) {
    return counts.entrySet().stream()
        .filter(each -> each.getKey().endsWith(suffix))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * Returns the number of objects.
   *
   * @param options {@code -all} to count unreachable objects too, instead of collecting garbage
   */
  static long objects(long pid, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(COMMAND));
    command.addAll(List.of(options));
    return Long.parseLong(line(pid, command, TOTAL).split(" +", -1)[1]);
  }

  /** Returns how many young collections there were so far. A histogram causes a full one. */
  static long youngCollections(long pid) throws IOException {
    return Long.parseLong(line(pid, List.of("PerfCounter.print"), YOUNG).substring(YOUNG.length()));
  }

  private static String line(long pid, List<String> command, String start) throws IOException {
    return lines(pid, command).stream()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new IOException("No " + start + " of process " + pid));
  }

  private static List<String> lines(long pid, List<String> command) throws IOException {
    List<String> all =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/jcmd", Long.toString(pid)));
    all.addAll(command);
    Process tool = new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(tool.getInputStream(), StandardCharsets.UTF_8))) {
      return out.lines().toList();
    }
  }
}
