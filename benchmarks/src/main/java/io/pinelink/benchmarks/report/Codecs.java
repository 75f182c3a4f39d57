package io.pinelink.benchmarks.report;

import io.pinelink.benchmarks.GrpcCodecBenchmark;
import io.pinelink.benchmarks.RestCodecBenchmark;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The JMH benchmarks of the codecs. Each fork is a round. */
final class Codecs {
  static final String GRPC = "codec, protobuf";
  static final String REST = "codec, JSON";

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private Codecs() {}

  static void measure(boolean quick, Readings into) throws RunnerException {
    measure(GRPC, GrpcCodecBenchmark.class, quick, into);
    measure(REST, RestCodecBenchmark.class, quick, into);
  }

  private static void measure(String what, Class<?> benchmark, boolean quick, Readings into)
      throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(benchmark.getSimpleName())
            .addProfiler(GCProfiler.class)
            .forks(quick ? 1 : 3)
            .warmupIterations(quick ? 1 : 2)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(quick ? 1 : 3)
            .measurementTime(TimeValue.seconds(1));
    add(what, new Runner(options.build()).run(), into);
  }

  private static void add(String what, Collection<RunResult> results, Readings into) {
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      int[] round = {0};
      result
          .getBenchmarkResults()
          .forEach(
              fork -> {
                Map<Measure, Double> values = new EnumMap<>(Measure.class);
                values.put(Measure.TIME, fork.getPrimaryResult().getScore());
                fork.getSecondaryResults()
                    .forEach(
                        (key, value) -> {
                          if (key.endsWith(ALLOCATED)) {
                            values.put(Measure.ALLOCATED, value.getScore());
                          }
                        });
                into.add(
                    new Reading(
                        what, name.substring(name.lastIndexOf('.') + 1), ++round[0], values));
              });
    }
  }
}
