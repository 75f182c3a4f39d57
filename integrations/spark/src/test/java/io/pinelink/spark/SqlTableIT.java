package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests tables that statements of SQL create in the catalogue of the session. */
class SqlTableIT {
  private static final String SESSION = "spark.datasource.pinelink.";
  private static final String COLUMNS = "(id STRING, values ARRAY<FLOAT>, title STRING)";

  private final LocalSpark spark = LocalSpark.shared();

  SqlTableIT() {
    spark.session.conf().set(SESSION + "api.key", spark.server.project().apiKey());
  }

  @AfterEach
  void drop() {
    spark.session.conf().unset(SESSION + "api.key");
    spark.sql("DROP TABLE IF EXISTS docs_table");
  }

  /** Returns a statement that creates the table, with the options of the private route. */
  private String create(String columns, String... others) {
    Map<String, String> options = spark.options("docs", others);
    options.remove("api.key");
    return "CREATE TABLE docs_table "
        + columns
        + " USING pinelink OPTIONS ("
        + options.entrySet().stream()
            .map(option -> "'" + option.getKey() + "' '" + option.getValue() + "'")
            .collect(Collectors.joining(", "))
        + ")";
  }

  private void insert(String id, String title) {
    spark.sql("INSERT INTO docs_table VALUES ('%s', array(0.5f, 1f), '%s')".formatted(id, title));
  }

  private String text(String statement) {
    return spark.sql(statement).collectAsList().toString();
  }

