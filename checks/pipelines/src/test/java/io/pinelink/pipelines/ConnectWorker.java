package io.pinelink.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A distributed Connect worker with its REST interface. */
final class ConnectWorker implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path folder;
  private final String jars;
  private final List<String> options;
  private final int port = JavaProcess.freePort();
  private final Path properties;
  private JavaProcess process;

  ConnectWorker(Path folder, String jars, List<String> options, Path plugins, String broker)
      throws IOException {
    this.folder = folder;
    this.jars = jars;
    this.options = withLogOfSink(folder, options);
    this.properties =
        KafkaBroker.write(
            folder.resolve("worker.properties"),
            Map.ofEntries(
                Map.entry("bootstrap.servers", broker),
                Map.entry("group.id", "workers"),
                Map.entry("listeners", "http://127.0.0.1:" + port),
                Map.entry("plugin.path", plugins.toString()),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("config.storage.topic", "connect-configs"),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.topic", "connect-offsets"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "1"),
                Map.entry("status.storage.topic", "connect-status"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("status.storage.partitions", "1"),
                Map.entry("offset.flush.interval.ms", "1000"),
                Map.entry("scheduled.rebalance.max.delay.ms", "2000"),
                Map.entry("session.timeout.ms", "6000"),
                Map.entry("heartbeat.interval.ms", "1000"),
                Map.entry("consumer.session.timeout.ms", "6000"),
                Map.entry("consumer.heartbeat.interval.ms", "1000"),
                Map.entry("config.providers", "file"),
                Map.entry(
                    "config.providers.file.class",
                    "org.apache.kafka.common.config.provider.FileConfigProvider")));
    this.process = started();
  }

  /** Adds what logs the sink at INFO, and everything else at WARN. */
  private static List<String> withLogOfSink(Path folder, List<String> options) throws IOException {
    Path log =
        KafkaBroker.write(
            folder.resolve("log4j2.properties"),
            Map.of(
                "rootLogger.level", "warn",
                "rootLogger.appenderRef.out.ref", "out",
                "logger.sink.name", "io.pinelink",
                "logger.sink.level", "info",
                "appender.out.type", "Console",
                "appender.out.name", "out",
                "appender.out.layout.type", "PatternLayout",
                "appender.out.layout.pattern", "%d %t %p %m%n"));
    return Stream.concat(options.stream(), Stream.of("-Dlog4j2.configurationFile=" + log)).toList();
  }

  private JavaProcess started() throws IOException {
    return JavaProcess.start(
        folder,
        "worker",
        jars,
        options,
        Map.of(),
        "org.apache.kafka.connect.cli.ConnectDistributed",
        properties.toString());
  }

  CpuTime cpuTime() {
    return process.cpuTime();
  }

  /** Kills the process. */
  void kill() throws InterruptedException {
    process.kill();
  }

  /** Starts the process again after {@link #kill}. */
  void restart() throws IOException {
    process = started();
  }

  /** Returns the response to a request, or the failure as text. */
  String send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the number of tasks of a connector that run, wherever they are; 0 if unknown. */
  int runningTasks(String connector) {
    int running = 0;
    for (JsonNode task :
        read(send("GET", "/connectors/" + connector + "/status", "")).path("tasks")) {
      running += task.path("state").asText().equals("RUNNING") ? 1 : 0;
    }
    return running;
  }

  static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  static String write(Map<String, String> config) {
    return JSON.valueToTree(config).toString();
  }

  @Override
  public void close() {
    process.close();
  }
}
