package io.pinelink.benchmarks.scenario;

import io.pinelink.benchmarks.Measure;
import io.pinelink.benchmarks.codec.CodecBenchmark;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The codecs alone, by JMH. Each fork is a round. */
final class Codecs implements Scenario {
  @Override
  public boolean run(Settings settings, Path scratch) throws Exception {
    Readings readings = new Readings();
    Runner runner =
        new Runner(
            new OptionsBuilder()
                .include(CodecBenchmark.class.getSimpleName() + ".*" + settings.pattern())
                .addProfiler(GCProfiler.class)
                .forks(settings.rounds())
                .warmupIterations(settings.quick() ? 1 : 2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(settings.windows())
                .measurementTime(TimeValue.seconds(1))
                .build());
    for (RunResult result : runner.run()) {
      String name = result.getParams().getBenchmark();
      int round = 0;
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.TIME, fork.getPrimaryResult().getScore());
        fork.getSecondaryResults()
            .forEach(
                (key, value) -> {
                  if (key.endsWith("gc.alloc.rate.norm")) {
                    values.put(Measure.ALLOCATED, value.getScore());
                  }
                });
        readings.add(
            new Reading(name.substring(name.lastIndexOf('.') + 1), "codec", ++round, values));
      }
    }
    new ResultPage(settings, "jmh", "Codecs", "100 vectors of 1,536 values with metadata, by JMH.")
        .table(readings, List.of(Measure.TIME, Measure.ALLOCATED))
        .write();
    return true;
  }
}
