package io.pinelink.pipelines.flink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The source of the numbers of changes, whose position is part of each checkpoint. */
final class ChangesSource {
  private ChangesSource() {}

  /**
   * Returns the numbers of changes from 0.
   *
   * @param perCheckpoint how many there are at most between two checkpoints, so that a load lasts
   *     several checkpoints on the fastest machine
   */
  static DataStream<Long> numbers(
      StreamExecutionEnvironment environment, long count, int perCheckpoint) {
    return environment
        .fromSource(
            new DataGeneratorSource<>(
                number -> number,
                count,
                RateLimiterStrategy.perCheckpoint(perCheckpoint),
                Types.LONG),
            WatermarkStrategy.noWatermarks(),
            "changes")
        .setParallelism(Change.SOURCES)
        .uid("changes");
  }
}
