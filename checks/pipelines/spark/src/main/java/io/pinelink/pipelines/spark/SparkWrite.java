package io.pinelink.pipelines.spark;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the same rows with one connector and without any, in this JVM, and prints the seconds and
 * the CPU seconds of both. Arguments: the format, a file with its options, the rows as JSON Lines,
 * and how often each is written before the measurement, so that the JVM is warm.
 */
public final class SparkWrite {
  private static final String OFFICIAL = "io.pinecone.spark.pinecone.Pinecone";
  private static final int TASKS = 8;
  private static final String ROW =
      "id STRING, namespace STRING, values ARRAY<FLOAT>, "
          + "metadata STRUCT<count: BIGINT, created: BIGINT, price: DOUBLE, even: BOOLEAN, "
          + "title: STRING, note: STRING, tags: ARRAY<STRING>>";

  private SparkWrite() {}

  public static void main(String... args) throws Exception {
    String format = args[0];
    Map<String, String> options = SparkJob.options(Path.of(args[1]));
    try (SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.sql.files.minPartitionNum", TASKS)
            .getOrCreate()) {
      String table = args[2] + ".parquet";
      spark
          .read()
          .schema(ROW)
          .json(args[2])
          .repartition(TASKS)
          .write()
          .mode("overwrite")
          .parquet(table);
      Dataset<Row> rows = spark.read().parquet(table);
      if (format.equals(OFFICIAL)) {
        // It takes these columns by position, and the metadata as JSON.
        rows =
            rows.selectExpr(
                "id",
                "namespace",
                "values",
                "to_json(metadata) AS metadata",
                "CAST(NULL AS STRUCT<indices: ARRAY<BIGINT>, values: ARRAY<FLOAT>>) AS"
                    + " sparse_values");
      }
      for (int i = Integer.parseInt(args[3]); i >= 0; i--) {
        String alone = write(rows, "noop", Map.of());
        String connector = write(rows, format, options);
        if (i == 0) {
          System.out.println("> " + connector + "; without a connector " + alone);
        }
      }
    }
  }

  private static String write(Dataset<Row> rows, String format, Map<String, String> options) {
    long start = System.nanoTime();
    long cpu = cpuNanos();
    rows.write().format(format).options(options).mode("append").save();
    return String.format(
        "%.2f s, %.2f s of CPU", (System.nanoTime() - start) / 1e9, (cpuNanos() - cpu) / 1e9);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
