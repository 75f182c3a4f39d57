package io.pinelink.flink;

import io.pinelink.model.Vector;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The parts of the tests' jobs: two tasks in this JVM, with numbers as elements. */
final class Job {
  static final int DIMENSION = 8;
  static final int PARALLELISM = 2;

  private static final Duration CHECKPOINTS = Duration.ofMillis(100);

  private Job() {}

  /** Returns the environment of a job that restarts this many times when it fails. */
  static StreamExecutionEnvironment environment(int restarts) {
    Configuration configuration = new Configuration();
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY, restarts == 0 ? "none" : "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(PARALLELISM, configuration);
    environment.enableCheckpointing(CHECKPOINTS.toMillis());
    return environment;
  }

  /** Returns a source of the numbers from 0, with at most this many between two checkpoints. */
  static DataStream<Long> numbers(
      StreamExecutionEnvironment environment, long count, int perCheckpoint) {
    DataGeneratorSource<Long> source =
        new DataGeneratorSource<>(
            number -> number, count, RateLimiterStrategy.perCheckpoint(perCheckpoint), Types.LONG);
    return environment.fromSource(source, WatermarkStrategy.noWatermarks(), "numbers");
  }

  static String id(long number) {
    return "v" + number;
  }

  static Vector vector(long number) {
    float[] values = new float[DIMENSION];
    values[0] = number + 1;
    values[1] = 1;
    return Vector.of(id(number), values);
  }
}
