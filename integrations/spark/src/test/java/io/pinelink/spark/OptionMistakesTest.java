package io.pinelink.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.spark.sql.connector.catalog.SupportsWrite;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that mistakes are reported on the driver, before anything is sent. */
class OptionMistakesTest {
  private static final StructType ROWS =
      StructType.fromDDL("id STRING, values ARRAY<FLOAT>, number BIGINT, op STRING");

  /** The options that differ from valid, and what the message contains. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          index.name=                      | index.name: is missing
          index.host=docs-abc.svc.aped-4627-b74a.pinecone.io | index.host: is set with index.name
          index.kind=texts                 | index.kind: is 'texts'
          index.nmae=docs                  | index.nmae: is not an option
          route.polcy=private-required     | route.polcy: is not an option
          route.policy=private             | route.policy: is 'private'
          route.connect.rules=10.0.0.7     | route.connect.rules: '10.0.0.7', expected HOST=TARGET
          route.allowed.ranges=10.0.0.0/99 | route.allowed.ranges:
          route.host.book=/none/hosts      | route.host.book:
          tls.ca.file=/none/ca.pem         | tls.ca.file:
          tls.key.file=client.key          | tls.certificate.file: is missing
          query.text=                      | query.text: is empty
          query.filter=                    | query.filter: is empty
          mode.column=                     | mode.column: is empty
          proxy.port=3128                  | proxy.host:
          protocols=http                   | protocols:
          batch.max.items=5000             | batch.max.items: is '5000'
          held.max.bytes=1000              | held.max.bytes: is '1000'
          concurrency.max=many             | concurrency.max: is 'many'
          linger.ms=0                      | linger.ms: is '0'
          api.key=pcsk_visible             | api.key: would be visible in plans
          api.key.file=/none/key           | api.key.file: cannot be read:
          namespace=\u00e9                 | namespace:
          write.mode=insert                | write.mode: is 'insert', expected upsert, update or delete
          write.mode=delete;mode.column=op | write.mode: is set with mode.column
          write.mode=update;index.kind=records | write.mode: is 'update'
          refused.max.rows=-1              | refused.max.rows: is '-1', expected a whole number
          query.top.k=5                    | query.vector: is missing, expected with options of a query
          query.vector=[1];query.id=a      | expected one of them
          query.vector=1, 2                | query.vector: is not a JSON array of numbers
          query.vector=[0.5, null]         | query.vector: is not a JSON array of numbers
          query.vector=["1"]               | query.vector: is not a JSON array of numbers
          query.id=a;query.filter={"a": 1}, {"b": 2} | query.filter: is a string, but not a JSON object
          query.vector=[]                  | query.vector:
          query.vector=[1e99]              | query.vector:
          query.id=\u00e9                   | query.id:
          query.id=a;query.top.k=0         | query.top.k:
          query.id=a;query.filter=parity   | query.filter: is a string, but not a JSON object
          query.text=a                     | query.text: is set, expected index.kind=records
          read.max.ids=0                   | read.max.ids: is '0', expected a whole number, 1 or more
          read.partition.ids=all           | read.partition.ids: is 'all'
          read.prefixes=a, ab              | read.prefixes: has 'ab', which begins with 'a'
          read.prefixes=\u00e9              | read.prefixes: has
          read.prefixes=a;query.id=a       | read.prefixes: is set with a query
          namespace=a;namespace.column=op  | namespace: is set with namespace.column
          values.column=op;index.kind=documents | values.column: is set, expected index.kind=vectors
          id.column=key                    | id.column: is 'key', expected one of the columns [id,
          id.column=number                 | id.column: column 'number' is of type bigint, expected a string
          values.column=vec                | values.column: is 'vec', expected one of the columns
          values.column=number             | values.column: column 'number' is of type bigint, expected an array
          sparse.column=values             | sparse.column: column 'values' is of type array<float>, expected a struct
          metadata.column=number           | metadata.column: column 'number' is of type bigint, expected a struct
          namespace.column=number          | namespace.column: column 'number' is of type bigint
          mode.column=number               | mode.column: column 'number' is of type bigint
          order.column=number;order.stored=no | order.stored: is 'no', expected true or false
          order.stored=false               | order.column: is missing, expected with order.stored
          order.column=time                | order.column: is 'time', expected one of the columns
          index.kind=records               | column 'values': is of type array<float>, expected a string, number
          """)
  void aMistakeIsReportedWithItsOption(String given, String message) {
    Map<String, String> options = valid();
    for (String assignment : given.split(";", -1)) {
      String[] parts = assignment.split("=", 2);
      options.put(parts[0], parts[1]);
    }

    assertThatThrownBy(() -> write(options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void allMistakesAreReportedAtOnce() {
    Map<String, String> options = valid();
    options.put("linger.ms", "0");
    options.put("refused.max.rows", "few");
    options.put("Index.Kind", "texts");

    assertThatThrownBy(() -> write(options))
        .hasMessageContainingAll("linger.ms:", "refused.max.rows:", "index.kind:");
  }

  @Test
  void aNullIsReportedWithItsOption() {
    Map<String, String> options = valid();
    options.put("query.id", null);

    assertThatThrownBy(() -> write(options)).hasMessageContaining("query.id: is null");
  }

  @Test
  void anOrderIsRefusedIfTasksMayRunTwiceAtOnce() {
    Map<String, String> options = valid();
    options.put("order.column", "number");
    write(options);
    SQLConf.get().setConfString("spark.speculation", "true");
    try {
      assertThatThrownBy(() -> write(options)).hasMessageContaining("order.column: is set");
    } finally {
      SQLConf.get().unsetConf("spark.speculation");
    }
  }

  /** Two attempts of a task write the same rows, and the slower one may write an older row last. */
  @Test
  void aStreamIsRefusedAndABatchIsWarnedIfTasksMayRunTwiceAtOnce() {
    List<String> warnings = new ArrayList<>();
    Logger logger = Logger.getLogger(IndexWrite.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            warnings.add(new SimpleFormatter().formatMessage(logged));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.setLevel(Level.WARNING);
    logger.addHandler(handler);
    Write write = write(valid()).build();
    var unused = write.toStreaming();
    var unusedBatch = write.toBatch();
    assertThat(warnings).isEmpty();
    SQLConf.get().setConfString("spark.speculation", "true");
    try {
      assertThatThrownBy(write::toStreaming)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("spark.speculation: is true, expected false for a stream");
      var unusedSpeculativeBatch = write.toBatch();
    } finally {
      SQLConf.get().unsetConf("spark.speculation");
      logger.removeHandler(handler);
      logger.setLevel(null);
    }
    assertThat(warnings).singleElement().asString().contains("ids must be unique", "Index docs");
  }

  @Test
  void eachSecretMustBeRedacted() {
    Map<String, String> options = valid();
    options.put("api.key", "pcsk_hunter2");
    options.put("proxy.password", "hunter2");
    SQLConf.get().setConfString("spark.redaction.regex", "(?i)secret");
    SQLConf.get().setConfString("spark.sql.redaction.options.regex", "(?i)api[.]key");
    try {
      assertThatThrownBy(() -> write(options))
          .hasMessageContainingAll("api.key: would be visible", "proxy.password: would be visible");
    } finally {
      SQLConf.get().unsetConf("spark.redaction.regex");
      SQLConf.get().unsetConf("spark.sql.redaction.options.regex");
    }
  }

  @Test
  void aSecretIsInNoMessage() {
    Map<String, String> options = valid();
    options.put("api.key", "pcsk_hunter2");
    options.put("proxy.password", "hunter2");
    options.put("linger.ms", "0");

    assertThatThrownBy(() -> write(options)).message().doesNotContain("hunter2");
    assertThat(SourceOptions.of(valid()).toString()).isEqualTo("SourceOptions[docs]");
  }

  private static Map<String, String> valid() {
    Map<String, String> options = new HashMap<>();
    options.put("index.name", "docs");
    return options;
  }

  private static WriteBuilder write(Map<String, String> options) {
    SupportsWrite table =
        (SupportsWrite) new PinelinkDataSource().getTable(ROWS, new Transform[0], options);
    return table.newWriteBuilder(
        new LogicalWriteInfo() {
          @Override
          public CaseInsensitiveStringMap options() {
            return new CaseInsensitiveStringMap(options);
          }

          @Override
          public String queryId() {
            return "query";
          }

          @Override
          public StructType schema() {
            return ROWS;
          }
        });
  }
}
