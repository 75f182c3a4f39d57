package io.pinelink.pipelines;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Random changes of ids in a topic, and what must be stored once all of them are delivered. Half of
 * them are of a hundred ids, the others of ids that rarely repeat; some delete, and some are
 * invalid.
 */
final class Changes {
  static final int DIMENSION = 8;
  private static final int HOT_IDS = 100;
  private static final int INVALID_EACH = 1_000;

  /** More than the metadata of a vector may have. */
  private static final String LARGE = "x".repeat(41_000);

  private final SplittableRandom random;
  private final String topic;
  private final Map<String, Long> versions = new HashMap<>();
  private final Set<String> invalid = new HashSet<>();
  private long sent;

  Changes(String topic, long seed) {
    this.topic = topic;
    this.random = new SplittableRandom(seed);
  }

  /** Produces changes, and waits until the broker has all of them. */
  void produce(Producer<String, String> producer, int count) throws Exception {
    Map<Long, Future<RecordMetadata>> refused = new HashMap<>();
    Future<RecordMetadata> last = null;
    for (int i = 0; i < count; i++) {
      long version = sent++;
      String id =
          random.nextBoolean() ? "hot-" + random.nextInt(HOT_IDS) : "id-" + random.nextInt(1 << 28);
      String value;
      long kind = version % INVALID_EACH;
      if (kind == 17) {
        // The limits of the index refuse it, also for an id that changes often; what it had stays.
        value = vector(version, DIMENSION + 1);
      } else if (kind == 19) {
        value = vector(version, DIMENSION).replaceFirst("\\{", "{\"note\": \"" + LARGE + "\", ");
      } else if (kind == 18) {
        // The task refuses it, and what the id had stays.
        value = "{\"version\": " + version + "}";
      } else if (random.nextInt(5) == 0) {
        value = null;
        versions.remove(id);
      } else {
        value = vector(version, DIMENSION);
        versions.put(id, version);
      }
      last = producer.send(new ProducerRecord<>(topic, id, value));
      if (kind >= 17 && kind <= 19) {
        refused.put(version, last);
      }
    }
    producer.flush();
    for (Future<RecordMetadata> future : refused.values()) {
      invalid.add(position(future.get().partition(), future.get().offset()));
    }
    if (last != null) {
      last.get();
    }
  }

  private static String vector(long version, int dimension) {
    StringBuilder json =
        new StringBuilder("{\"version\": ").append(version).append(", \"values\": [");
    for (int i = 0; i < dimension; i++) {
      json.append(i == 0 ? "" : ", ").append(version % 1_000 + i + 1);
    }
    return json.append("]}").toString();
  }

  static String position(int partition, long offset) {
    return partition + "@" + offset;
  }

  /** Returns the version that each stored id must have. */
  Map<String, Long> versions() {
    return versions;
  }

  /** Returns the positions of the records that must be in the dead-letter queue. */
  Set<String> invalid() {
    return invalid;
  }

  /** Returns the names of ids whose stored version differs, with both; empty if all are right. */
  List<String> differences(Map<String, Long> stored) {
    Set<String> ids = new HashSet<>(versions.keySet());
    ids.addAll(stored.keySet());
    return ids.stream()
        .filter(id -> !Objects.equals(versions.get(id), stored.get(id)))
        .map(id -> id + ": expected " + versions.get(id) + ", stored " + stored.get(id))
        .limit(20)
        .toList();
  }
}
