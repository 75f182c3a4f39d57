package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs the code of the guide, with the options of the route in the session. */
class GuideIT {
  private static final Path GUIDE = Path.of("../../docs/spark.md");
  private static final Path THIS = Path.of("src/test/java/io/pinelink/spark/GuideIT.java");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  private static final String SESSION = "spark.datasource.pinelink.";

  @Test
  void theGuideShowsWhatThisTestRuns() throws IOException {
    String source = withoutSpace(Files.readString(THIS));

    assertThat(BLOCK.matcher(Files.readString(GUIDE)).results().map(MatchResult::group))
        .isNotEmpty()
        .allSatisfy(
            block ->
                assertThat(source)
                    .contains(withoutSpace(block.replace("```java", "").replace("```", ""))));
  }

  @Test
  void theGuideHasAllOptions() throws IOException {
    String guide = Files.readString(GUIDE);

    for (SourceOption option : SourceOption.values()) {
      String defaultValue = option.defaultValue();
      assertThat(guide)
          .contains(
              "| `"
                  + option.key()
                  + "` | "
                  + (defaultValue.isEmpty() ? "" : "`" + defaultValue + "` ")
                  + "| ");
    }
  }

  private static String withoutSpace(String code) {
    return code.replaceAll("\\s+", "");
  }

  private final LocalSpark local = LocalSpark.shared();
  private final SparkSession spark = local.session;
  private final Map<String, String> options = local.options("docs");

  @BeforeEach
  void setOptionsOfTheSession() {
    options.remove("index.name");
    options.forEach((name, value) -> spark.conf().set(SESSION + name, value));
    spark
        .sql("SELECT 'a' AS id, array(0.5f, 1f) AS embedding, 'A' AS title, 9.5d AS price")
        .createOrReplaceTempView("docs");
  }

  @AfterEach
  void unsetOptionsOfTheSession() {
    options.keySet().forEach(name -> spark.conf().unset(SESSION + name));
    spark.sql("DROP TABLE IF EXISTS articles");
  }

  @Test
  void theStatementsRun() throws IOException {
    Matcher block = SQL.matcher(Files.readString(GUIDE));
    assertThat(block.find()).isTrue();

    for (String statement : block.group(1).strip().split(";\n*", 0)) {
      Dataset<Row> result = spark.sql(statement);
      if (statement.startsWith("SELECT")) {
        assertThat(result.collectAsList()).containsExactly(RowFactory.create("A", 9.5));
      }
    }

    assertThat(local.ids("docs", "cheap")).containsExactly("a");
    assertThat(spark.catalog().tableExists("cheap")).isFalse();
  }

  @Test
  void theCodeRuns() {

    Dataset<Row> docs = spark.sql("SELECT id, embedding AS values, title, price FROM docs");

    docs.write()
        .format("pinelink")
        .option("index.name", "docs")
        .option("namespace", "en")
        .option("route.policy", "private-required")
        .mode("append")
        .save();

    Dataset<Row> cheap =
        spark
            .read()
            .format("pinelink")
            .option("index.name", "docs")
            .option("namespace", "en")
            .schema("id STRING, values ARRAY<FLOAT>, title STRING, price DOUBLE")
            .load()
            .where("price < 10");
    Dataset<Row> nearest =
        spark
            .read()
            .format("pinelink")
            .option("index.name", "docs")
            .option("namespace", "en")
            .option("query.vector", "[0.5, 1.0]")
            .option("query.filter", "{\"price\": {\"$lt\": 10}}")
            .option("query.top.k", "5")
            .load();

    assertThat(cheap.collectAsList()).isEqualTo(docs.collectAsList());
    assertThat(nearest.count()).isEqualTo(1);
    assertThat(local.vector("docs", "en", "a"))
        .isEqualTo(
            Vector.of(
                "a",
                new float[] {0.5f, 1},
                Metadata.builder().put("title", "A").put("price", 9.5).build()));
  }
}