  @Test
  void aTableIsWrittenAndRead() {
    spark.sql(create(COLUMNS, "namespace", "sql"));

    insert("a", "A");

    assertThat(spark.vector("docs", "sql", "a"))
        .isEqualTo(Vector.of("a", new float[] {0.5f, 1}, Metadata.of("title", "A")));
    assertThat(spark.sql("SELECT title FROM docs_table WHERE id = 'a'").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("A");
  }

  @Test
  void aTableIsCreatedFromAQuery() {
    spark.sql(
        create("", "namespace", "ctas")
            + " AS SELECT 'a' AS id, array(0.5f, 1f) AS values, 'A' AS title");

    assertThat(spark.ids("docs", "ctas")).containsExactly("a");
    assertThat(spark.sql("SELECT * FROM docs_table").columns())
        .containsExactly("id", "values", "title");
  }

  @Test
  void aTableWithoutColumnsHasTheDefaultColumns() {
    spark.sql(create("", "namespace", "sql"));

    assertThat(spark.sql("SELECT * FROM docs_table").columns())
        .containsExactly("id", "values", "sparse_values", "metadata");
  }

  @Test
  void aDroppedTableLeavesTheIndexAsItIs() {
    spark.sql(create(COLUMNS, "namespace", "dropped"));
    insert("a", "A");

    spark.sql("DROP TABLE docs_table");

    assertThat(spark.ids("docs", "dropped")).containsExactly("a");
    assertThat(spark.session.catalog().tableExists("docs_table")).isFalse();
  }

  @Test
  void theCataloguesOwnPropertiesAreNoMistakes() {
    spark.sql(
        create(COLUMNS, "namespace", "clauses") + " COMMENT 'Articles' LOCATION '/tmp/unused'");

    insert("a", "A");

    assertThat(text("SHOW TABLE EXTENDED LIKE 'docs_table'")).contains("Articles");
    assertThat(spark.ids("docs", "clauses")).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({
    "OPTIONS ('index.name' 'docs'; 'route.polcy' 'private-required'), route.polcy: is not an option",
    "OPTIONS ('index.name' 'docs') TBLPROPERTIES ('route.polcy' 'x'), route.polcy: is not an option",
    "OPTIONS ('index.name' 'docs'; 'option.route.policy' 'x'), option.route.policy: is not an option",
    "OPTIONS ('index.name' 'docs'; 'write.mode' 'insert'), write.mode: is 'insert'",
    "OPTIONS ('index.name' 'docs'; 'api.key' 'hunter2'), api.key: would be stored in the catalogue",
    "OPTIONS ('index.name' 'docs'; 'Proxy.Password' 'hunter2'), proxy.password: would be stored",
    "COMMENT 'x', index.name: is missing"
  })
  void aMistakeIsReportedBeforeTheTableIsCreated(String clauses, String message) {
    String statement = "CREATE TABLE docs_table %s USING pinelink " + clauses.replace(';', ',');

    for (String columns : List.of(COLUMNS, "")) {
      assertThatThrownBy(() -> spark.sql(statement.formatted(columns)))
          .hasStackTraceContaining(message)
          .satisfies(failure -> assertThat(failure.toString()).doesNotContain("hunter2"));
    }
    assertThat(spark.session.catalog().tableExists("docs_table")).isFalse();
  }

  @Test
  void optionsOfTheSessionApplyAndTheirMistakesAreReported() {
    spark.session.conf().set(SESSION + "namespace", "from-session");
    try {
      spark.sql(create(COLUMNS));
      insert("a", "A");
      assertThat(spark.ids("docs", "from-session")).containsExactly("a");

      spark.session.conf().set(SESSION + "route.polcy", "private-required");
      assertThatThrownBy(() -> insert("b", "B"))
          .hasMessageContaining("route.polcy: is not an option");
    } finally {
      spark.session.conf().unset(SESSION + "namespace");
      spark.session.conf().unset(SESSION + "route.polcy");
    }
  }

  @Test
  void aTableWhoseOptionsBecameInvalidIsDescribedAndDropped(@TempDir Path folder)
      throws IOException {
    Path authority = Path.of(spark.options("docs").get("tls.ca.file"));
    Path copy = Files.copy(authority, folder.resolve("ca.pem"));
    spark.sql(create(COLUMNS, "tls.ca.file", copy.toString()));
    Files.delete(copy);

    assertThatThrownBy(() -> insert("a", "A")).hasMessageContaining("tls.ca.file:");
    assertThatThrownBy(() -> spark.sql("SELECT * FROM docs_table").count())
        .hasStackTraceContaining("tls.ca.file:");
    assertThat(text("DESCRIBE EXTENDED docs_table")).contains("title");
    spark.sql("DROP TABLE docs_table");

    assertThat(spark.session.catalog().tableExists("docs_table")).isFalse();
  }

  /** A metastore of Hive adds such properties to each table, and people add others. */
  @Test
  void propertiesThatAreAddedToATableAreNoMistakesUnlessTheyStartLikeAnOption() {
    spark.sql(create(COLUMNS, "namespace", "altered"));
    spark.sql(
        "ALTER TABLE docs_table SET TBLPROPERTIES ('transient_lastDdlTime' = '1788253449',"
            + " 'bucketing_version' = '2', 'EXTERNAL' = 'TRUE', 'team' = 'search')");

    insert("a", "A");

    assertThat(spark.sql("SELECT title FROM docs_table WHERE id = 'a'").count()).isOne();
    assertThat(text("SHOW TBLPROPERTIES docs_table")).contains("team");

    spark.sql("ALTER TABLE docs_table SET TBLPROPERTIES ('route_policy' = 'private-required')");
    assertThatThrownBy(() -> insert("b", "B"))
        .hasMessageContaining("route_policy: is not an option of pinelink");
  }

  @Test
  void anOptionIsChangedInBothFormsInWhichTheCatalogueStoresIt() {
    spark.sql(create(COLUMNS, "namespace", "before"));
    spark.sql("ALTER TABLE docs_table SET TBLPROPERTIES ('namespace' = 'after')");
    assertThatThrownBy(() -> insert("a", "A"))
        .hasMessageContaining("namespace: was changed after the table was created")
        .hasMessageContaining("expected option.namespace changed with it");

    spark.sql("ALTER TABLE docs_table SET TBLPROPERTIES ('option.namespace' = 'after')");
    insert("a", "A");

    assertThat(spark.ids("docs", "after")).containsExactly("a");
  }

  @Test
  void aTableWithNamespacesOfRowsIsWrittenAndDescribed() {
    spark.sql(create(COLUMNS, "namespace.column", "title"));

    insert("a", "tenant-sql");

    assertThat(spark.ids("docs", "tenant-sql")).containsExactly("a");
    assertThat(text("DESCRIBE EXTENDED docs_table")).contains("namespace.column=title");
    assertThatThrownBy(() -> spark.sql("SELECT * FROM docs_table").collectAsList())
        .hasStackTraceContaining("namespace.column: is set for a read, expected namespace");
  }

  /** Works on Spark 3.5 too, whose catalogue does not load such tables. */
  @Test
  void aTemporaryViewIsWrittenAndRead() {
    spark.sql(
        create(COLUMNS, "namespace", "view").replace("CREATE TABLE", "CREATE TEMPORARY VIEW"));
    try {
      insert("a", "A");

      assertThat(spark.sql("SELECT title FROM docs_table").collectAsList())
          .extracting(row -> row.getString(0))
          .containsExactly("A");
    } finally {
      spark.session.catalog().dropTempView("docs_table");
    }
  }

  @Test
  void aTableWithPartitionsIsRefused() {
    spark.sql(create(COLUMNS) + " PARTITIONED BY (title)");

    assertThatThrownBy(() -> insert("a", "A"))
        .hasMessageContaining("PARTITIONED BY: is [identity(title)]");
  }

  @Test
  void statementsShowOptionsAndNoKey() {
    spark.sql(create(COLUMNS, "namespace", "sql"));

    assertThat(text("SHOW CREATE TABLE docs_table"))
        .containsIgnoringCase("USING pinelink")
        .contains("'index.name' = 'docs'", "'route.policy' = 'private-required'")
        .doesNotContain(spark.server.project().apiKey());
    assertThat(text("DESCRIBE EXTENDED docs_table") + text("SHOW TABLE EXTENDED LIKE 'docs_table'"))
        .contains("index.name")
        .doesNotContain(spark.server.project().apiKey());
  }

  /** PARTITIONED BY is the only clause with which Spark creates a table unseen. */
  @Test
  void aKeyThatTheCatalogueHasStoredIsNeitherUsedNorShown() {
    spark.sql(
        create(COLUMNS).replace("OPTIONS (", "OPTIONS ('api.key' 'hunter2', ")
            + " PARTITIONED BY (title)");

    assertThatThrownBy(() -> insert("a", "A")).hasMessageContaining("PARTITIONED BY");
    for (String statement :
        List.of(
            "SHOW CREATE TABLE docs_table",
            "DESCRIBE EXTENDED docs_table",
            "SHOW TBLPROPERTIES docs_table",
            "SHOW TABLE EXTENDED LIKE 'docs_table'")) {
      assertThat(text(statement)).contains("docs").doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT OVERWRITE docs_table SELECT 'b', array(1f, 1f), 'B'",
        "TRUNCATE TABLE docs_table",
        "DELETE FROM docs_table"
      })
  void anOverwriteIsRefusedWithWhatToDo(String statement) {
    spark.sql(create(COLUMNS, "namespace", "kept"));
    insert("a", "A");

    assertThatThrownBy(() -> spark.sql(statement))
        .hasMessageContaining("delete the namespace first")
        .hasMessageContaining("move an alias");
    assertThat(spark.ids("docs", "kept")).containsExactly("a");
  }
}
