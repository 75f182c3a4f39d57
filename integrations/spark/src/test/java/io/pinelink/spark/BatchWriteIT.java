package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.documents.Document;
import io.pinelink.documents.FetchDocumentsRequest;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Metadata;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.LoggedLines;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.write.DataWriter;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests writes of batches. Each test has a namespace of its own. */
class BatchWriteIT {
  private final LocalSpark spark = LocalSpark.shared();

  @BeforeEach
  void forgetRequests() {
    spark.server.clearRequests();
  }

  @AfterEach
  void endFaults() {
    spark.server.faults().clear();
  }

  private void write(String namespace, String query, String... others) {
    String[] options = new String[others.length + 2];
    System.arraycopy(others, 0, options, 2, others.length);
    options[0] = "namespace";
    options[1] = namespace;
    spark.append(spark.sql(query), "docs", options);
  }

  @Test
  void otherColumnsBecomeMetadataOfExactTypes() {
    write(
        "types",
        """
        SELECT 'a' AS id, array(0.5f, 1.5f) AS values, 'A' AS title, 16777217L AS number,
          0.1d AS weight, 0.1f AS single, true AS flag, array('x', 'y') AS tags,
          CAST(1.25 AS DECIMAL(10, 2)) AS price, TIMESTAMP_MILLIS(1700000000001) AS at,
          DATE '1970-01-02' AS day, CAST(NULL AS STRING) AS missing
        """);

    assertThat(spark.vector("docs", "types", "a"))
        .isEqualTo(
            Vector.of(
                "a",
                new float[] {0.5f, 1.5f},
                Metadata.builder()
                    .put("title", "A")
                    .put("number", 16_777_217)
                    .put("weight", 0.1)
                    .put("single", 0.1f)
                    .put("flag", true)
                    .put("tags", List.of("x", "y"))
                    .put("price", 1.25)
                    .put("at", 1_700_000_000_001L)
                    .put("day", 86_400_000)
                    .build()));
  }

  @Test
  void metadataComesFromAStructAMapOrJson() {
    String row = "SELECT 'a' AS id, array(1d, 2d) AS values, ";
    Vector expected =
        Vector.of("a", new float[] {1, 2}, Metadata.builder().put("n", 1).put("m", 2).build());

    write("struct", row + "named_struct('n', 1, 'm', 2, 'null', null) AS metadata");
    write("map", row + "map('n', 1, 'm', 2, 'null', null) AS metadata");
    write("json", row + "'{\"n\": 1, \"m\": 2.0, \"null\": null}' AS metadata");

    assertThat(spark.vector("docs", "struct", "a")).isEqualTo(expected);
    assertThat(spark.vector("docs", "map", "a")).isEqualTo(expected);
    assertThat(spark.vector("docs", "json", "a")).isEqualTo(expected);
  }

  @Test
  void sparseValuesComeFromAStruct() {
    write(
        "sparse",
        """
        SELECT 'a' AS id, array(1f, 2f) AS dense,
          named_struct('indices', array(7L, 4294967295L), 'values', array(0.5f, 0.25f)) AS weights
        """,
        "values.column",
        "dense",
        "sparse.column",
        "weights");

    assertThat(spark.vector("docs", "sparse", "a").sparseValues())
        .contains(SparseValues.of(new long[] {7, 4_294_967_295L}, new float[] {0.5f, 0.25f}));
  }

  @Test
  void eachRowIsWrittenOverThePrivateRouteWithOneLookup() {
    write("many", "SELECT STRING(id) AS id, array(float(id), 1f) AS values FROM range(5000)");

    assertThat(spark.requests(r -> r.listener() == Listener.PUBLIC_DATA)).isZero();
    assertThat(spark.requests(r -> r.listener() == Listener.CONTROL)).isEqualTo(1);
    assertThat(spark.ids("docs", "many")).hasSize(5_000);
  }

