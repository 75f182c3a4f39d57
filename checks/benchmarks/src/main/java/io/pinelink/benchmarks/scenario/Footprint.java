package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Memory, threads and sockets of a process, after a collection.
 *
 * @param values the totals
 * @param classes the bytes of the heap by class
 * @param threads the number of threads by name, whose digits are omitted
 */
record Footprint(
    Map<Measure, Double> values, Map<String, Long> classes, Map<String, Long> threads) {
  private static final double KIBIBYTE = 1 << 10;

  /** The objects that wait for a time: of the JDK, of Netty and of gRPC's copy of it. */
  private static final String TIMER = "ScheduledFutureTask";

  /** Measures a process that {@link Idle} controls. */
  static Footprint of(Jvm process) throws IOException {
    process.send("measure 0");
    List<String> lines = process.linesUntil("done");
    HeapHistogram heap = HeapHistogram.of(process.pid());
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.HEAP, (double) heap.bytes());
    values.put(Measure.DIRECT, Double.valueOf(lines.get(0)));
    values.put(Measure.NATIVE, resident(process.pid()) * KIBIBYTE);
    values.put(Measure.THREADS, lines.size() - 1.0);
    values.put(Measure.SOCKETS, (double) sockets(process.pid()));
    values.put(Measure.TIMERS, (double) heap.count(TIMER));
    return new Footprint(
        values,
        heap.bytesByClass(),
        lines.stream()
            .skip(1)
            .map(name -> name.replaceAll("\\d+", "#"))
            .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting())));
  }

  /** Returns the anonymous memory in use, in KiB; the heap is part of it from the start. */
  private static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("RssAnon:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  static long sockets(long pid) throws IOException {
    long sockets = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (Path file : files) {
        try {
          sockets += Files.readSymbolicLink(file).toString().startsWith("socket:") ? 1 : 0;
        } catch (NoSuchFileException e) {
          // It was closed in the meantime.
        }
      }
    }
    return sockets;
  }

  /** Returns the growth since an earlier time, for each of a number of objects. */
  Map<Measure, Double> since(Footprint before, int objects) {
    Map<Measure, Double> growth = new EnumMap<>(Measure.class);
    values.forEach(
        (measure, value) ->
            growth.put(measure, (value - before.values.getOrDefault(measure, 0.0)) / objects));
    return growth;
  }

  /**
   * Returns the classes whose objects grew most, with the bytes for each of a number of objects.
   */
  String grownClasses(Footprint before, int objects, int max) {
    Map<String, Long> growth = new TreeMap<>();
    classes.forEach(
        (name, bytes) -> growth.put(name, bytes - before.classes.getOrDefault(name, 0L)));
    return growth.entrySet().stream()
        .filter(each -> each.getValue() >= objects)
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(max)
        .map(each -> "`" + each.getKey() + "` " + Spread.text((double) each.getValue() / objects))
        .collect(Collectors.joining(", "));
  }

  /** Returns the threads that were added, with their number. */
  String addedThreads(Footprint before) {
    Map<String, Long> added = new TreeMap<>();
    threads.forEach(
        (name, count) -> added.put(name, count - before.threads.getOrDefault(name, 0L)));
    return added.entrySet().stream()
        .filter(each -> each.getValue() > 0)
        .map(each -> each.getValue() + " `" + each.getKey() + "`")
        .collect(Collectors.joining(", "));
  }
}
