package io.pinelink.pipelines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests the sink for Kafka Connect on two workers and a broker, against a server on the private
 * route over TLS, while workers, the broker and the service fail.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class KafkaSinkIT {
  private static final int RECORDS = Integer.getInteger("pipelines.records", 60_000);
  private static final String TOPIC = "docs";
  private static final String DEAD_LETTERS = "docs-refused";
  private static final int PARTITIONS = 4;
  private static final Duration LONG = KafkaCluster.LONG;

  private static EmbeddedPinecone server;
  private static Pinelink client;
  private static KafkaCluster cluster;
  private static ConnectWorker first;
  private static ConnectWorker second;
  private static Index index;

  @BeforeAll
  static void startTheCluster() throws Exception {
    server = EmbeddedPinecone.start();
    client = server.clientBuilder().build();
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.builder(TOPIC, IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                .dimension(Changes.DIMENSION)
                .build());
    index = client.index(TOPIC);
    cluster = new KafkaCluster(server, 2, List.of());
    cluster.createTopics(
        new NewTopic(TOPIC, PARTITIONS, (short) 1), new NewTopic(DEAD_LETTERS, 1, (short) 1));
    first = cluster.workers.get(0);
    second = cluster.workers.get(1);
  }

  @AfterAll
  static void stopTheCluster() {
    if (cluster != null) {
      cluster.close();
    }
    client.close();
    server.close();
  }

  private static Map<String, String> config() {
    Map<String, String> config = cluster.connector(TOPIC);
    config.put("tasks.max", "3");
    config.put("namespace", "${topic}-changes");
    config.put("metadata.fields", "version,note");
    config.put("linger.ms", "50");
    config.put("stall.timeout.ms", "3000");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", DEAD_LETTERS);
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("errors.deadletterqueue.context.headers.enable", "true");
    return config;
  }

  @Test
  void nothingIsLostAndOrderIsKeptWhileWorkersBrokerAndServiceFail() throws Exception {
    Map<String, String> mistaken = config();
    mistaken.put("route.policy", "private");
    assertThat(first.send("PUT", "/connectors/docs/config", ConnectWorker.write(mistaken)))
        .contains("route.policy");
    Map<String, String> misspelt = config();
    misspelt.put("route.polcy", "private-required");
    assertThat(first.send("PUT", "/connectors/docs/config", ConnectWorker.write(misspelt)))
        .contains("route.polcy", "the nearest is route.policy");
    assertThat(first.send("PUT", "/connectors/docs/config", ConnectWorker.write(config())))
        .contains("\"name\":\"docs\"")
        .doesNotContain(server.project().apiKey());
    await().atMost(LONG).until(() -> second.runningTasks("docs") == 3);

    Changes changes = new Changes(TOPIC, 42);
    try (KafkaProducer<String, String> producer = cluster.producer()) {
      int part = RECORDS / 5;
      changes.produce(producer, part);
      awaitLag(part / 2);

      first.kill();
      throttle();
      changes.produce(producer, part);
      awaitLag(part);
      first.restart();

      cluster.broker.restart();
      changes.produce(producer, part);
      server.faults().add(FaultRule.builder(Fault.drop()).operations("upsert").times(20).build());
      awaitLag(part);

      server
          .faults()
          .add(
              FaultRule.builder(Fault.refuse(ErrorCode.UNAVAILABLE, "later"))
                  .name("outage")
                  .operations("upsert", "delete")
                  .build());
      changes.produce(producer, part);
      // Longer than the stall timeout, so that tasks start over.
      await().atMost(LONG).until(() -> cluster.log().contains("paused for"));
      server.faults().remove("outage");

      second.kill();
      second.restart();
      changes.produce(producer, RECORDS - 4 * part);
    }
    awaitLag(0);

    assertThat(server.requests()).noneMatch(request -> request.listener() == Listener.PUBLIC_DATA);
    assertThat(changes.differences(stored())).isEmpty();
    assertThat(deadLetters()).isEqualTo(changes.invalid());
    assertThat(cluster.log())
        .doesNotContain(server.project().apiKey())
        .contains("Index docs is written over this route: private docs");
    assertThat(first.runningTasks("docs")).isEqualTo(3);
  }

  private static void throttle() {
    server
        .faults()
        .add(
            FaultRule.builder(
                    Fault.refuse(ErrorCode.RESOURCE_EXHAUSTED, "slow down", Duration.ofMillis(100)))
                .operations("upsert")
                .times(20)
                .build());
  }

  /** Waits until at most so many records are not committed. */
  private static void awaitLag(long most) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(300))
        .ignoreExceptions()
        .until(() -> cluster.lag(TOPIC, "docs") <= most);
  }

  private static Map<String, Long> stored() {
    Index changes = index.namespace(TOPIC + "-changes");
    Map<String, Long> stored = new HashMap<>();
    for (Vector vector : changes.scan()) {
      long version = (long) vector.metadata().number("version").orElse(-1);
      assertThat(vector.value(0)).isEqualTo((float) (version % 1_000 + 1));
      stored.put(vector.id(), version);
    }
    return stored;
  }

  /** Returns the positions of the records in the dead-letter queue. */
  private static Set<String> deadLetters() throws Exception {
    Set<String> positions = new HashSet<>();
    TopicPartition partition = new TopicPartition(DEAD_LETTERS, 0);
    long end =
        cluster
            .admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()))
            .partitionResult(partition)
            .get()
            .offset();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", cluster.broker.address()),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (consumer.position(partition) < end) {
        for (ConsumerRecord<String, String> letter : consumer.poll(Duration.ofSeconds(1))) {
          assertThat(header(letter, "exception.message")).contains("is refused");
          positions.add(
              Changes.position(
                  Integer.parseInt(header(letter, "partition")),
                  Long.parseLong(header(letter, "offset"))));
        }
      }
    }
    return positions;
  }

  private static String header(ConsumerRecord<String, String> letter, String name) {
    return new String(
        letter.headers().lastHeader("__connect.errors." + name).value(), StandardCharsets.UTF_8);
  }
}