  @Test
  void aColumnDecidesWhatARowDoes() {
    write("modes", "SELECT STRING(id) AS id, array(1f, 1f) AS values, 'old' AS v FROM range(3)");

    write(
        "modes",
        """
        SELECT * FROM VALUES
          ('0', array(2f, 2f), 'new', 'upsert'),
          ('1', NULL, 'new', 'update'),
          ('2', NULL, NULL, 'delete') AS changes(id, values, v, op)
        """,
        "mode.column",
        "op");

    assertThat(spark.ids("docs", "modes")).containsExactly("0", "1");
    assertThat(spark.vector("docs", "modes", "0"))
        .isEqualTo(Vector.of("0", new float[] {2, 2}, Metadata.of("v", "new")));
    assertThat(spark.vector("docs", "modes", "1"))
        .isEqualTo(Vector.of("1", new float[] {1, 1}, Metadata.of("v", "new")));
  }

  @Test
  void deletesNeedOnlyIds() {
    write("deletes", "SELECT STRING(id) AS id, array(1f, 1f) AS values FROM range(4)");

    write(
        "deletes",
        "SELECT STRING(id) AS id, map(1, 2) AS ignored FROM range(3)",
        "write.mode",
        "delete");

    assertThat(spark.ids("docs", "deletes")).containsExactly("3");
  }

  @Test
  void aColumnNamesTheNamespaceOfEachRow() {
    spark.append(
        spark.sql(
            """
            SELECT 'a' AS id, array(1f, 1f) AS values, 'tenant-1' AS tenant
            UNION ALL SELECT 'b', array(1f, 1f), 'tenant-2'
            """),
        "docs",
        "namespace.column",
        "tenant");

    assertThat(spark.ids("docs", "tenant-1")).containsExactly("a");
    assertThat(spark.ids("docs", "tenant-2")).containsExactly("b");
  }

  @Tag("slow")
  @Test
  void theLastRowOfAnIdInTheOrderOfAColumnWins() {
    spark
        .sql(
            "SELECT 'id-' || (id % 50) AS id, array(float(id), 1f) AS values, id AS at FROM range(2000)")
        .repartition(8)
        .createOrReplaceTempView("versions");

    write("order", "SELECT * FROM versions", "order.column", "at");

    for (int i = 0; i < 50; i++) {
      assertThat(spark.vector("docs", "order", "id-" + i).value(0)).isEqualTo(1_950 + i);
    }
  }

  @Test
  void theColumnOfTheOrderIsStoredUnlessItIsExcluded() {
    String rows = "SELECT 'a' AS id, array(1f, 1f) AS values, 7L AS at, 'upsert' AS op";

    write("stored", rows, "order.column", "at", "mode.column", "op");
    write("excluded", rows, "order.column", "at", "mode.column", "op", "order.stored", "false");

    assertThat(spark.vector("docs", "stored", "a").metadata()).isEqualTo(Metadata.of("at", 7));
    assertThat(spark.vector("docs", "excluded", "a").metadata()).isEqualTo(Metadata.empty());
    assertThat(
            spark
                .session
                .read()
                .format("pinelink")
                .options(spark.options("docs", "namespace", "stored"))
                .schema("id STRING, at BIGINT")
                .load()
                .collectAsList())
        .extracting(row -> row.getLong(1))
        .containsExactly(7L);
  }

  @Test
  void anOrderThatCannotBeStoredIsReportedWithTheOptionThatExcludesIt() {
    String rows = "SELECT 'a' AS id, array(1f, 1f) AS values, named_struct('n', 1) AS at";

    assertThatThrownBy(() -> write("struct", rows, "order.column", "at"))
        .hasMessageContaining("order.column: column 'at' is of type struct<n:int>")
        .hasMessageContaining("or order.stored=false");
    write("struct", rows, "order.column", "at", "order.stored", "false");

    assertThat(spark.ids("docs", "struct")).containsExactly("a");
  }

