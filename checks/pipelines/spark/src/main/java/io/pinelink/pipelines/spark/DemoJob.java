package io.pinelink.pipelines.spark;

import static org.apache.spark.sql.functions.col;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkSource;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The driver of {@code examples/spark}: a table of Spark is written to an index, which is then read
 * as a table and queried. Then the same vectors are loaded by the bulk engine alone, for
 * comparison. Arguments: a file with the connector's options, a path for the table, and the number
 * of rows.
 */
public final class DemoJob {
  private static final int DIMENSION = 384;

  private DemoJob() {}

  public static void main(String... args) throws Exception {
    Map<String, String> options = SparkJob.options(Path.of(args[0]));
    long rows = Long.parseLong(args[2]);
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      spark
          .udf()
          .register(
              "embed",
              (UDF1<Long, float[]>) DemoJob::embed,
              DataTypes.createArrayType(DataTypes.FloatType, false));
      spark
          .range(rows)
          .selectExpr(
              "concat('doc-', id) AS id",
              "embed(id) AS values",
              "concat('Document ', id) AS title",
              "CAST(1900 + id % 100 AS INT) AS year")
          .write()
          .parquet(args[1]);
      print("%,d rows are in a table of Spark.", rows);

      spark.read().parquet(args[1]).write().format("pinelink").options(options).mode("append").save();

      Dataset<Row> docs =
          spark
              .read()
              .format("pinelink")
              .options(options)
              .schema("id STRING, values ARRAY<FLOAT>, title STRING, year INT")
              .load();
      print(
          "The index as a table has %,d rows of 1907, such as %s.",
          docs.where("year = 1907").count(),
          docs.where("id = 'doc-7'").select("title").first().getString(0));

      print("A query as a table:");
      for (Row match :
          spark
              .read()
              .format("pinelink")
              .options(options)
              .option("query.vector", Arrays.toString(embed(7)))
              .option("query.top.k", "3")
              .schema("score FLOAT, id STRING, title STRING")
              .load()
              .orderBy(col("score").desc())
              .collectAsList()) {
        print("%.3f  %s  %s", match.getFloat(0), match.getString(1), match.getString(2));
      }

      loadWithTheBulkEngine(options, rows);
    }
  }

  private static void loadWithTheBulkEngine(Map<String, String> options, long rows) {
    ConnectorOptions connector = ConnectorOptions.of(options);
    try (Pinelink client = connector.client().build()) {
      var unused =
          connector
              .target()
              .vectors(client)
              .namespace("bulk")
              .bulkUpsert(
                  BulkSource.of(LongStream.range(0, rows).mapToObj(DemoJob::vector)),
                  connector.bulk().build());
    }
  }

  private static Vector vector(long i) {
    return Vector.of(
        "doc-" + i,
        embed(i),
        Metadata.builder().put("title", "Document " + i).put("year", 1900 + i % 100).build());
  }

  private static float[] embed(long i) {
    SplittableRandom random = new SplittableRandom(i);
    float[] values = new float[DIMENSION];
    for (int j = 0; j < DIMENSION; j++) {
      values[j] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** Prints a line that is meant for the reader, unlike Spark's own. */
  private static void print(String line, Object... arguments) {
    System.out.printf("> " + line + "%n", arguments);
  }
}
