package io.pinelink.pipelines.spark;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/**
 * A driver that writes a table of JSON Lines in one batch. Arguments: a file with the connector's
 * options, and the table.
 */
public final class SparkJob {
  private static final String CHANGE =
      "id STRING, values ARRAY<FLOAT>, metadata STRUCT<version: BIGINT, title: STRING, "
          + "even: BOOLEAN, tags: ARRAY<STRING>>, mode STRING, version BIGINT";

  private SparkJob() {}

  public static void main(String... args) throws Exception {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      spark
          .read()
          .schema(CHANGE)
          .json(args[1])
          .write()
          .format("pinelink")
          .options(options(Path.of(args[0])))
          .mode("append")
          .save();
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
