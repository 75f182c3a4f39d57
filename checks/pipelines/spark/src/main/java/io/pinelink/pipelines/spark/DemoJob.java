package io.pinelink.pipelines.spark;

import static org.apache.spark.sql.functions.col;

import io.pinelink.pipelines.demo.DemoVectors;
import io.pinelink.pipelines.demo.StepInput;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * The driver of {@code examples/spark}. Its input has steps, one in each line, and it prints a line
 * after each:
 *
 * <ul>
 *   <li>{@code create}: creates a table of Spark, in two folders with half of the rows each
 *   <li>{@code write NAMESPACE}: writes the table to an index
 *   <li>{@code drop half} and {@code drop all}: reads the table, but writes it nowhere
 *   <li>{@code read NAMESPACE}: reads the index as a table, and queries it
 * </ul>
 */
public final class DemoJob {
  /** Each half of the table has as many tasks for one executor as for the other. */
  private static final int FILES = 4;

  private final SparkSession spark;
  private final Map<String, String> options;
  private final Path table;
  private final long rows;
  private final int dimension;

  private DemoJob(
      SparkSession spark, Map<String, String> options, Path table, long rows, int dimension) {
    this.spark = spark;
    this.options = options;
    this.table = table;
    this.rows = rows;
    this.dimension = dimension;
  }

  /**
   * Arguments: a file with the connector's options, a folder for the table, and the number of rows
   * and of values in each.
   */
  public static void main(String... args) throws Exception {
    try (SparkSession spark = SparkSession.builder().getOrCreate()) {
      DemoJob job =
          new DemoJob(
              spark,
              SparkJob.options(Path.of(args[0])),
              Path.of(args[1]),
              Long.parseLong(args[2]),
              Integer.parseInt(args[3]));
      StepInput.run(step -> job.run(step.split(" ")));
    }
  }

  private void run(String... step) {
    switch (step[0]) {
      case "create" -> create();
      case "write" ->
          table("first", "second")
              .write()
              .format("pinelink")
              .options(options)
              .option("namespace", step[1])
              .mode("append")
              .save();
      case "drop" ->
          (step[1].equals("half") ? table("first") : table("first", "second"))
              .write()
              .format("noop")
              .mode("overwrite")
              .save();
      case "read" -> read(step[1]);
      default -> throw new IllegalArgumentException(step[0]);
    }
  }

  private void create() {
    int values = dimension;
    spark
        .udf()
        .register(
            "embed",
            (UDF1<Long, float[]>) number -> DemoVectors.values(number, values),
            DataTypes.createArrayType(DataTypes.FloatType, false));
    create("first", 0, rows / 2);
    create("second", rows / 2, rows);
    print("%,d rows are in a table of Spark.", rows);
  }

  private void create(String half, long from, long to) {
    spark
        .range(from, to, 1, FILES)
        .selectExpr(
            "CAST(id AS STRING) AS id",
            "embed(id) AS values",
            "concat('Document ', id) AS title")
        .write()
        .parquet(table.resolve(half).toString());
  }

  private Dataset<Row> table(String... halves) {
    return spark
        .read()
        .parquet(
            Arrays.stream(halves)
                .map(half -> table.resolve(half).toString())
                .toArray(String[]::new));
  }

  private void read(String namespace) {
    Dataset<Row> docs =
        index(namespace).schema("id STRING, values ARRAY<FLOAT>, title STRING").load();
    print(
        "In the index as a table, the id of Document 7 is %s.",
        docs.where("title = 'Document 7'").select("id").first().getString(0));

    print("A query as a table:");
    for (Row match :
        index(namespace)
            .option("query.vector", Arrays.toString(DemoVectors.values(7, dimension)))
            .option("query.top.k", "3")
            .schema("score FLOAT, id STRING, title STRING")
            .load()
            .orderBy(col("score").desc())
            .collectAsList()) {
      print("%.3f  %s  %s", match.getFloat(0), match.getString(1), match.getString(2));
    }
  }

  private DataFrameReader index(String namespace) {
    return spark.read().format("pinelink").options(options).option("namespace", namespace);
  }

  /** Prints a line that is meant for the reader, unlike Spark's own. */
  private static void print(String line, Object... arguments) {
    System.out.printf("> " + line + "%n", arguments);
  }
}
