package io.pinelink.pipelines.flink;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.flink.PinelinkSink;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** A job that writes numbered changes with the sink of the DataStream API. */
public final class StreamJob {
  private StreamJob() {}

  /** Starts the job. Arguments are {@code --NAME VALUE}; the key is in the workers' environment. */
  public static void main(String... args) throws Exception {
    ParameterTool arguments = ParameterTool.fromArgs(args);
    ConnectorOptions options = ConnectorOptions.of(arguments.toMap());
    long count = arguments.getLong("changes");
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    PinelinkSink<Change> sink =
        PinelinkSink.<Change>builder(() -> options.client().build(), StreamJob::change)
            .index(arguments.getRequired("index.name"))
            .namespace(arguments.getRequired("namespace"))
            .build();
    ChangesSource.numbers(environment, count, arguments.getInt("per.checkpoint"))
        .map(number -> Change.of(number, count))
        .setParallelism(Change.SOURCES)
        .keyBy(Change::id)
        .sinkTo(sink)
        .uid("sink");
    environment.execute("changes");
  }

  private static BulkChange change(Change change) {
    return change.deletes()
        ? BulkChange.delete(change.id())
        : BulkChange.upsert(
            Vector.of(change.id(), change.values(), Metadata.of("version", change.version())));
  }
}
