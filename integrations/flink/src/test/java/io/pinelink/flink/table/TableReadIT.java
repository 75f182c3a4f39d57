package io.pinelink.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.FullTextSearch;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.documents.Document;
import io.pinelink.model.Metadata;
import io.pinelink.model.Metric;
import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests VECTOR_SEARCH and lookup joins of a server that is reached by its private route. */
@Tag("slow")
class TableReadIT {
  /** The tag of tests that need Flink 2.2. */
  private static final String VECTOR_SEARCH = "vector-search";

  private static final IndexSpec REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");

  @TempDir private static Path folder;
  private static SqlServer server;
  private static Pinelink client;

  private final StreamExecutionEnvironment environment = SqlServer.environment(0);
  private final StreamTableEnvironment sql = StreamTableEnvironment.create(environment);

  @BeforeAll
  static void startTheServer() throws Exception {
    server = new SqlServer(folder);
    client = server.client;
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder("docs", REGION)
                .dimension(2)
                .metric(Metric.DOT_PRODUCT)
                .build());
    Index docs = client.index("docs");
    docs.namespace("en")
        .upsert(
            List.of(
                vector("a", 2, 1, "en", 1999),
                vector("b", 1, 2, "en", 2005),
                vector("c", 3, 0, "et", 2010)));
    docs.namespace("et").upsert(List.of(vector("b", 5, 5, "et", 1)));
  }

  private static Vector vector(String id, float x, float y, String lang, int year) {
    return Vector.builder(id)
        .values(x, y)
        .sparseValues(SparseValues.of(new int[] {7}, new float[] {x}))
        .metadata(
            Metadata.builder()
                .put("lang", lang)
                .put("year", year)
                .put("tags", List.of(lang, id))
                .put("price", 1.5)
                .build())
        .build();
  }

  @BeforeEach
  void forgetRequestsAndCreateTheQueries() {
    server.server.clearRequests();
    sql.createTemporaryView(
        "queries",
        environment.fromData(
            Types.ROW_NAMED(
                new String[] {"name", "v"}, Types.STRING, Types.OBJECT_ARRAY(Types.FLOAT)),
            Row.of("east", new Float[] {1f, 0f}),
            Row.of("none", null),
            Row.of("north", new Float[] {0f, 1f})));
    sql.createTemporaryView(
        "lookups",
        environment.fromData(
            Types.ROW_NAMED(new String[] {"doc", "tenant"}, Types.STRING, Types.STRING),
            Row.of("a", "et"),
            Row.of("none", "et"),
            Row.of("b", "et")),
        Schema.newBuilder()
            .column("doc", "STRING")
            .column("tenant", "STRING")
            .columnByExpression("proc", "PROCTIME()")
            .build());
  }

  @AfterEach
  void noCallWasPublic() {
    assertThat(server.server.requests())
        .noneMatch(request -> request.listener() == Listener.PUBLIC_DATA);
  }

  @AfterAll
  static void stopTheServer() {
    server.close();
  }

  private void docs(String columns, String... options) {
    List<String> all = new ArrayList<>(List.of("index.name", "docs", "namespace", "en"));
    all.addAll(List.of(options));
    sql.executeSql(
        "CREATE TABLE docs (id STRING, embedding ARRAY<FLOAT>"
            + columns
            + ", PRIMARY KEY (id) NOT ENFORCED) "
            + server.with(all.toArray(String[]::new)));
  }

  private List<String> rows(String query) {
    List<String> rows = new ArrayList<>();
    sql.executeSql(query).collect().forEachRemaining(row -> rows.add(row.toString()));
    return rows;
  }

  /**
   * Returns the failure of a query. If a task fails before its source receives the end of its
   * input, Flink reports that this message was lost in place of the failure.
   */
  private Throwable failureOf(String query) {
    return await()
        .pollInSameThread() // The planner keeps state in its thread.
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> catchThrowable(() -> rows(query)),
            failure -> !ExceptionUtils.stringifyException(failure).contains("OperatorEvent"));
  }

  /** Returns a query that searches for two items nearest to each vector of a stream. */
  private static String search(String selected, String table, String others) {
    return search(selected, table, 2, others);
  }

  private static String search(String selected, String table, int topK, String others) {
    return "SELECT "
        + selected
        + " FROM queries, LATERAL TABLE(VECTOR_SEARCH("
        + table
        + ", DESCRIPTOR(embedding), queries.v, "
        + topK
        + others
        + "))";
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void aStreamOfVectorsFindsTheNearestOnes() {
    docs(
        ", sparse ROW<indices ARRAY<BIGINT>, `values` ARRAY<FLOAT>>, lang STRING, `year` INT,"
            + " others MAP<STRING, ARRAY<STRING>>");

    assertThat(
            rows(
                search(
                    "name, id, score, lang, `year`, embedding, sparse, others", "TABLE docs", "")))
        .containsExactlyInAnyOrder(
            "+I[east, c, 3.0, et, 2010, [3.0, 0.0], +I[[7], [3.0]], {tags=[et, c]}]",
            "+I[east, a, 2.0, en, 1999, [2.0, 1.0], +I[[7], [2.0]], {tags=[en, a]}]",
            "+I[north, b, 2.0, en, 2005, [1.0, 2.0], +I[[7], [1.0]], {tags=[en, b]}]",
            "+I[north, a, 1.0, en, 1999, [2.0, 1.0], +I[[7], [2.0]], {tags=[en, a]}]");
    assertThat(queries()).hasSize(2);
  }

  private static List<RecordedRequest> queries() {
    return server.server.requests().stream()
        .filter(request -> request.operation().equals("query"))
        .toList();
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void aSearchHasTheFilterOfItsTableAndFlinksOptions() {
    docs(", lang STRING", "search.filter", "{\"year\": {\"$gte\": 2000}, \"lang\": \"en\"}");

    assertThat(
            rows(
                search(
                    "name, id, lang",
                    "TABLE docs",
                    ", MAP['async', 'true', 'timeout', '30s', 'max-concurrent-operations', '4']")))
        .containsExactlyInAnyOrder("+I[east, b, en]", "+I[north, b, en]");
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void theFilterMayBeSetForOneStatement() {
    docs("");

    assertThat(
            rows(
                search(
                    "name, id",
                    "(SELECT * FROM docs /*+ OPTIONS('search.filter'='{\"lang\": \"et\"}') */)",
                    "")))
        .containsExactlyInAnyOrder("+I[east, c]", "+I[north, c]");
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void aConditionOnTheScoreNeedsALeftJoin() {
    docs("");

    assertThat(
            rows(
                "SELECT name, id FROM queries LEFT JOIN LATERAL TABLE(VECTOR_SEARCH(TABLE docs,"
                    + " DESCRIPTOR(embedding), queries.v, 2)) ON TRUE WHERE score > 1.5"))
        .containsExactlyInAnyOrder("+I[east, c]", "+I[east, a]", "+I[north, b]");
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void aVectorMayBeALiteral() {
    docs("");

    assertThat(rows(searchBy("CAST(0 AS FLOAT), CAST(1 AS FLOAT)"))).containsExactly("+I[b, 2.0]");
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void floatsSearchAColumnOfDoubles() {
    sql.executeSql(
        "CREATE TABLE docs (id STRING, embedding ARRAY<DOUBLE>, PRIMARY KEY (id) NOT ENFORCED) "
            + server.with("index.name", "docs", "namespace", "en"));
    assertThat(rows(search("name, id, score", "TABLE docs", 1, "")))
        .containsExactlyInAnyOrder("+I[east, c, 3.0]", "+I[north, b, 2.0]");
  }

  private static String searchBy(String values) {
    return "SELECT id, score FROM TABLE(VECTOR_SEARCH(TABLE docs, DESCRIPTOR(embedding), ARRAY["
        + values
        + "], 1))";
  }

  @Tag(VECTOR_SEARCH)
  @ParameterizedTest
  @ValueSource(strings = {"0.5, 0.25", "0, 1"})
  void aVectorOfAnotherTypeIsRefusedWhenTheStatementIsPlanned(String values) {
    docs("");

    assertThatThrownBy(() -> sql.explainSql(searchBy(values), ExplainDetail.JSON_EXECUTION_PLAN))
        .hasStackTraceContaining("expected ARRAY<FLOAT> or ARRAY<DOUBLE>: CAST its elements");
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void moreThanTheServiceReturnsIsRefused() {
    docs("");

    assertThat(failureOf(search("name, id", "TABLE docs", 20_001, "")))
        .hasStackTraceContaining("topK is 20001, expected 1 to 10000");
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void aColumnOfAnotherTypeThanTheStoredValueFailsTheJobWithItsName() {
    docs(", lang INT");

    assertThat(failureOf(search("name, id, lang", "TABLE docs", "")))
        .hasStackTraceContaining("column 'lang' of 'c' is a String, expected INT");
  }

  @Test
  void aLookupJoinFetchesItemsByIdInFewCalls() {
    docs(", lang STRING, `year` INT, price DOUBLE");
    String ids =
        "(SELECT 'v' || CAST(n AS STRING) AS id, PROCTIME() AS proc FROM ids UNION ALL SELECT doc AS id, proc FROM lookups"
            // No item can have one of these.
            + " UNION ALL SELECT CASE doc WHEN 'a' THEN '' WHEN 'b' THEN 'tõde'"
            + " ELSE REPEAT(doc, 200) END AS id, proc FROM lookups)";
    sql.executeSql(
        "CREATE TABLE ids (n INT) WITH ('connector' = 'datagen', 'number-of-rows' = '500',"
            + " 'fields.n.kind' = 'sequence', 'fields.n.start' = '0', 'fields.n.end' = '499')");

    assertThat(
            rows(
                "SELECT q.id, d.`year`, d.price FROM "
                    + ids
                    + " AS q JOIN docs FOR SYSTEM_TIME AS OF q.proc AS d ON d.id = q.id"))
        .containsExactlyInAnyOrder("+I[a, 1999, 1.5]", "+I[b, 2005, 1.5]");
    assertThat(fetches()).hasSizeLessThan(200);
  }

  private static List<RecordedRequest> fetches() {
    return server.server.requests().stream()
        .filter(request -> request.operation().equals("fetch"))
        .toList();
  }

  @Test
  void aLookupJoinMayNameTheNamespaceAndCacheItems() {
    docs(
        ", lang STRING, tenant STRING METADATA FROM 'namespace'",
        "lookup.cache",
        "PARTIAL",
        "lookup.partial-cache.max-rows",
        "100");

    assertThat(
            rows(
                "SELECT q.doc, d.id, d.lang, d.tenant FROM lookups AS q LEFT JOIN docs FOR SYSTEM_TIME AS OF q.proc AS d"
                    + " ON d.id = q.doc AND d.tenant = q.tenant"))
        .containsExactlyInAnyOrder(
            "+I[a, null, null, null]", "+I[none, null, null, null]", "+I[b, b, et, et]");
  }

  @Test
  void aLookupJoinByAnotherColumnIsRefused() {
    docs(", lang STRING");

    assertThatThrownBy(
            () ->
                rows(
                    "SELECT * FROM lookups AS q JOIN docs FOR SYSTEM_TIME AS OF q.proc AS d ON d.lang = q.doc"))
        .hasStackTraceContaining("compares the column 'lang', expected the id only");
  }

  @Test
  void aScanOfATableIsRefused() {
    docs("");

    assertThatThrownBy(() -> rows("SELECT * FROM docs"))
        .hasStackTraceContaining("A table of index docs cannot be scanned: read it with");
  }

  @Tag(VECTOR_SEARCH)
  @Test
  void documentsAreSearchedByAFieldAndLookedUp() {
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles",
                    IndexSchema.builder()
                        .text("title", FullTextSearch.defaults())
                        .denseVector("meaning", 2, Metric.DOT_PRODUCT)
                        .build(),
                    REGION)
                .build());
    client
        .documents("articles")
        .upsert(
            IntStream.range(0, 3)
                .mapToObj(
                    n ->
                        Document.builder("d" + n)
                            .put("title", "Title " + n)
                            .put("meaning", new float[] {n, 1})
                            .put("year", 2000 + n)
                            .build())
                .toList());
    sql.executeSql(
        "CREATE TABLE articles (id STRING, title STRING, meaning ARRAY<FLOAT>, `year` BIGINT,"
            + " PRIMARY KEY (id) NOT ENFORCED) "
            + server.with("index.name", "articles", "index.kind", "documents"));

    assertThat(
            rows(
                "SELECT id, title, meaning, `year`, score FROM queries, LATERAL TABLE(VECTOR_SEARCH(TABLE articles, DESCRIPTOR(meaning), queries.v,"
                    + " 1)) WHERE name = 'east'"))
        .containsExactly("+I[d2, Title 2, [2.0, 1.0], 2002, 2.0]");
    assertThat(
            rows(
                "SELECT d.title FROM lookups AS q JOIN articles FOR SYSTEM_TIME AS OF q.proc AS d ON d.id = 'd' || CAST(CHAR_LENGTH(q.doc) AS STRING)"))
        .containsExactly("+I[Title 1]", "+I[Title 1]");
    assertThat(
            rows(
                "SELECT d.id FROM lookups AS q JOIN articles FOR SYSTEM_TIME AS OF q.proc AS d ON d.id = 'd' || CAST(CHAR_LENGTH(q.doc) AS STRING)"))
        .containsExactly("+I[d1]", "+I[d1]");
    client.controlPlane().deleteIndex("articles");
  }
}
