package io.pinelink.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that mistakes are reported when a statement is planned, before anything runs. */
@Tag("slow") // The planner takes seconds to load.
class TableMistakesTest {
  private static final String COLUMNS = "id STRING, embedding ARRAY<FLOAT>";
  private static final String KEY = ", PRIMARY KEY (id) NOT ENFORCED";

  private static TableEnvironment sql;

  @BeforeAll
  static void startThePlanner() {
    sql = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
  }

  @AfterEach
  void dropTheTables() {
    sql.executeSql("DROP TABLE IF EXISTS docs");
    sql.executeSql("DROP TABLE IF EXISTS source");
  }

  private static String docs(String columns, String key, String given) {
    Map<String, String> options =
        new TreeMap<>(Map.of("connector", "pinelink", "index.name", "docs"));
    for (String assignment : given.split(" ; ", -1)) {
      int equals = assignment.indexOf('=');
      if (equals > 0) {
        options.put(
            assignment.substring(0, equals).strip(), assignment.substring(equals + 1).strip());
      }
    }
    options.values().removeIf(String::isEmpty);
    return options.entrySet().stream()
        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
        .collect(Collectors.joining(", ", "CREATE TABLE docs (" + columns + key + ") WITH (", ")"));
  }

  /** Plans a write to a table and returns the plan. */
  private static String plan(String columns, String key, String options) {
    sql.executeSql(docs(columns, key, options));
    sql.executeSql("CREATE TABLE source (" + columns + ") WITH ('connector' = 'datagen')");
    return sql.explainSql("INSERT INTO docs SELECT * FROM source" + SqlServer.ON_CONFLICT);
  }

  private static String messageOf(String columns, String key, String options) {
    Throwable failure = catchThrowable(() -> plan(columns, key, options));
    assertThat(failure).isNotNull();
    return ExceptionUtils.stringifyException(failure);
  }

  /** The option that is reported, part of the message, and the options that differ from valid. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          index.name             | is missing                      | index.name=
          index.host             | expected one of them            | index.host=docs-abc.svc.aped-4627-b74a.pinecone.io
          index.host             | not-a-host                      | index.name= ; index.host=not-a-host.example.com
          index.name             | Docs                            | index.name=Docs
          index.kind             | expected one of                 | index.kind=texts
          namespace              | ASCII                           | namespace=täht
          api.key                | SHOW CREATE TABLE               | api.key=pcsk_secret_of_a_project
          proxy.password         | proxy.password.file             | proxy.password=secret
          write.mode             | Could not parse value           | write.mode=insert
          write.mode             | expected 'upsert'               | write.mode=update ; index.kind=records
          sink.on-rejected       | Could not parse value           | sink.on-rejected=drop
          sink.parallelism       | Could not parse value           | sink.parallelism=many
          search.filter          | is no JSON object               | search.filter=lang = "et"
          search.filter          | is no JSON object: null         | search.filter=null
          search.filter          | is no JSON object               | search.filter={"lang": "et"} {"lang": "en"}
          search.filter          | Duplicate field                 | search.filter={"lang": "et", "lang": "en"}
          search.filter          | $equals                         | search.filter={"lang": {"$equals": "et"}}
          lookup.cache           | expected NONE or PARTIAL        | lookup.cache=FULL
          protocols              | expected grpc or rest           | protocols=http
          route.policy           | expected one of                 | route.policy=private
          route.connect.rules    | expected HOST=TARGET            | route.connect.rules=10.0.0.7
          route.allowed.ranges   | 10.0.0.0/99                     | route.allowed.ranges=10.0.0.0/99
          tls.ca.file            | pom.xml                         | tls.ca.file=pom.xml
          proxy.port             | is missing                      | proxy.host=proxy.example.com
          batch.max.items        | from 1 to 1000                  | batch.max.items=5000
          concurrency.max        | a whole number                  | concurrency.max=many
          held.max.bytes         | 4000000 or more                 | held.max.bytes=1000
          retry.backoff.max.ms   | backoff                         | retry.backoff.max.ms=100
          index.nmae             | Unsupported options             | index.nmae=docs
          """)
  void aMistakeIsReportedWithItsOption(String option, String message, String options) {
    String reported = messageOf(COLUMNS, KEY, options);

    assertThat(reported).contains(option, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          id STRING, v ARRAY<FLOAT>                  |                       | no primary key
          id STRING, a STRING, v ARRAY<FLOAT>        | id, a                 | of several columns
          id BOOLEAN, v ARRAY<FLOAT>                 | id                    | the id is STRING
          id STRING, v ARRAY<FLOAT>, w ARRAY<DOUBLE> | id                    | columns [v, w] are all dense
          id STRING, v ARRAY<INT>                    | id                    | Column 'v' is of type ARRAY<INT>
          id STRING, v ARRAY<FLOAT>, t TIME          | id                    | Column 't' is of type TIME
          id STRING, v ARRAY<FLOAT>, r ROW<a ROW<b INT>> | id                | Column 'r' is of type ROW
          id STRING, m MAP<STRING, INT>, n MAP<STRING, STRING> | id          | columns [m, n] are all
          """)
  void aTypeThatNoIndexStoresIsReportedWithItsColumn(
      String columns, @Nullable String key, String message) {
    assertThat(
            messageOf(columns, key == null ? "" : ", PRIMARY KEY (" + key + ") NOT ENFORCED", ""))
        .contains(message);
  }

  @Test
  void valuesAreNoColumnOfRecordsAndNestedValuesNoneOfDocuments() {
    assertThat(messageOf(COLUMNS, KEY, "index.kind=records"))
        .contains("Column 'embedding'", "the index embeds their text");
    dropTheTables();
    assertThat(messageOf("id STRING, m MAP<STRING, STRING>", KEY, "index.kind=documents"))
        .contains("Column 'm'", "a column of its own");
  }

  @Test
  void aFileThatOnlyTheWorkersHaveIsNoMistakeAndAPlanShowsNoKey() {
    String plan =
        plan(
            COLUMNS,
            KEY,
            "tls.ca.file=/on/the/workers/ca.pem ; tls.trust.system=false"
                + " ; api.key.file=/on/the/workers/key");

    assertThat(plan).contains("docs");
  }
}
