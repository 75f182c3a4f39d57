package io.pinelink.spark;

import static org.apache.spark.sql.functions.sum;
import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.server.Listener;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests writes of streams of files. */
@Tag("slow")
class StreamingWriteIT {
  private static final String SCHEMA = "id STRING, x FLOAT, at BIGINT";

  private final LocalSpark spark = LocalSpark.shared();

  @TempDir Path folder;

  private void addFile(String rows) {
    spark
        .sql("SELECT * FROM VALUES " + rows + " AS rows(id, x, at)")
        .selectExpr("id", "float(x) AS x", "bigint(at) AS at")
        .coalesce(1)
        .write()
        .mode("append")
        .json(folder.resolve("in").toString());
  }

  private Dataset<Row> rows() {
    return spark
        .session
        .readStream()
        .schema(SCHEMA)
        .option("maxFilesPerTrigger", 1)
        .json(folder.resolve("in").toString());
  }

  private void run(Dataset<Row> rows, String mode, String... options) throws Exception {
    StreamingQuery query =
        rows.writeStream()
            .format("pinelink")
            .options(spark.options("docs", options))
            .option("checkpointLocation", folder.resolve("checkpoint").toString())
            .outputMode(mode)
            .trigger(Trigger.AvailableNow())
            .start();
    query.awaitTermination();
  }

  @Test
  void eachFileIsWrittenOnceAcrossRestarts() throws Exception {
    addFile("('a', 1, 1), ('b', 1, 1)");
    addFile("('c', 1, 1)");
    addFile("('d', 1, 1)");
    Dataset<Row> vectors = rows().selectExpr("id", "array(x, 1f) AS values", "at");
    spark.server.clearRequests();

    run(vectors, "append", "namespace", "stream", "order.column", "at");
    assertThat(spark.requests(r -> r.listener() == Listener.CONTROL)).isEqualTo(1);
    assertThat(spark.ids("docs", "stream")).containsExactly("a", "b", "c", "d");

    addFile("('a', 2, 3), ('a', 3, 2), ('e', 1, 1)");
    spark.server.clearRequests();
    run(vectors, "append", "namespace", "stream", "order.column", "at");

    assertThat(spark.ids("docs", "stream")).containsExactly("a", "b", "c", "d", "e");
    assertThat(spark.vector("docs", "stream", "a").value(0)).isEqualTo(2);
  }

  @Test
  void updatedAggregatesAreUpserts() throws Exception {
    addFile("('a', 1, 1)");
    Dataset<Row> sums =
        rows()
            .groupBy("id")
            .agg(sum("x").cast("float").as("sum"))
            .selectExpr("id", "array(sum, 1f) AS values");
    run(sums, "update", "namespace", "sums");
    addFile("('a', 2, 1)");
    run(sums, "update", "namespace", "sums");

    assertThat(spark.vector("docs", "sums", "a").value(0)).isEqualTo(3);
  }
}