  @Test
  void aRefusedRowFailsTheWriteWithItsIdAndReason() {
    assertThatThrownBy(() -> write("refused", "SELECT 'short' AS id, array(1f) AS values"))
        .hasStackTraceContaining("refused row 'short': ")
        .hasStackTraceContaining("values has 1 elements, expected 2, the dimension of the index");
    assertThatThrownBy(
            () -> write("refused", "SELECT 'no-values' AS id, array(1f, NULL) AS values"))
        .hasStackTraceContaining("row 'no-values': column 'values' has an element that is null")
        .hasStackTraceContaining("refused.max.rows");
  }

  /** Returns a query for rows, of which the first three have too few values. */
  private static String rows(int count) {
    return "SELECT STRING(id) AS id, IF(id < 3, array(1f), array(1f, 2f)) AS values FROM range(0, "
        + count
        + ", 1, 1)";
  }

  @Test
  void refusedRowsAreSkippedUpToABound() {
    write("skipped", rows(9), "refused.max.rows", "3");

    assertThat(spark.ids("docs", "skipped")).containsExactly("3", "4", "5", "6", "7", "8");
    assertThatThrownBy(() -> write("skipped", rows(9), "refused.max.rows", "2"))
        .hasStackTraceContaining("and others: 3, expected at most 2");
  }

  @Test
  void everyRefusedRowOfAnIdThatChangesOftenIsCounted() {
    String rows =
        "SELECT 'hot' AS id, IF(id % 2 = 1, array(1f), array(float(id), 2f)) AS values"
            + " FROM range(0, 301, 1, 1)";
    write("hot", rows, "refused.max.rows", "150");

    assertThat(spark.vector("docs", "hot", "hot").value(0)).isEqualTo(300);
    assertThatThrownBy(() -> write("hot", rows, "refused.max.rows", "149"))
        .hasStackTraceContaining("and others: 150, expected at most 149");
  }

  @Test
  void theRouteIsLoggedOnTheDriverAndOnTheExecutor() {
    try (LoggedLines log = LoggedLines.of(IndexLookup.class.getName(), Level.INFO)) {
      write("logged", "SELECT 'a' AS id, array(1f, 2f) AS values");

      assertThat(log.lines())
          .hasSize(2)
          .allSatisfy(
              line -> assertThat(line).startsWith("Index docs is used over this route: private "));
    }
  }

  @Test
  void anOverwriteIsRefused() {
    assertThatThrownBy(
            () ->
                spark
                    .sql("SELECT 'a' AS id, array(1f, 1f) AS values")
                    .write()
                    .format("pinelink")
                    .options(spark.options("docs"))
                    .mode(SaveMode.Overwrite)
                    .save())
        .hasMessageContaining("Index docs is neither overwritten nor truncated");
    assertThat(spark.server.requests()).isEmpty();
  }

  @Test
  void throttledAndFailedCallsAreRepeated() {
    spark
        .server
        .faults()
        .next("upsert", Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "too fast"), Fault.drop());

    write("faults", "SELECT STRING(id) AS id, array(1f, 1f) AS values FROM range(2000)");

