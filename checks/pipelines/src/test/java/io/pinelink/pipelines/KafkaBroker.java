package io.pinelink.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

/** A broker in KRaft mode that is its own controller, and can be restarted with its data. */
final class KafkaBroker implements AutoCloseable {
  private final Path folder;
  private final String jars;
  private final List<String> options;
  private final int port = JavaProcess.freePort();
  private final Path properties;
  private @Nullable JavaProcess process;

  /** Formats the data directory, and starts the broker with options of the JVM. */
  KafkaBroker(Path folder, String jars, List<String> options)
      throws IOException, InterruptedException {
    this.folder = folder;
    this.jars = jars;
    this.options = options;
    int controller = JavaProcess.freePort();
    this.properties =
        write(
            folder.resolve("server.properties"),
            Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry(
                    "listeners",
                    "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.bootstrap.servers", "127.0.0.1:" + controller),
                Map.entry("log.dirs", folder.resolve("data").toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0")));
    JavaProcess.start(
            folder,
            "format",
            jars,
            "kafka.tools.StorageTool",
            "format",
            "--standalone",
            "-t",
            Uuid.randomUuid().toString(),
            "-c",
            properties.toString())
        .await();
    start();
  }

  static Path write(Path file, Map<String, String> properties) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(
        file,
        properties.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  private void start() throws IOException {
    process =
        JavaProcess.start(
            folder, "broker", jars, options, Map.of(), "kafka.Kafka", properties.toString());
  }

  CpuTime cpuTime() {
    return process == null ? CpuTime.NONE : process.cpuTime();
  }

  /** Stops the broker and starts it again with its data. */
  void restart() throws IOException, InterruptedException {
    if (process != null) {
      process.stop();
    }
    start();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}
