package io.pinelink.pipelines.flink;

import io.pinelink.Pinelink;
import io.pinelink.bulk.BulkChange;
import io.pinelink.flink.PinelinkSink;
import io.pinelink.model.Metadata;
import io.pinelink.model.Vector;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.RoutePolicy;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/** A job that writes numbered changes with the sink of the DataStream API. */
public final class StreamJob {
  private StreamJob() {}

  /** Starts the job. Arguments are {@code --NAME VALUE}. */
  public static void main(String... args) throws Exception {
    ParameterTool options = ParameterTool.fromArgs(args);
    long count = options.getLong("changes");
    StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
    PinelinkSink<Change> sink =
        PinelinkSink.<Change>builder(() -> client(options), StreamJob::change)
            .index(options.getRequired("index.name"))
            .namespace(options.getRequired("namespace"))
            .build();
    ChangesSource.numbers(environment, count, options.getInt("per.checkpoint"))
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

  /** Returns a client with the key of the worker's environment. */
  private static Pinelink client(ParameterTool options) {
    AddressGuard guard = AddressGuard.privateOnly();
    String[] rule = options.getRequired("route.connect.rules").split("[=:]", 3);
    return Pinelink.builder()
        .controlPlane(options.getRequired("control.plane"))
        .tls(TlsOptions.trustOnly(Path.of(options.getRequired("tls.ca.file"))))
        .routePolicy(RoutePolicy.privateRequired())
        .connectRule(ConnectRule.forHost(rule[0]).dial(rule[1], Integer.parseInt(rule[2])))
        .addressGuard(options.getBoolean("route.allow.loopback") ? guard.allowingLoopback() : guard)
        .build();
  }
}
