package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkChange;
import io.pinelink.kafkaconnect.FakeIndexes.FakeWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random changes of few ids, with outages, crashes and rebalances at random times: in the end the
 * last valid change of each id is stored, and exactly the invalid records are dead letters.
 */
class DeliveryProperties {
  private static final int PARTITIONS = 3;
  private static final int RECORDS = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void nothingIsLostOrInventedAndOrderIsKept(long seed) {
    for (long run = 0; run < 25; run++) {
      Scene scene = new Scene(seed * 1_000 + run);
      scene.run();
      assertThat(scene.store).as("seed " + (seed * 1_000 + run)).isEqualTo(scene.expected);
      assertThat(scene.letters).as("seed " + (seed * 1_000 + run)).isEqualTo(scene.invalid);
    }
  }

  /** Topics, a worker and a service. */
  private static final class Scene {
    private final SplittableRandom random;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, List<SinkRecord>> log = new HashMap<>();
    private final Map<TopicPartition, Integer> position = new HashMap<>();
    private final Map<TopicPartition, Integer> committed = new HashMap<>();
    private final Set<SinkRecord> refusedByService = new HashSet<>();
    private final Map<String, Long> expected = new HashMap<>();
    private final Set<String> invalid = new TreeSet<>();

    /** The stored version of each id, and the records of the dead-letter queue. */
    private final Map<String, Long> store = new HashMap<>();

    private final Set<String> letters = new TreeSet<>();

    private Instant now = Instant.EPOCH.plusSeconds(1_000);
    private FakeWorker worker = new FakeWorker();
    private FakeIndexes indexes = new FakeIndexes();
    private Delivery delivery;

    /** The changes of the current writer that the service has not decided on. */
    private final List<Integer> undecided = new ArrayList<>();

    private @Nullable FakeWriter current;

    /** Completes the calls in flight of failed writers, which the service executes late. */
    private final List<Runnable> late = new ArrayList<>();

    private int seen;

    Scene(long seed) {
      random = new SplittableRandom(seed);
      for (int i = 0; i < PARTITIONS; i++) {
        TopicPartition partition = new TopicPartition("t", i);
        partitions.add(partition);
        position.put(partition, 0);
        committed.put(partition, 0);
        List<SinkRecord> records = new ArrayList<>();
        for (int offset = 0; offset < RECORDS; offset++) {
          records.add(record(partition, offset));
        }
        log.put(partition, records);
      }
      start();
    }

    private SinkRecord record(TopicPartition partition, long offset) {
      String id = partition.partition() + "-" + random.nextInt(6);
      int kind = random.nextInt(10);
      Object value = kind == 0 ? "invalid" : kind < 3 ? null : Map.of("values", List.of(1.0));
      SinkRecord record = new SinkRecord("t", partition.partition(), null, id, null, value, offset);
      if (kind == 0 || kind == 9) {
        invalid.add(partition + "@" + offset);
        if (kind == 9) {
          refusedByService.add(record);
        }
      } else if (value == null) {
        expected.remove(id);
      } else {
        expected.put(id, offset);
      }
      return record;
    }

    private List<SinkRecord> records(TopicPartition partition) {
      return log.getOrDefault(partition, List.of());
    }

    private void start() {
      worker = new FakeWorker(partitions.toArray(TopicPartition[]::new));
      indexes = new FakeIndexes();
      indexes.capacity = 1 + random.nextInt(40);
      delivery =
          new Delivery(
              Options.config(), indexes, worker, new SinkCounts(), () -> now, Duration.ZERO);
      position.putAll(committed);
      undecided.clear();
      current = null;
    }

    void run() {
      for (int step = 0; step < 400; step++) {
        switch (random.nextInt(12)) {
          case 0, 1, 2, 3 -> poll();
          case 4, 5, 6, 7 -> decide(true);
          case 8 -> commit();
          case 9 -> {
            now = now.plusSeconds(random.nextInt(4));
            if (random.nextInt(4) == 0) {
              endLateCalls();
            }
          }
          case 10 -> outage();
          default -> {
            if (random.nextInt(4) == 0) {
              crash();
            } else if (random.nextInt(4) == 0) {
              rebalance();
            }
          }
        }
      }
      indexes.capacity = Integer.MAX_VALUE;
      for (int step = 0; !isOver(); step++) {
        assertThat(step).isLessThan(10_000);
        now = now.plusSeconds(60);
        endLateCalls();
        poll();
        decide(true);
        poll();
        commit();
      }
    }

