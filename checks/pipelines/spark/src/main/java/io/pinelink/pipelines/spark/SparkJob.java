package io.pinelink.pipelines.spark;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.Trigger;

/**
 * A driver that takes the connector's options from a file of properties, and does the steps that
 * follow, in order:
 *
 * <ul>
 *   <li>{@code write FILES}: writes a table of JSON Lines in one batch
 *   <li>{@code stream FILES CHECKPOINT}: writes each file in a micro-batch of its own, in the order
 *       of their times, and ends after the last
 *   <li>{@code read FOLDER}: reads the namespace, and writes it as JSON Lines
 * </ul>
 */
public final class SparkJob {
  private static final String CHANGE =
      "id STRING, values ARRAY<FLOAT>, metadata STRUCT<version: BIGINT, title: STRING, "
          + "even: BOOLEAN, tags: ARRAY<STRING>>, mode STRING, version BIGINT";
  private static final String ROW =
      "id STRING, values ARRAY<FLOAT>, version BIGINT, title STRING, even BOOLEAN, "
          + "tags ARRAY<STRING>";

  private SparkJob() {}

  public static void main(String... args) throws Exception {
    Map<String, String> options = options(Path.of(args[0]));
    // Many tasks, so that a worker is killed in the midst of them.
    try (SparkSession spark =
        SparkSession.builder().config("spark.sql.files.maxPartitionBytes", "1m").getOrCreate()) {
      for (int i = 1; i < args.length; ) {
        switch (args[i++]) {
          case "write" ->
              spark
                  .read()
                  .schema(CHANGE)
                  .json(args[i++])
                  .write()
                  .format("pinelink")
                  .options(options)
                  .mode("append")
                  .save();
          case "stream" ->
              spark
                  .readStream()
                  .schema(CHANGE)
                  .option("maxFilesPerTrigger", 1)
                  .json(args[i++])
                  .writeStream()
                  .format("pinelink")
                  .options(options)
                  .option("checkpointLocation", args[i++])
                  .trigger(Trigger.AvailableNow())
                  .start()
                  .awaitTermination();
          case "read" ->
              spark
                  .read()
                  .schema(ROW)
                  .format("pinelink")
                  .options(options)
                  .load()
                  .write()
                  .json(args[i++]);
          default -> throw new IllegalArgumentException(args[i - 1]);
        }
      }
    }
  }

  static Map<String, String> options(Path file) throws Exception {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, String> options = new HashMap<>();
    properties.stringPropertyNames().forEach(name -> options.put(name, properties.getProperty(name)));
    return options;
  }
}