    assertThat(spark.ids("docs", "faults")).hasSize(2_000);
  }

  @Test
  void metricsAreExactOnceAWriteHasEnded() throws Exception {
    Map<String, Long> metrics = new ConcurrentHashMap<>();
    QueryExecutionListener listener =
        new QueryExecutionListener() {
          @Override
          public void onSuccess(String name, QueryExecution execution, long nanos) {
            for (CustomMetric metric : WriteMetric.all()) {
              var value = execution.executedPlan().metrics().get(metric.name());
              if (value.isDefined()) {
                metrics.put(metric.name(), (Long) value.get().value());
              }
            }
          }

          @Override
          public void onFailure(String name, QueryExecution execution, Exception e) {}
        };
    spark.session.listenerManager().register(listener);

    write("metrics", rows(9), "refused.max.rows", "3");

    await().until(() -> metrics.containsKey("calls"));
    spark.session.listenerManager().unregister(listener);
    assertThat(metrics)
        .containsEntry("rowsAccepted", 6L)
        .containsEntry("rowsRefused", 3L)
        .containsEntry("publicCalls", 0L);
    assertThat(metrics.get("bytesAccepted")).isPositive();
  }

  private static long calls(DataWriter<InternalRow> writer) {
    return Stream.of(writer.currentMetricsValues())
        .filter(metric -> metric.name().equals("calls"))
        .mapToLong(CustomTaskMetric::value)
        .sum();
  }

  @Test
  void callsAreCountedBeforeATaskEndsAndOnce() throws Exception {
    SourceOptions options = SourceOptions.of(spark.options("docs", "namespace", "calls"));
    StructType rows = new StructType().add("id", "string").add("values", "array<float>");
    try (DataWriter<InternalRow> writer =
        new TaskWriterFactory(UUID.randomUUID(), new IndexLookup(options).opened(), rows)
            .createWriter(0, 0)) {
      writer.write(
          new GenericInternalRow(
              new Object[] {UTF8String.fromString("a"), new GenericArrayData(new float[] {1, 2})}));

      await().until(() -> calls(writer) > 0);
      TaskReport report = (TaskReport) writer.commit();
      assertThat(report.calls()).isEqualTo(1);
    }
  }

  @Test
  void thePlanShowsNoKey() {
    String key = spark.server.project().apiKey();
    List<String> plans = new CopyOnWriteArrayList<>();
    QueryExecutionListener listener =
        new QueryExecutionListener() {
          @Override
          public void onSuccess(String name, QueryExecution execution, long nanos) {
            plans.add(execution.toString());
          }

          @Override
          public void onFailure(String name, QueryExecution execution, Exception e) {}
        };
    spark.session.listenerManager().register(listener);

    write("plan", "SELECT 'a' AS id, array(1f, 1f) AS values");

    await().until(() -> !plans.isEmpty());
    spark.session.listenerManager().unregister(listener);
    assertThat(String.join("", plans)).contains("docs").doesNotContain(key);
  }

  @Test
  void aPrivateRouteThatCannotBeUsedFailsOnTheDriver() {
    assertThatThrownBy(
            () ->
                write(
                    "route",
                    "SELECT 'a' AS id, array(1f, 1f) AS values",
                    "route.allow.loopback",
                    "false"))
        .hasStackTraceContaining("127.0.0.1");
    assertThat(spark.requests(r -> r.listener() != Listener.CONTROL)).isZero();
  }

  @Test
  void recordsAreEmbeddedByTheIndex() {
    spark.append(
        spark.sql("SELECT 'a' AS id, 'a text' AS text, 7 AS number"),
        "texts",
        "index.kind",
        "records");

    Vector stored = spark.vector("texts", "", "a");
    assertThat(stored.dimension()).isPositive();
    assertThat(stored.metadata().number("number")).hasValue(7);
  }

  @Test
  void documentsHaveFieldsOfAnyKind() {
    spark.append(
        spark.sql(
            """
            SELECT 'a' AS id, 'A title' AS title, array(0.5f, 1.5f) AS meaning,
              named_struct('indices', array(3), 'values', array(1f)) AS words, true AS public
            """),
        "articles",
        "index.kind",
        "documents");

    Document stored =
        spark
            .client
            .documents("articles")
            .fetch(FetchDocumentsRequest.byIds("a"))
            .find("a")
            .orElseThrow();
    assertThat(stored.fields().string("title")).contains("A title");
    assertThat(stored.fields().dense("meaning").orElseThrow().values()).containsExactly(0.5f, 1.5f);
    assertThat(stored.fields().sparse("words"))
        .contains(SparseValues.of(new int[] {3}, new float[] {1}));
    assertThat(stored.fields().bool("public")).contains(true);
  }
}
