package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.model.MetadataSchema;
import io.pinelink.namespaces.CreateNamespaceRequest;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests reads of namespaces and of queries. */
class ReadIT {
  private static final LocalSpark SPARK = LocalSpark.shared();
  private static final String ROWS =
      """
      SELECT 'id-' || id AS id, array(float(id), 1.5f) AS values, id AS number, id / 4 AS ratio,
        IF(id % 2 = 0, 'even', 'odd') AS parity, id % 3 = 0 AS third, array('a', STRING(id)) AS tags,
        TIMESTAMP_MILLIS(1700000000000 + id) AS at, DATE_ADD(DATE '2026-01-01', int(id)) AS day
      FROM range(250)
      """;
  private static final String SCHEMA =
      "id STRING, values ARRAY<FLOAT>, number BIGINT, ratio DOUBLE, parity STRING, third BOOLEAN,"
          + " tags ARRAY<STRING>, at TIMESTAMP, day DATE";

  @BeforeAll
  static void fill() {
    SPARK.append(SPARK.sql(ROWS), "docs", "namespace", "read");
    SPARK.append(
        SPARK.sql("SELECT 'a' AS id, 'a text' AS text, 7 AS number"),
        "texts",
        "namespace",
        "read",
        "index.kind",
        "records");
  }

  @BeforeEach
  void forgetRequests() {
    SPARK.server.clearRequests();
  }

  private static Dataset<Row> read(String schema, String... others) {
    String[] options = Arrays.copyOf(new String[] {"namespace", "read"}, others.length + 2);
    System.arraycopy(others, 0, options, 2, others.length);
    var reader = SPARK.session.read().format("pinelink").options(SPARK.options("docs", options));
    return (schema.isEmpty() ? reader : reader.schema(schema)).load();
  }

  private static Set<String> operations() {
    return SPARK.server.requests().stream()
        .filter(request -> request.listener() != Listener.CONTROL)
        .map(RecordedRequest::operation)
        .filter(operation -> !operation.startsWith("describe"))
        .collect(Collectors.toSet());
  }

  private static List<Row> sorted(Dataset<Row> rows) {
    return rows.orderBy("id").collectAsList();
  }

  @Test
  void rowsAreReadAsTheyWereWritten() {
    Dataset<Row> read = read(SCHEMA, "read.partition.ids", "100");

    assertThat(read.rdd().getNumPartitions()).isEqualTo(3);
    assertThat(sorted(read)).isEqualTo(sorted(SPARK.sql(ROWS)));
    assertThat(SPARK.requests(r -> r.listener() == Listener.PUBLIC_DATA)).isZero();
  }

  @Test
  void withoutASchemaMetadataIsJsonThatCanBeWrittenAgain() {
    Dataset<Row> read = read("");

    assertThat(read.schema().fieldNames())
        .containsExactly("id", "values", "sparse_values", "metadata");
    assertThat(read.where("id = 'id-3'").select("metadata").first().getString(0))
        .isEqualTo(
            "{\"number\":3,\"ratio\":0.75,\"parity\":\"odd\",\"third\":true,"
                + "\"tags\":[\"a\",\"3\"],\"at\":1700000000003,\"day\":1767484800000}");

    SPARK.append(read, "docs", "namespace", "copied");
    assertThat(SPARK.vector("docs", "copied", "id-7"))
        .isEqualTo(SPARK.vector("docs", "read", "id-7"));
    assertThat(SPARK.ids("docs", "copied")).hasSize(250);
  }

  @Test
  void idsAloneAreOnlyListed() {
    assertThat(read("").select("id").collectAsList()).hasSize(250);
    assertThat(read("").count()).isEqualTo(250);
    assertThat(operations()).containsExactly("listIds");
  }

  @Test
  void idsAreFetchedWithoutAList() {
    assertThat(
            sorted(
                read(SCHEMA)
                    .where("id IN ('id-9', 'id-1', 'none', '') AND number < 5")
                    .select("id", "number")))
        .extracting(row -> row.getString(0))
        .containsExactly("id-1");
    assertThat(operations()).containsExactly("fetch");
  }

