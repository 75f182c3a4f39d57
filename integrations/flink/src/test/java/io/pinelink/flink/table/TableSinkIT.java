package io.pinelink.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateDocumentIndexRequest;
import io.pinelink.control.CreateIndexForModelRequest;
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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.ExceptionUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests INSERT INTO with jobs of two tasks that write to a server by its private route. */
@Tag("slow")
class TableSinkIT {
  private static final IndexSpec REGION = IndexSpec.serverless(Cloud.AWS, "us-east-1");
  private static final AtomicBoolean FAILED = new AtomicBoolean();

  @TempDir private static Path folder;
  private static SqlServer server;
  private static Pinelink client;

  private Index index;

  @BeforeAll
  static void startTheServer() throws Exception {
    server = new SqlServer(folder);
    client = server.client;
  }

  @AfterAll
  static void stopTheServer() {
    server.close();
  }

  @BeforeEach
  void createTheIndex() {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder("docs", REGION)
                .dimension(2)
                .metric(Metric.DOT_PRODUCT)
                .build());
    index = client.index("docs");
  }

  @AfterEach
  void deleteTheIndex() {
    assertThat(server.server.requests())
        .noneMatch(request -> request.listener() == Listener.PUBLIC_DATA);
    client.controlPlane().deleteIndex("docs");
    server.server.clearRequests();
  }

  private static Map<String, Vector> stored(Index index) {
    Map<String, Vector> stored = new HashMap<>();
    index.scan().forEach(vector -> stored.put(vector.id(), vector));
    return stored;
  }

  /** Creates a table of vectors, with columns and options besides those that it needs. */
  private static StreamTableEnvironment docs(
      StreamTableEnvironment sql, String columns, String... options) {
    List<String> all = new ArrayList<>(List.of("index.name", "docs"));
    all.addAll(List.of(options));
    sql.executeSql(
        "CREATE TABLE docs (id STRING, embedding ARRAY<FLOAT>"
            + columns
            + ", PRIMARY KEY (id) NOT ENFORCED) "
            + server.with(all.toArray(String[]::new)));
    return sql;
  }

  /** Runs a statement whose input has no key, so that Flink asks what repeated ids mean. */
  private static void insert(StreamTableEnvironment sql, String statement) throws Exception {
    sql.executeSql("INSERT INTO " + statement + SqlServer.ON_CONFLICT).await();
  }

  @Test
  void columnsAreStoredByTheirTypes() throws Exception {
    StreamTableEnvironment sql =
        docs(
            SqlServer.sql(),
            ", sparse ROW<indices ARRAY<BIGINT>, `values` ARRAY<FLOAT>>, title STRING, pages INT,"
                + " price DECIMAL(10, 2), rating DOUBLE, seen TIMESTAMP(3), born DATE, is_free BOOLEAN,"
                + " tags ARRAY<STRING>, author ROW<name STRING, age INT>, extra MAP<STRING, STRING>");
    insert(
        sql,
        "docs SELECT 'a', ARRAY[CAST(0.5 AS FLOAT), CAST(1 AS FLOAT)],"
            + " CAST(ROW(ARRAY[3, 4294967295], ARRAY[0.5, 2]) AS"
            + " ROW<indices ARRAY<BIGINT>, `values` ARRAY<FLOAT>>), 'A title', 12, 9.95,"
            + " CAST(0.1 AS DOUBLE), TIMESTAMP '2026-01-02 03:04:05.678', DATE '1970-01-03',"
            + " TRUE, ARRAY['x', 'y'], CAST(ROW('Ada', 36) AS ROW<name STRING, age INT>),"
            + " MAP['lang', 'et', 'title', 'unused']");

    assertThat(stored(index))
        .containsOnly(
            Map.entry(
                "a",
                Vector.builder("a")
                    .values(0.5f, 1)
                    .sparseValues(
                        SparseValues.of(new long[] {3, 4294967295L}, new float[] {0.5f, 2}))
                    .metadata(
                        Metadata.builder()
                            .put("title", "A title")
                            .put("pages", 12)
                            .put("price", 9.95)
                            .put("rating", 0.1)
                            .put("seen", 1_767_323_045_678L)
                            .put("born", 172_800_000L)
                            .put("is_free", true)
                            .put("tags", List.of("x", "y"))
                            .put("name", "Ada")
                            .put("age", 36)
                            .put("lang", "et")
                            .build())
                    .build()));
  }

  @Test
  void nullColumnsAreLeftOutAndIdsMayBeNumbers() throws Exception {
    StreamTableEnvironment sql = SqlServer.sql();
    sql.executeSql(
        "CREATE TABLE docs (id BIGINT, embedding ARRAY<DOUBLE>, title STRING,"
            + " extra MAP<STRING, STRING>, PRIMARY KEY (id) NOT ENFORCED) "
            + server.with("index.name", "docs"));
    insert(
        sql,
        "docs VALUES (7, ARRAY[CAST(1 AS DOUBLE), CAST(2 AS DOUBLE)], CAST(NULL AS STRING),"
            + " MAP['title', 'unused', 'embedding', 'of a name'])");

    assertThat(stored(index))
        .containsOnly(
            Map.entry(
                "7", Vector.of("7", new float[] {1, 2}, Metadata.of("embedding", "of a name"))));
  }

  private static final TypeInformation<Row> CHANGE =
      Types.ROW_NAMED(
          new String[] {"id", "embedding", "version"},
          Types.STRING,
          Types.OBJECT_ARRAY(Types.FLOAT),
          Types.INT);

  private static Row change(RowKind kind, int id, int version) {
    return Row.ofKind(kind, "d" + id, new Float[] {(float) version, 1f}, version);
  }

  /** Returns a changelog of few ids, the last change of which is a delete for every third one. */
  private static List<Row> changes() {
    List<Row> changes = new ArrayList<>();
    for (int version = 0; version < 200; version++) {
      for (int id = 0; id < 12; id++) {
        boolean deleted = version > 0 && (version - 1) % 3 == id % 3;
        if (deleted || version == 0) {
          changes.add(change(RowKind.INSERT, id, version));
        } else {
          changes.add(change(RowKind.UPDATE_BEFORE, id, version - 1));
          changes.add(change(RowKind.UPDATE_AFTER, id, version));
        }
        if (version % 3 == id % 3) {
          changes.add(change(RowKind.DELETE, id, version));
        }
      }
    }
    return changes;
  }

  @Test
  void aChangelogIsAppliedInOrderAcrossARestart() throws Exception {
    StreamExecutionEnvironment environment = SqlServer.environment(3);
    StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
    docs(sql, ", version INT");
    FAILED.set(false);
    var source =
        environment
            .fromData(CHANGE, changes().toArray(Row[]::new))
            .map(
                row -> {
                  if (Integer.valueOf(150).equals(row.getField("version"))
                      && FAILED.compareAndSet(false, true)) {
                    throw new IllegalStateException("failing once");
                  }
                  return row;
                })
            .returns(CHANGE)
            .setParallelism(1);
    sql.createTemporaryView(
        "changes",
        sql.fromChangelogStream(
            source,
            Schema.newBuilder()
                .column("id", "STRING NOT NULL")
                .column("embedding", "ARRAY<FLOAT>")
                .column("version", "INT")
                .primaryKey("id")
                .build()));

    sql.executeSql("INSERT INTO docs SELECT id, embedding, version FROM changes").await();

    assertThat(FAILED).isTrue();
    // The last version, 199, deletes the ids that leave a rest of 1.
    assertThat(stored(index))
        .hasSize(8)
        .allSatisfy(
            (id, vector) -> {
              assertThat(Integer.parseInt(id.substring(1)) % 3).isNotEqualTo(1);
              assertThat(vector)
                  .isEqualTo(Vector.of(id, new float[] {199, 1}, Metadata.of("version", 199)));
            });
  }

  @Test
  void rowsGoToTheNamespaceOfTheTableOrTheirOwn() throws Exception {
    StreamTableEnvironment sql =
        docs(SqlServer.sql(), ", tenant STRING METADATA FROM 'namespace'", "namespace", "en");

    insert(
        sql,
        "docs VALUES ('a', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)], 'et'),"
            + " ('b', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)], CAST(NULL AS STRING))");

    assertThat(stored(index.namespace("et"))).containsOnlyKeys("a");
    assertThat(stored(index.namespace("en"))).containsOnlyKeys("b");
  }

  @Test
  void aDeleteReachesTheNamespaceOfItsRow() throws Exception {
    StreamExecutionEnvironment environment = SqlServer.environment(0);
    StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
    docs(sql, ", tenant STRING METADATA FROM 'namespace'");
    Float[] values = {1f, 2f};
    sql.createTemporaryView(
        "changes",
        sql.fromChangelogStream(
            environment.fromData(
                Types.ROW_NAMED(
                    new String[] {"id", "embedding", "tenant"},
                    Types.STRING,
                    Types.OBJECT_ARRAY(Types.FLOAT),
                    Types.STRING),
                Row.ofKind(RowKind.INSERT, "a", values, "et"),
                Row.ofKind(RowKind.INSERT, "b", values, "et"),
                Row.ofKind(RowKind.DELETE, "a", values, "et")),
            Schema.newBuilder()
                .column("id", "STRING NOT NULL")
                .column("embedding", "ARRAY<FLOAT>")
                .column("tenant", "STRING")
                .primaryKey("id")
                .build()));

    sql.executeSql("INSERT INTO docs SELECT id, embedding, tenant FROM changes").await();

    assertThat(stored(index.namespace("et"))).containsOnlyKeys("b");
  }

  @Test
  void anUpsertOfSomeColumnsIsRefusedAndAnUpdateLeavesTheOthers() throws Exception {
    StreamTableEnvironment sql = docs(SqlServer.sql(), ", title STRING, pages INT");
    insert(sql, "docs VALUES ('a', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)], 'A', 1)");

    assertThatThrownBy(() -> insert(sql, "docs (id, pages) VALUES ('a', 2)"))
        .hasStackTraceContaining("leaves out the columns [embedding, title] of index docs")
        .hasStackTraceContaining("'write.mode' = 'update'");

    sql.executeSql("ALTER TABLE docs SET ('write.mode' = 'update')");
    insert(sql, "docs (id, pages) VALUES ('a', 2)");

    assertThat(stored(index))
        .containsOnly(
            Map.entry(
                "a",
                Vector.of(
                    "a",
                    new float[] {1, 2},
                    Metadata.builder().put("title", "A").put("pages", 2).build())));
  }

  @Test
  void namedColumnsMayFollowColumnsThatAreNotStored() throws Exception {
    StreamTableEnvironment sql = SqlServer.sql();
    sql.executeSql(
        "CREATE TABLE docs (tenant STRING METADATA FROM 'namespace', upper_id AS UPPER(id),"
            + " id STRING, embedding ARRAY<FLOAT>, title STRING, pages INT,"
            + " PRIMARY KEY (id) NOT ENFORCED) "
            + server.with("index.name", "docs"));
    insert(
        sql,
        "docs (tenant, id, embedding, title, pages)"
            + " VALUES ('en', 'a', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)], 'A', 1)");
    assertThatThrownBy(
            () -> insert(sql, "docs (tenant, id, title, pages) VALUES ('en', 'a', 'B', 2)"))
        .hasStackTraceContaining("leaves out the columns [embedding] of index docs");

    sql.executeSql("ALTER TABLE docs SET ('write.mode' = 'update')");
    insert(
        sql,
        "docs (tenant, id, title)"
            + " VALUES ('en', 'a', 'New'), ('en', 'b', CAST(NULL AS STRING))");

    assertThat(stored(index.namespace("en")))
        .containsOnly(
            Map.entry(
                "a",
                Vector.of(
                    "a",
                    new float[] {1, 2},
                    Metadata.builder().put("title", "New").put("pages", 1).build())));
  }

  @Test
  void documentsAreUpsertedUpdatedAndLoseFieldsThatAreNull() throws Exception {
    client
        .controlPlane()
        .createDocumentIndex(
            CreateDocumentIndexRequest.builder(
                    "articles",
                    IndexSchema.builder()
                        .text("title", FullTextSearch.defaults())
                        .denseVector("meaning", 2, Metric.COSINE)
                        .build(),
                    REGION)
                .build());
    StreamTableEnvironment sql = SqlServer.sql();
    sql.executeSql(
        "CREATE TABLE articles (id STRING, title STRING, meaning ARRAY<FLOAT>, `year` INT,"
            + " PRIMARY KEY (id) NOT ENFORCED) "
            + server.with("index.name", "articles", "index.kind", "documents"));
    insert(
        sql,
        "articles VALUES"
            + " ('a', 'A', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)], 1999),"
            + " ('b', 'B', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)], 1999)");
    sql.executeSql("ALTER TABLE articles SET ('write.mode' = 'update')");
    insert(sql, "articles (id, title, `year`) VALUES ('a', 'New', CAST(NULL AS INT))");

    Map<String, Document> stored = new HashMap<>();
    client.documents("articles").scan().forEach(document -> stored.put(document.id(), document));
    assertThat(stored)
        .containsOnly(
            Map.entry(
                "a",
                Document.builder("a")
                    .put("title", "New")
                    .put("meaning", new float[] {1, 2})
                    .build()),
            Map.entry(
                "b",
                Document.builder("b")
                    .put("title", "B")
                    .put("meaning", new float[] {1, 2})
                    .put("year", 1999)
                    .build()));
    client.controlPlane().deleteIndex("articles");
  }

  @Test
  void recordsAreEmbeddedByTheIndex() throws Exception {
    client
        .controlPlane()
        .createIndexForModel(
            CreateIndexForModelRequest.builder(
                    "texts", Cloud.AWS, "us-east-1", "llama-text-embed-v2", "text")
                .build());
    StreamTableEnvironment sql = SqlServer.sql();
    sql.executeSql(
        "CREATE TABLE texts (id STRING, text STRING, lang STRING, PRIMARY KEY (id) NOT ENFORCED) "
            + server.with("index.name", "texts", "index.kind", "records"));
    insert(sql, "texts VALUES ('a', 'hello', 'en'), ('b', 'tere', 'et')");

    assertThat(stored(client.index("texts"))).containsOnlyKeys("a", "b");
    client.controlPlane().deleteIndex("texts");
  }

  private static final String ONE_INVALID =
      "docs VALUES ('a', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)]),"
          + " ('wrong', ARRAY[CAST(1 AS FLOAT)]), ('null', ARRAY[CAST(1 AS FLOAT), NULL]),"
          + " ('b', ARRAY[CAST(1 AS FLOAT), CAST(2 AS FLOAT)])";

  @Test
  void invalidRowsFailTheJobByDefault() {
    StreamTableEnvironment sql = docs(SqlServer.sql(), "");

    Throwable failure = catchThrowable(() -> insert(sql, ONE_INVALID));

    assertThat(failure).isNotNull();
    assertThat(ExceptionUtils.stringifyException(failure))
        .containsAnyOf(
            "rejected: UPSERT_VECTOR 'wrong'",
            "column 'embedding' of 'null' has NULL at position 1");
  }

  @Test
  void invalidRowsAreLoggedAndSkippedWithThatOption() throws Exception {
    insert(docs(SqlServer.sql(), "", "sink.on-rejected", "log"), ONE_INVALID);

    assertThat(stored(index)).containsOnlyKeys("a", "b");
  }

  @Test
  void aStatementWhoseRowsAreAllInvalidFailsInAnyCase() {
    StreamTableEnvironment sql = docs(SqlServer.sql(), "", "sink.on-rejected", "log");
    sql.executeSql(
        "CREATE TABLE ids (n INT) WITH ('connector' = 'datagen', 'fields.n.kind' = 'sequence',"
            + " 'fields.n.start' = '1', 'fields.n.end' = '5000')");

    Throwable failure =
        catchThrowable(
            () ->
                insert(
                    sql,
                    "docs SELECT CAST(n AS STRING), ARRAY[CAST(1 AS FLOAT), CAST(NULL AS FLOAT)]"
                        + " FROM ids"));

    assertThat(failure).isNotNull();
    assertThat(ExceptionUtils.stringifyException(failure))
        .contains("is invalid, 1000 in a row: column 'embedding'");
  }

  @Test
  void aJobFailsAtItsStartIfTheRouteIsNotPrivate() {
    StreamTableEnvironment sql = docs(SqlServer.sql(), "", "route.allow.loopback", "false");

    Throwable failure = catchThrowable(() -> insert(sql, ONE_INVALID));

    assertThat(failure).isNotNull();
    assertThat(ExceptionUtils.stringifyException(failure))
        .contains("index docs could not be opened", "127.0.0.1");
  }
}
