package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.load.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A JVM that runs one build of a client under one load, a window at a time. */
final class BuildUnderLoad implements AutoCloseable {
  private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(2);
  private static final int MAX_WARM_UPS = 12;
  private static final int WARM_UPS_FOR_COUNTING = 2;

  /** The share of a window's time, in all compiler threads, below which the compiler is quiet. */
  private static final double QUIET = 0.02;

  private static final double TICKS_PER_SECOND = 100;

  private static final Duration COUNTED = Duration.ofSeconds(2);

  private final Stage stage;
  private final Jvm jvm;
  private final Workload load;

  BuildUnderLoad(Stage stage, Jvm jvm, Workload load) {
    this.stage = stage;
    this.jvm = jvm;
    this.load = load;
  }

  /**
   * Starts a JVM whose objects can be counted: its heap holds the garbage of a load, and it
   * allocates all objects of the source. Otherwise the compiler removes some, and which ones
   * depends on what it inlines, which differs from one run to the next: with escape analysis, an
   * upsert over REST allocates 121, 146 or 177 bytes for each vector.
   */
  static BuildUnderLoad forCounting(Stage stage, String classPath, Workload load) {
    Jvm jvm =
        stage.driver(
            classPath,
            load.clients().get(0),
            load.tls(),
            "-XX:-DoEscapeAnalysis",
            "-Xms4g",
            "-Xmx4g",
            "-Xmn3500m");
    return new BuildUnderLoad(stage, jvm, load);
  }

  /** Runs the load until the compiler is quiet, for at most half a minute. */
  void warmUp() throws IOException {
    double compiling = 1;
    for (int i = 0; i < MAX_WARM_UPS && compiling > QUIET; i++) {
      ProcessCounts before = ProcessCounts.read(jvm.pid());
      run(WARM_UP_WINDOW);
      ProcessCounts counts = ProcessCounts.read(jvm.pid()).minus(before);
      compiling = counts.compilerTicks() / TICKS_PER_SECOND / WARM_UP_WINDOW.toSeconds();
    }
  }

  /** Runs the load until pools and caches are filled: counts do not depend on the compiler. */
  void warmUpForCounting() {
    for (int i = 0; i < WARM_UPS_FOR_COUNTING; i++) {
      run(WARM_UP_WINDOW);
    }
  }

  /** Runs the load for a time, and returns what a unit of work cost. */
  Map<Measure, Double> measure(Duration time) throws IOException {
    long requests = stage.requests();
    ProcessCounts before = ProcessCounts.read(jvm.pid());
    Window window = run(time);
    ProcessCounts counts = ProcessCounts.read(jvm.pid()).minus(before);
    double units = load.units();
    double done = done(window, time);
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.RATE, window.calls() * units);
    values.put(Measure.CPU, window.cpu() / units);
    values.put(Measure.ALLOCATED, window.allocated() / units);
    values.put(Measure.REQUESTS, (stage.requests() - requests) / done);
    values.put(Measure.READS_AND_WRITES, counts.readsAndWrites() / done);
    values.put(Measure.PACKETS, counts.packets() / done);
    return values;
  }

  /**
   * Counts what a unit of work needs, in a JVM {@link #forCounting}: figures that repeat on any
   * machine.
   */
  Map<Measure, Double> count() throws IOException {
    warmUpForCounting();
    Map<Measure, Double> counts = measure(COUNTED);
    counts.put(Measure.OBJECTS, objects());
    return counts;
  }

  /**
   * Returns how many objects a unit of work allocates, in a JVM {@link #forCounting}. A window
   * whose garbage the heap cannot hold, on a fast machine, is repeated with half the time: a
   * collection removes objects from the count.
   */
  double objects() throws IOException {
    for (Duration time = COUNTED; ; time = time.dividedBy(2)) {
      long collections = HeapHistogram.youngCollections(jvm.pid());
      long live = HeapHistogram.objects(jvm.pid());
      long before = HeapHistogram.objects(jvm.pid(), "-all");
      Window window = run(time);
      long after = HeapHistogram.objects(jvm.pid(), "-all");
      long ofHistogram = before - live;
      if (HeapHistogram.youngCollections(jvm.pid()) == collections) {
        return (after - before - ofHistogram) / done(window, time);
      }
    }
  }

  /** Returns how much work was done from the start of a load to its end. */
  private double done(Window window, Duration time) {
    double calls =
        Double.isNaN(window.total()) ? window.calls() * time.toNanos() / 1e9 : window.total();
    return calls * load.units();
  }

  private Window run(Duration time) {
    jvm.send(load.order(Duration.ZERO, 1, time).toLine());
    return jvm.linesUntil("done").stream().map(Window::parse).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