  @Test
  void idsThatDoNotExistAreNotRead() {
    Dataset<Row> named = read("").where("id IN ('id-1', 'none')");

    assertThat(named.count()).isEqualTo(1);
    assertThat(named.select("id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("id-1");
  }

  @Test
  void namesOfColumnsMayHaveAnyCase() {
    Row row =
        read("ID STRING, Values ARRAY<FLOAT>, parity STRING", "id.column", "Id")
            .where("id = 'id-1'")
            .first();

    assertThat(row.getString(0)).isEqualTo("id-1");
    assertThat(row.getList(1)).isEqualTo(List.of(1f, 1.5f));
    assertThat(operations()).containsExactly("fetch");
  }

  @Test
  void aPrefixIsListedAlone() {
    assertThat(read("").where("id LIKE 'id-24%'").select("id", "metadata").collectAsList())
        .hasSize(11);
    assertThat(SPARK.requests(r -> r.operation().equals("listIds"))).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void filtersOfMetadataAreAppliedByTheService() {
    for (String filter :
        List.of(
            "parity = 'odd'",
            "parity != 'odd'",
            "number >= 240 AND third",
            "number IN (1, 2, 3, NULL)",
            "ratio < 1.25 OR number > 245",
            "number = 1 OR number = 3 OR number = 5 OR parity = 'even'",
            "NOT (parity = 'even') AND ratio <= 2.0",
            "third = false AND at > TIMESTAMP '2023-11-14 22:13:20.2'")) {
      SPARK.server.clearRequests();

      assertThat(sorted(read(SCHEMA).where(filter)))
          .as(filter)
          .isNotEmpty()
          .isEqualTo(sorted(SPARK.sql("SELECT * FROM (" + ROWS + ") WHERE " + filter)));
      assertThat(operations()).as(filter).containsExactly("fetchByMetadata");
    }
  }

  @Test
  void otherFiltersStayWithSpark() {
    for (String filter : List.of("parity > 'odc'", "number IS NULL", "parity LIKE 'o%'")) {
      assertThat(sorted(read(SCHEMA).where(filter)))
          .as(filter)
          .isEqualTo(sorted(SPARK.sql("SELECT * FROM (" + ROWS + ") WHERE " + filter)));
    }
    assertThat(operations()).containsExactlyInAnyOrder("listIds", "fetch");
  }

  @Test
  void tasksListPrefixesOfTheirOwn() {
    Dataset<Row> read = read(SCHEMA, "read.prefixes", "id-1, id-2");

    assertThat(read.rdd().getNumPartitions()).isEqualTo(2);
    assertThat(read.count()).isEqualTo(111 + 61);
  }

  @Test
  void filtersOfIdsStayWithinThePrefixes() {
    Dataset<Row> read = read("", "read.prefixes", "id-1, id-2");

    assertThat(read.where("id IN ('id-1', 'id-3')").count()).isEqualTo(1);
    assertThat(read.where("id LIKE 'id-%'").count()).isEqualTo(111 + 61);
    assertThat(read.where("id LIKE 'id-24%'").count()).isEqualTo(11);
    assertThat(read.where("id LIKE 'id-3%'").count()).isZero();
  }

  @Test
  void moreIdsThanTheDriverMayKeepAreRefused() {
    assertThatThrownBy(() -> read("", "read.max.ids", "249").count())
        .hasStackTraceContaining("set read.prefixes");
  }

  @Test
  void aFieldOfAnotherTypeIsNull() {
    Row row =
        read("id STRING, ratio BIGINT, parity DOUBLE, number STRING, third ARRAY<STRING>, none INT")
            .where("id = 'id-1'")
            .first();

    assertThat(row.getString(0)).isEqualTo("id-1");
    for (int i = 1; i < 6; i++) {
      assertThat(row.isNullAt(i)).isTrue();
    }
  }

  @Test
  void aFieldThatIsMissingIsNullInAColumnThatIsNotNull() {
    assertThat(read("id STRING, price DOUBLE NOT NULL").where("price IS NULL").count())
        .isEqualTo(250);
  }

  @Tag("slow")
  @Test
  void filtersOfFieldsThatTheServiceDoesNotIndexLoseNoRows() {
    SPARK
        .client
        .index("limited")
        .namespaces()
        .create(
            CreateNamespaceRequest.builder("both")
                .schema(MetadataSchema.of("parity", "third"))
                .build());
    for (String namespace : List.of("both", "none")) {
      SPARK.append(SPARK.sql(ROWS), "limited", "namespace", namespace);
    }

    assertThat(limited("both", "number = 7 AND parity = 'odd'", "fetchByMetadata")).isEqualTo(1);
    assertThat(limited("both", "number = 7", "listIds", "fetch")).isEqualTo(1);
    assertThat(limited("both", "third", "listIds", "fetch")).isEqualTo(84);
    assertThat(limited("none", "number = 7", "fetchByMetadata")).isEqualTo(1);
    assertThat(limited("none", "ratio < 1", "listIds", "fetch")).isEqualTo(4);

    String host = SPARK.client.controlPlane().describeIndex("docs").host().orElseThrow();
    Map<String, String> options = SPARK.options("docs", "namespace", "read", "index.host", host);
    options.remove("index.name");
    Dataset<Row> atHost =
        SPARK.session.read().format("pinelink").options(options).schema(SCHEMA).load();
    SPARK.server.clearRequests();

    assertThat(sorted(atHost.where("number = 7"))).hasSize(1);
    assertThat(operations()).containsExactlyInAnyOrder("listIds", "fetch");
  }

  private static int limited(String namespace, String filter, String... expected) {
    Dataset<Row> read =
        SPARK
            .session
            .read()
            .format("pinelink")
            .options(SPARK.options("limited", "namespace", namespace))
            .schema(SCHEMA)
            .load();
    SPARK.server.clearRequests();
    int rows = read.where(filter).collectAsList().size();
    assertThat(operations()).as(filter).containsExactlyInAnyOrder(expected);
    return rows;
  }

  @Test
  void theMatchesOfAQueryAreRows() {
    Dataset<Row> matches =
        read(
            "",
            "query.vector",
            "[1, 0]",
            "query.top.k",
            "3",
            "query.filter",
            "{\"parity\": \"odd\"}");

    assertThat(matches.select("id", "score").collectAsList())
        .extracting(row -> row.getString(0) + " " + row.getFloat(1))
        .containsExactly("id-249 249.0", "id-247 247.0", "id-245 245.0");
    assertThat(matches.first().getList(1)).isEqualTo(List.of(249f, 1.5f));
    assertThat(read("id STRING, score FLOAT", "query.id", "id-1").collectAsList()).hasSize(10);
  }

  @Test
  void recordsAreFoundByText() {
    Row found =
        SPARK
            .session
            .read()
            .format("pinelink")
            .options(
                SPARK.options(
                    "texts", "namespace", "read", "index.kind", "records", "query.text", "text"))
            .schema("id STRING, text STRING, number INT, score FLOAT")
            .load()
            .first();

    assertThat(found.getString(1)).isEqualTo("a text");
    assertThat(found.getInt(2)).isEqualTo(7);
  }

  @Test
  void documentsHaveColumnsForTheirVectors() {
    String row =
        """
        SELECT 'r' AS id, 'A title' AS title, array(0.5f, 1.5f) AS meaning,
          named_struct('indices', array(3L), 'values', array(1f)) AS words
        """;
    SPARK.append(SPARK.sql(row), "articles", "namespace", "read", "index.kind", "documents");
    var reader =
        SPARK
            .session
            .read()
            .format("pinelink")
            .options(SPARK.options("articles", "namespace", "read", "index.kind", "documents"));

    assertThat(
            reader
                .schema(
                    "id STRING, title STRING, meaning ARRAY<FLOAT>,"
                        + " words STRUCT<indices: ARRAY<BIGINT>, values: ARRAY<FLOAT>>")
                .load()
                .collectAsList())
        .isEqualTo(SPARK.sql(row).collectAsList());
  }

  @Test
  void thePlanShowsWhatIsPushedAndNoKey() {
    String plan = read(SCHEMA).where("parity = 'odd'").queryExecution().toString();

    assertThat(plan)
        .contains("PushedFilters", "docs")
        .doesNotContain(SPARK.server.project().apiKey());
    assertThat(SPARK.server.requests()).isEmpty();
  }
}
