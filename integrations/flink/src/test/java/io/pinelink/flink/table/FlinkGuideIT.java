package io.pinelink.flink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the SQL of the guide. */
@Tag("slow")
class FlinkGuideIT {
  private static final TypeInformation<Float[]> FLOATS = Types.OBJECT_ARRAY(Types.FLOAT);

  @TempDir private static Path folder;

  private static List<String> statements() throws Exception {
    String guide = Files.readString(Path.of("../../docs/flink.md"));
    String block = guide.substring(guide.indexOf("```sql") + "```sql".length());
    return List.of(block.substring(0, block.indexOf("```")).split(";", -1));
  }

  @Test
  void theFirstScreenWritesSearchesAndJoins() throws Exception {
    try (SqlServer server = new SqlServer(folder)) {
      server
          .client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      StreamExecutionEnvironment environment = SqlServer.environment(0);
      StreamTableEnvironment sql = StreamTableEnvironment.create(environment);
      sql.createTemporaryView(
          "articles",
          sql.fromDataStream(
              environment.fromData(
                  Types.ROW_NAMED(
                      new String[] {"id", "embedding", "title", "pages"},
                      Types.STRING,
                      FLOATS,
                      Types.STRING,
                      Types.INT),
                  Row.of("a", new Float[] {1f, 0f}, "East", 3),
                  Row.of("b", new Float[] {0f, 1f}, "North", 5)),
              Schema.newBuilder()
                  .column("id", "STRING NOT NULL")
                  .column("embedding", "ARRAY<FLOAT>")
                  .column("title", "STRING")
                  .column("pages", "INT")
                  .primaryKey("id")
                  .build()));
      sql.createTemporaryView(
          "questions",
          environment.fromData(
              Types.ROW_NAMED(new String[] {"question", "vector"}, Types.STRING, FLOATS),
              Row.of("Where is north?", new Float[] {0f, 2f})));
      sql.createTemporaryView(
          "visits",
          environment.fromData(
              Types.ROW_NAMED(new String[] {"visitor", "doc"}, Types.STRING, Types.STRING),
              Row.of("Ada", "a")),
          Schema.newBuilder()
              .column("visitor", "STRING")
              .column("doc", "STRING")
              .columnByExpression("seen", "PROCTIME()")
              .build());
      List<String> statements = statements();

      String table = statements.get(0);
      assertThat(table).contains("'index.name' = 'docs'", "'route.policy' = 'private-required'");
      sql.executeSql(
          table.substring(0, table.indexOf("WITH (")) + server.with("index.name", "docs"));
      sql.executeSql(statements.get(1)).await();

      assertThat(rows(sql, statements.get(2)))
          .containsExactly(
              "+I[Where is north?, b, North, 1.0]", "+I[Where is north?, a, East, 0.0]");
      assertThat(rows(sql, statements.get(3))).containsExactly("+I[Ada, East]");
    }
  }

  private static List<String> rows(StreamTableEnvironment sql, String query) {
    List<String> rows = new ArrayList<>();
    sql.executeSql(query).collect().forEachRemaining(row -> rows.add(row.toString()));
    return rows;
  }
}
