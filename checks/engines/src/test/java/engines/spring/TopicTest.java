package engines.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pinelink.Index;
import io.pinelink.error.ErrorCode;
import io.pinelink.model.ListIdsRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.ActiveFault;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.server.FaultRule;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.springboot.test.AutoConfigureEmbeddedPinecone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.utils.KafkaTestUtils;
import org.springframework.test.annotation.DirtiesContext;

/** Tests of an application that writes a topic into an index, with a real broker. */
@AutoConfigureEmbeddedPinecone
@Import(ArticlesIndex.class)
@DirtiesContext
public abstract class TopicTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Autowired private EmbeddedKafkaBroker broker;
  @Autowired private EmbeddedPinecone pinecone;
  @Autowired private Index index;

  private final String refusedTopic;
  private KafkaProducer<String, String> producer;

  protected TopicTest(String refusedTopic) {
    this.refusedTopic = refusedTopic;
  }

  @BeforeEach
  void connect() {
    producer =
        new KafkaProducer<>(
            KafkaTestUtils.producerProps(broker), new StringSerializer(), new StringSerializer());
  }

  @AfterEach
  void everyCallWasPrivate() {
    producer.close();
    pinecone.faults().removeAll();
    assertThat(pinecone.requests())
        .extracting(RecordedRequest::listener)
        .doesNotContain(Listener.PUBLIC_DATA);
  }

  private void send(String key, @Nullable String value) {
    producer.send(new ProducerRecord<>("articles", key, value));
  }

  private static String article(String id, int number) {
    return "{\"id\":\"" + id + "\",\"values\":[1," + number + "],\"title\":\"T\"}";
  }

  @Test
  void theLastChangeOfEachIdIsStored() {
    Map<String, Integer> expected = new HashMap<>();
    Random random = new Random(7);
    for (int number = 1; number <= 5_000; number++) {
      String id = "order-" + random.nextInt(200);
      boolean delete = random.nextInt(5) == 0;
      send(id, delete ? null : article(id, number));
      if (delete) {
        expected.remove(id);
      } else {
        expected.put(id, number);
      }
    }
    producer.flush();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
    assertThat(stored("order-")).isEqualTo(expected);
    assertThat(refused("order-")).isEmpty();
  }

  @Test
  void onlyRefusedRecordsReachTheDeadLetterTopic() {
    send("refused-a", article("refused-a", 1));
    send("refused-dimension", "{\"id\":\"refused-dimension\",\"values\":[1],\"title\":\"T\"}");
    send("refused-text", "no JSON");
    send("refused-b", article("refused-b", 2));
    producer.flush();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
    assertThat(stored("refused-")).isEqualTo(Map.of("refused-a", 1, "refused-b", 2));
    assertThat(refused("refused-")).containsExactlyInAnyOrder("refused-dimension", "refused-text");
  }

  @Test
  void nothingIsCommittedOrRefusedDuringAnOutage() {
    Map<TopicPartition, Long> before = committed();
    ActiveFault outage = fault(FaultRule.builder(Fault.refuse(ErrorCode.UNAVAILABLE, "not now")));
    for (int i = 1; i <= 50; i++) {
      send("outage-" + i, article("outage-" + i, i));
    }
    producer.flush();
    await().atMost(PATIENCE).until(() -> outage.strikes() >= 3);
    assertThat(committed()).isEqualTo(before);
    // The writer fails at once, so that the engine has to deliver the records again.
    ActiveFault wrongKey =
        fault(FaultRule.builder(Fault.refuse(ErrorCode.UNAUTHENTICATED, "wrong key")).times(2));
    outage.remove();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed()).isEqualTo(ends()));
    assertThat(wrongKey.strikes()).isEqualTo(2);
    assertThat(stored("outage-")).hasSize(50);
    assertThat(refused("outage-")).isEmpty();
  }

  private ActiveFault fault(FaultRule.Builder rule) {
    return pinecone.faults().add(rule.operations("upsert").build());
  }

  private Map<String, Integer> stored(String prefix) {
    Map<String, Integer> numbers = new HashMap<>();
    List<String> ids = new ArrayList<>();
    index.listAllIds(ListIdsRequest.builder().prefix(prefix).build()).forEach(ids::add);
    if (!ids.isEmpty()) {
      for (Vector vector : index.fetch(f -> f.ids(ids)).vectors().values()) {
        numbers.put(vector.id(), (int) vector.value(1));
      }
    }
    return numbers;
  }

  private Consumer<String, String> consumer(String group) {
    return new KafkaConsumer<>(
        KafkaTestUtils.consumerProps(broker, group, false),
        new StringDeserializer(),
        new StringDeserializer());
  }

  /** Returns the keys of the dead letters. */
  private List<String> refused(String prefix) {
    List<String> keys = new ArrayList<>();
    try (Consumer<String, String> consumer = consumer("reader")) {
      var partitions = partitions(consumer, refusedTopic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (!partitions.stream().allMatch(p -> consumer.position(p) == ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.key().startsWith(prefix)) {
            keys.add(record.key());
          }
        }
      }
    }
    return keys;
  }

  private Map<TopicPartition, Long> committed() {
    try (Consumer<String, String> consumer = consumer("writer")) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      Map<TopicPartition, OffsetAndMetadata> committed =
          consumer.committed(new HashSet<>(partitions(consumer, "articles")));
      committed.forEach((p, offset) -> offsets.put(p, offset == null ? 0 : offset.offset()));
      return offsets;
    }
  }

  private Map<TopicPartition, Long> ends() {
    try (Consumer<String, String> consumer = consumer("reader")) {
      return consumer.endOffsets(partitions(consumer, "articles"));
    }
  }

  private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(p -> new TopicPartition(p.topic(), p.partition()))
        .toList();
  }
}
