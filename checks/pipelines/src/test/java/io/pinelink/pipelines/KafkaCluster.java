package io.pinelink.pipelines;

import static org.awaitility.Awaitility.await;

import io.pinelink.server.EmbeddedPinecone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;

/** A broker and Connect workers as processes, with the sink as their plugin. */
final class KafkaCluster implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(10);

  private final Path work;
  private final EmbeddedPinecone server;
  final KafkaBroker broker;
  final Admin admin;
  final List<ConnectWorker> workers;

  /**
   * Starts the cluster, and waits until all workers answer.
   *
   * @param server the service that connectors write to
   * @param options options of the JVMs
   */
  KafkaCluster(EmbeddedPinecone server, int workers, List<String> options)
      throws IOException, InterruptedException {
    this.server = server;
    this.work = Path.of(System.getProperty("pipelines.work"));
    String jars = System.getProperty("pipelines.kafka");
    Path plugins = Path.of(System.getProperty("pipelines.plugins"));
    Files.createDirectories(work);
    Files.writeString(work.resolve("ca.pem"), server.authority().pem());
    Files.writeString(work.resolve("secrets.properties"), "key=" + server.project().apiKey());
    this.broker = new KafkaBroker(work.resolve("broker"), jars, options);
    this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", broker.address()));
    this.workers =
        Stream.iterate(1, i -> i + 1)
            .limit(workers)
            .map(i -> worker(work.resolve("worker-" + i), jars, options, plugins))
            .toList();
  }

  private ConnectWorker worker(Path folder, String jars, List<String> options, Path plugins) {
    try {
      return new ConnectWorker(folder, jars, options, plugins, broker.address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Creates topics, and waits for the broker and the workers. */
  void createTopics(NewTopic... topics) {
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .until(
            () -> {
              admin.createTopics(List.of(topics)).all().get();
              return true;
            });
    for (ConnectWorker worker : workers) {
      await().atMost(LONG).until(() -> worker.send("GET", "/connectors", ""), "[]"::equals);
    }
  }

  /** Returns a configuration that writes a topic into the index of its name. */
  Map<String, String> connector(String topic) {
    Map<String, String> config = PrivateRoute.options(server, work.resolve("ca.pem"));
    config.put("connector.class", "io.pinelink.kafkaconnect.PinelinkSinkConnector");
    config.put("topics", topic);
    config.put("index.name", "${topic}");
    config.put("api.key", "${file:" + work.resolve("secrets.properties") + ":key}");
    return config;
  }

  KafkaProducer<String, String> producer() {
    return new KafkaProducer<>(
        Map.<String, Object>of("bootstrap.servers", broker.address(), "linger.ms", 5),
        new StringSerializer(),
        new StringSerializer());
  }

  /** Returns how many records of a topic a connector has not committed. */
  long lag(String topic, String connector) throws Exception {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    admin
        .describeTopics(List.of(topic))
        .topicNameValues()
        .values()
        .iterator()
        .next()
        .get()
        .partitions()
        .forEach(p -> ends.put(new TopicPartition(topic, p.partition()), OffsetSpec.latest()));
    var end = admin.listOffsets(ends).all().get();
    var committed =
        admin
            .listConsumerGroupOffsets("connect-" + connector)
            .partitionsToOffsetAndMetadata()
            .get();
    long lag = 0;
    for (var partition : end.entrySet()) {
      var offset = committed.get(partition.getKey());
      lag += partition.getValue().offset() - (offset == null ? 0 : offset.offset());
    }
    return lag;
  }

  /** Returns what all workers have logged. */
  String log() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int i = 1; i <= workers.size(); i++) {
      log.append(Files.readString(work.resolve("worker-" + i + "/worker.log")));
    }
    return log.toString();
  }

  @Override
  public void close() {
    workers.forEach(ConnectWorker::close);
    admin.close(Duration.ZERO);
    broker.close();
  }
}
