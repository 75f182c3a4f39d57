package io.pinelink.flink.table;

import io.pinelink.Pinelink;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** A server on loopback over TLS, whose data plane tables reach by its private route only. */
final class SqlServer implements AutoCloseable {
  /** The clause that Flink needs from 2.3 on, and that older versions do not have. */
  static final String ON_CONFLICT =
      EnvironmentInformation.getVersion().compareTo("2.3") < 0 ? "" : " ON CONFLICT DO DEDUPLICATE";

  final EmbeddedPinecone server = EmbeddedPinecone.start();
  final Pinelink client = server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build();
  private final Path folder;

  SqlServer(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("ca.pem"), server.authority().pem());
    Files.writeString(folder.resolve("key"), server.project().apiKey() + "\n");
  }

  /** Returns the options of a table as SQL, with others by name and value. */
  String with(String... others) {
    return options(others).entrySet().stream()
        .map(option -> "'" + option.getKey() + "' = '" + option.getValue() + "'")
        .collect(Collectors.joining(", ", "WITH (", ")"));
  }

  /** Returns the options of a table, with others by name and value. */
  Map<String, String> options(String... others) {
    Map<String, String> options =
        new TreeMap<>(
            Map.of(
                "connector",
                "pinelink",
                "api.key.file",
                folder.resolve("key").toString(),
                "control.plane",
                "https://localhost:" + server.address(Listener.CONTROL).getPort(),
                "tls.ca.file",
                folder.resolve("ca.pem").toString(),
                "route.policy",
                "private-required",
                "route.allow.loopback",
                "true",
                "route.connect.rules",
                "*.pinecone.io=127.0.0.1:" + server.address(Listener.PRIVATE_DATA).getPort(),
                "linger.ms",
                "10"));
    for (int i = 0; i < others.length; i += 2) {
      options.put(others[i], others[i + 1]);
    }
    return options;
  }

  /** Returns an environment of jobs with two tasks that restart this many times. */
  static StreamExecutionEnvironment environment(int restarts) {
    Configuration configuration = new Configuration();
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY, restarts == 0 ? "none" : "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
    environment.enableCheckpointing(100);
    return environment;
  }

  static StreamTableEnvironment sql() {
    return StreamTableEnvironment.create(environment(0));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
