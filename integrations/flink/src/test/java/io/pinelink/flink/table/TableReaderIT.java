package io.pinelink.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.connector.IndexTarget;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.Fault;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.types.logical.RowType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderIT {
  private static final SqlColumns COLUMNS =
      SqlColumns.of(
          IndexTarget.Kind.VECTORS,
          (RowType)
              DataTypes.ROW(
                      DataTypes.FIELD("id", DataTypes.STRING()),
                      DataTypes.FIELD("embedding", DataTypes.ARRAY(DataTypes.FLOAT())))
                  .getLogicalType(),
          new int[] {0});
  private static final ItemRows ROWS = new ItemRows(COLUMNS, List.of(0, 1), false);

  @TempDir Path folder;

  private final Map<String, Object> metrics = new HashMap<>();

  /** Returns a group that keeps its counters and gauges. */
  private MetricGroup group() {
    return (MetricGroup)
        Proxy.newProxyInstance(
            TableReaderIT.class.getClassLoader(),
            new Class<?>[] {MetricGroup.class},
            (proxy, method, arguments) -> {
              metrics.put((String) arguments[0], arguments[1]);
              return arguments[1];
            });
  }

  private long count(String name) {
    Object metric = metrics.get(name);
    if (metric instanceof Counter counter) {
      return counter.getCount();
    }
    assertThat(metric).isInstanceOf(Gauge.class);
    return (long) Objects.requireNonNull((Gauge<?>) metric).getValue();
  }

  @Test
  void callsFailuresAndTheirTimeAreCounted() throws Exception {
    try (SqlServer server = new SqlServer(folder)) {
      server
          .client
          .controlPlane()
          .createIndex(
              CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
      server.client.index("docs").upsert(List.of(Vector.of("a", new float[] {1, 2})));
      WorkerOptions options = new WorkerOptions(server.options("index.name", "docs"));
      try (TableReader table = TableReader.open(options, ROWS, group())) {
        assertThat(table.measured(() -> table.index().fetch("", List.of("a", "b"))).join())
            .containsOnlyKeys("a");
        server.server.faults().next("fetch", Fault.refuse(ErrorCode.INVALID_ARGUMENT, "no"));
        assertThat(table.measured(() -> table.index().fetch("", List.of("a"))))
            .failsWithin(Duration.ofSeconds(30));

        assertThat(count("numCalls")).isEqualTo(2);
        assertThat(count("numCallErrors")).isEqualTo(1);
        assertThat(count("callTimeMs")).isNotNegative();
        assertThat(count("numPublicCalls")).isZero();
      }
    }
  }

  @Test
  void theFileOfAKeyThatIsMissingIsNamed() throws Exception {
    try (SqlServer server = new SqlServer(folder)) {
      WorkerOptions options =
          new WorkerOptions(
              server.options("index.name", "docs", "api.key.file", "/on/another/machine"));

      assertThatThrownBy(() -> TableReader.open(options, ROWS, group()))
          .isInstanceOf(IOException.class)
          .hasMessage("api.key.file: /on/another/machine does not exist on this machine");
    }
  }

  @Test
  void anEmptyFileOfAKeyIsNamed() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    WorkerOptions options =
        new WorkerOptions(Map.of("index.name", "docs", "api.key.file", empty.toString()));

    assertThatThrownBy(() -> TableReader.open(options, ROWS, group()))
        .isInstanceOf(IOException.class)
        .hasMessage("api.key.file: " + empty + " is empty");
  }

  @Test
  void anIndexThatDoesNotExistIsNamed() throws Exception {
    try (SqlServer server = new SqlServer(folder)) {
      WorkerOptions options = new WorkerOptions(server.options("index.name", "absent"));

      assertThatThrownBy(() -> TableReader.open(options, ROWS, group()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("index absent could not be opened");
    }
  }
}