    private boolean isOver() {
      return committed.values().stream().allMatch(offset -> offset == RECORDS);
    }

    private void poll() {
      List<SinkRecord> batch = new ArrayList<>();
      for (TopicPartition partition : partitions) {
        int from = position.getOrDefault(partition, 0);
        if (!worker.paused.contains(partition) && from < RECORDS) {
          int to = Math.min(RECORDS, from + 1 + random.nextInt(8));
          batch.addAll(records(partition).subList(from, to));
          position.put(partition, to);
        }
      }
      try {
        delivery.put(batch);
      } catch (RetriableException e) {
        assertThat(batch).isEmpty();
      }
      worker.rewound.forEach((partition, offset) -> position.put(partition, offset.intValue()));
      worker.rewound.clear();
      worker.deadLetters.forEach(
          letter -> letters.add(letter.replaceFirst("(?s).*?record (\\S+) is refused.*", "$1")));
    }

    /** Lets the service decide on some changes, in the order of each id. */
    private void decide(boolean isReported) {
      if (indexes.writers.isEmpty()) {
        return;
      }
      FakeWriter writer = indexes.last();
      if (writer != current) {
        current = writer;
        undecided.clear();
        seen = 0;
      }
      while (seen < writer.taken.size()) {
        undecided.add(seen++);
      }
      Set<String> blocked = new HashSet<>();
      for (Integer i : List.copyOf(undecided)) {
        if (blocked.contains(writer.ids.get(i)) || random.nextInt(3) == 0) {
          blocked.add(writer.ids.get(i));
          continue;
        }
        apply(writer, i, isReported);
        undecided.remove(i);
      }
    }

    private void apply(FakeWriter writer, int i, boolean isReported) {
      PendingRecord pending = writer.taken.get(i);
      SinkRecord record = records(pending.partition()).get((int) pending.offset());
      BulkChange change = writer.changes.get(i);
      if (refusedByService.contains(record)) {
        if (isReported) {
          writer.refuse(i, "no");
        }
        return;
      }
      if (change.kind() == BulkChange.Kind.DELETE) {
        store.remove(change.id());
      } else {
        store.put(change.id(), pending.offset());
      }
      if (isReported) {
        writer.settle(i);
      }
    }

    private void commit() {
      Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
      position.forEach((partition, offset) -> read.put(partition, new OffsetAndMetadata(offset)));
      delivery
          .committable(read)
          .forEach((partition, offset) -> committed.put(partition, (int) offset.offset()));
    }

    /** Fails the writer after some of its changes took effect without an outcome. */
    private void outage() {
      if (!indexes.writers.isEmpty()) {
        decide(false);
        FakeWriter failed = indexes.last();
        leaveCallsInFlight(failed);
        failed.failure = FakeIndexes.outage();
        failed.flushed.completeExceptionally(FakeIndexes.outage());
      }
    }

    /** Lets the service execute the first undecided change of some ids at any later time. */
    private void leaveCallsInFlight(FakeWriter failed) {
      Set<String> ids = new HashSet<>();
      List<Integer> inFlight =
          undecided.stream()
              .filter(i -> ids.add(failed.ids.get(i)) && random.nextBoolean())
              .toList();
      undecided.clear();
      if (!inFlight.isEmpty() && failed.failure == null) {
        failed.callsEnded = new CompletableFuture<>();
        late.add(
            () -> {
              inFlight.forEach(i -> apply(failed, i, false));
              failed.callsEnded.complete(null);
            });
      }
    }

    private void endLateCalls() {
      late.forEach(Runnable::run);
      late.clear();
    }

    private void crash() {
      decide(false);
      endLateCalls(); // nothing waits for the calls of a process that is gone
      start();
    }

    private void rebalance() {
      endLateCalls(); // the timeouts of calls are shorter than a rebalance
      if (!indexes.writers.isEmpty()) {
        do {
          decide(true);
        } while (!undecided.isEmpty());
        indexes.last().flushed.complete(null);
      }
      commit();
      delivery.close(partitions);
      position.putAll(committed);
    }
  }
}
