package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.load.Order;
import io.pinelink.benchmarks.load.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** A JVM that runs one build of a client under one load, a window at a time. */
final class BuildUnderLoad implements AutoCloseable {
  private static final Duration WARM_UP_WINDOW = Duration.ofSeconds(2);
  private static final int MAX_WARM_UPS = 12;

  /** The share of a window's time, in all compiler threads, below which the compiler is quiet. */
  private static final double QUIET = 0.02;

  private static final double TICKS_PER_SECOND = 100;

  private final Jvm jvm;
  private final Scenario load;

  BuildUnderLoad(Jvm jvm, Scenario load) {
    this.jvm = jvm;
    this.load = load;
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

  /** Runs the load for a time, and returns what a unit of work cost. */
  Map<Measure, Double> measure(Duration time) throws IOException {
    ProcessCounts before = ProcessCounts.read(jvm.pid());
    Window window = run(time);
    ProcessCounts counts = ProcessCounts.read(jvm.pid()).minus(before);
    double units = load.units();
    double done = window.calls() * time.toNanos() / 1e9 * units;
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    values.put(Measure.RATE, window.calls() * units);
    values.put(Measure.CPU, window.cpu() / units);
    values.put(Measure.ALLOCATED, window.allocated() / units);
    values.put(Measure.SYSTEM_CALLS, counts.systemCalls() / done);
    values.put(Measure.WAKE_UPS, counts.wakeUps() / done);
    values.put(Measure.PACKETS, counts.packets() / done);
    return values;
  }

  private Window run(Duration time) {
    jvm.tell(
        new Order(
                load.call(),
                load.large(),
                load.shape(),
                load.async(),
                load.concurrency(),
                Duration.ZERO,
                1,
                time)
            .toLine());
    return jvm.linesUntil("done").stream().map(Window::parse).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    jvm.close();
  }
}
