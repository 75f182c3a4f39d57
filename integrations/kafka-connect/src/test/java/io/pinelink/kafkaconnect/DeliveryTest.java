package io.pinelink.kafkaconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.error.NetworkCause;
import io.pinelink.kafkaconnect.FakeIndexes.FakeWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Tests what a task does with outcomes, failures and partitions. */
class DeliveryTest {
  private static final TopicPartition P0 = new TopicPartition("docs", 0);
  private static final TopicPartition P1 = new TopicPartition("docs", 1);

  private final FakeWorker worker = new FakeWorker(P0, P1);
  private final FakeIndexes indexes = new FakeIndexes();
  private final SinkCounts counts = new SinkCounts();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Delivery delivery = delivery();

  private Delivery delivery(String... options) {
    return new Delivery(
        Options.config(options), indexes, worker, counts, () -> now, Duration.ofMillis(1));
  }

  private static SinkRecord record(TopicPartition partition, long offset, Object value) {
    return new SinkRecord(
        partition.topic(), partition.partition(), null, "id-" + offset, null, value, offset);
  }

  private static List<SinkRecord> records(TopicPartition partition, long from, long to) {
    List<SinkRecord> records = new ArrayList<>();
    for (long offset = from; offset < to; offset++) {
      records.add(record(partition, offset, Map.of("values", List.of(1.0))));
    }
    return records;
  }

  private long committable(TopicPartition partition, long read) {
    OffsetAndMetadata end = new OffsetAndMetadata(read);
    return delivery.committable(Map.of(partition, end)).getOrDefault(partition, end).offset();
  }

  @Test
  void onlyOffsetsBeforeTheFirstUnsettledRecordAreCommitted() {
    delivery.put(records(P0, 10, 15));
    FakeWriter writer = indexes.last();

    assertThat(writer.ids).containsExactly("id-10", "id-11", "id-12", "id-13", "id-14");
    assertThat(committable(P0, 15)).isEqualTo(10);
    writer.settle(1, 2);
    assertThat(committable(P0, 15)).isEqualTo(10);
    writer.settle(0);
    assertThat(committable(P0, 15)).isEqualTo(13);
    writer.settle(4, 3);
    assertThat(committable(P0, 15)).isEqualTo(15);
    // A transformation dropped what was read since.
    assertThat(committable(P0, 40)).isEqualTo(40);
    assertThat(counts.settled).hasValue(5);
  }

  @Test
  void aRefusedRecordIsADeadLetterWithItsReasonAndSettledOnceItIsStored() {
    worker.reported = new CompletableFuture<>();
    delivery.put(records(P0, 0, 2));
    indexes.last().refuse(0, "dimension 1, expected 3");
    indexes.last().settle(1);

    delivery.put(List.of());
    assertThat(worker.deadLetters)
        .singleElement()
        .asString()
        .startsWith("0: record docs-0@0 is refused: ")
        .endsWith("dimension 1, expected 3");
    assertThat(committable(P0, 2)).isZero();

    worker.reported.complete(null);
    delivery.put(List.of());
    assertThat(committable(P0, 2)).isEqualTo(2);
    assertThat(counts.refused).hasValue(1);
  }

  @Test
  void aDeadLetterThatCannotBeStoredFailsTheTask() {
    worker.reported = CompletableFuture.failedFuture(new IllegalStateException("no broker"));
    delivery.put(records(P0, 0, 1));
    indexes.last().refuse(0, "no");

    assertThatThrownBy(() -> delivery.put(List.of()))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("docs-0@0 cannot be reported");
  }

  @Test
  void withoutADeadLetterQueueARefusedRecordFailsTheTask() {
    worker.tolerant = false;
    delivery = delivery();

    assertThatThrownBy(() -> delivery.put(List.of(record(P0, 3, "text"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("record docs-0@3 is refused: value is of type String");
    assertThat(committable(P0, 4)).isEqualTo(3);
  }

  @Test
  void anInvalidRecordDoesNotStopTheOthers() {
    delivery.put(
        List.of(
            record(P0, 0, Map.of("values", List.of(1.0))),
            record(P0, 1, "text"),
            record(P0, 2, Map.of("values", List.of(1.0)))));
    indexes.last().settle(0, 1);
    delivery.put(List.of());

    assertThat(indexes.last().ids).containsExactly("id-0", "id-2");
    assertThat(worker.deadLetters).hasSize(1);
    assertThat(committable(P0, 3)).isEqualTo(3);
  }

  @Test
  void aFullWriterPausesThePartitions() {
    indexes.capacity = 2;
    delivery.put(records(P0, 0, 1));
    indexes.last().writable = new CompletableFuture<>();

    delivery.put(records(P0, 1, 4));
    assertThat(worker.paused).containsOnly(P0, P1);
    assertThat(indexes.last().ids).containsExactly("id-0", "id-1");
    assertThat(committable(P0, 4)).isZero();

    indexes.capacity = 10;
    indexes.last().writable.complete(null);
    delivery.put(List.of());
    assertThat(worker.paused).isEmpty();
    assertThat(indexes.last().ids).containsExactly("id-0", "id-1", "id-2", "id-3");
  }

  @Test
  void aPartitionThatIsAssignedWhileTheWriterIsFullIsPausedToo() {
    indexes.capacity = 0;
    delivery.put(List.of());
    worker.assigned.remove(P1);
    indexes.capacity = 1;
    delivery.put(records(P0, 0, 1));
    indexes.last().writable = new CompletableFuture<>();
    delivery.put(records(P0, 1, 2));
    worker.assigned.add(P1);

    delivery.put(records(P1, 0, 2));

    assertThat(worker.paused).containsOnly(P0, P1);
  }

  @Test
  void anOutageMakesTheTaskReadAgainFromTheSettledOffsets() {
    delivery.put(records(P0, 0, 4));
    delivery.put(records(P1, 7, 9));
    FakeWriter failed = indexes.last();
    failed.settle(0, 2, 4, 5);
    failed.failure = FakeIndexes.outage();

    delivery.put(records(P0, 4, 5));

    assertThat(worker.rewound).containsOnly(Map.entry(P0, 1L));
    assertThat(worker.paused).containsOnly(P0, P1);
    assertThat(worker.deadLetters).isEmpty();
    assertThat(failed.stopped).isTrue();
    // The worker still reports what it had read.
    assertThat(committable(P0, 5)).isEqualTo(1);
    assertThat(committable(P1, 9)).isEqualTo(9);

    // The worker learns the reason once.
    assertThatThrownBy(() -> delivery.put(List.of()))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("paused for 1 s");
    delivery.put(List.of());
    assertThat(worker.paused).isNotEmpty();

    now = now.plusSeconds(1);
    delivery.put(List.of());
    assertThat(worker.paused).isEmpty();
    delivery.put(records(P0, 1, 5));
    assertThat(indexes.writers).hasSize(2);
    assertThat(indexes.last().ids).containsExactly("id-1", "id-2", "id-3", "id-4");
    assertThat(counts.restarts).hasValue(1);
  }

  @Test
  void nothingIsWrittenAgainWhileACallOfTheStoppedWriterIsInFlight() {
    delivery.put(records(P0, 0, 2));
    FakeWriter failed = indexes.last();
    failed.callsEnded = new CompletableFuture<>();
    failed.failure = FakeIndexes.outage();
    delivery.put(records(P0, 2, 3));
    assertThatThrownBy(() -> delivery.put(List.of())).isInstanceOf(RetriableException.class);

    now = now.plusSeconds(20);
    delivery.put(List.of());
    assertThat(worker.paused).containsOnly(P0, P1);
    assertThat(indexes.writers).containsExactly(failed);

    failed.callsEnded.complete(null);
    delivery.put(List.of());
    assertThat(worker.paused).isEmpty();
    delivery.put(records(P0, 0, 3));
    assertThat(indexes.last()).isNotSameAs(failed);
    assertThat(indexes.last().ids).containsExactly("id-0", "id-1", "id-2");
  }

  @Test
  void aTaskThatKeepsPartitionsWaitsForItsCallsBeforeItWritesThemAgain() {
    delivery = delivery("close.timeout.ms", "0");
    delivery.put(records(P0, 0, 2));
    delivery.put(records(P1, 5, 7));
    FakeWriter closed = indexes.last();
    closed.callsEnded = new CompletableFuture<>();
    delivery.close(List.of(P0));

    delivery.put(List.of());
    assertThat(worker.paused).isNotEmpty();
    closed.callsEnded.complete(null);
    delivery.put(List.of());
    delivery.put(records(P1, 5, 7));
    assertThat(indexes.last().ids).containsExactly("id-5", "id-6");
  }

  @Test
  void partitionsAreGivenUpOnceNoCallOfAStoppedWriterIsInFlight() throws Exception {
    delivery.put(records(P0, 0, 2));
    FakeWriter stopped = indexes.last();
    stopped.callsEnded = new CompletableFuture<>();
    stopped.failure = FakeIndexes.outage();
    delivery.put(records(P0, 2, 3));

    assertThatCloseWaitsForCalls(stopped);
  }

  @Test
  void partitionsAreGivenUpOnceNoCallOfAFailedWriterIsInFlight() throws Exception {
    delivery.put(records(P0, 0, 2));
    FakeWriter failed = indexes.last();
    failed.callsEnded = new CompletableFuture<>();
    failed.failure = FakeIndexes.failure(NetworkCause.UNTRUSTED_CERTIFICATE);
    assertThatThrownBy(() -> delivery.put(records(P0, 2, 3))).isInstanceOf(ConnectException.class);

    assertThatCloseWaitsForCalls(failed);
  }

  private void assertThatCloseWaitsForCalls(FakeWriter writer) throws InterruptedException {
    Thread closing = new Thread(() -> delivery.close(List.of(P0, P1)));
    closing.start();
    try {
      await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    } finally {
      writer.callsEnded.complete(null);
      closing.join();
    }
  }

  @Test
  void aPauseThatEndsWhileItIsReportedIsReported() {
    delivery =
        new Delivery(
            Options.config(),
            indexes,
            worker,
            counts,
            () -> now = now.plusMillis(600),
            Duration.ofMillis(1));
    delivery.put(records(P0, 0, 1));
    indexes.last().failure = FakeIndexes.outage();
    delivery.put(records(P0, 1, 2));

    assertThatThrownBy(() -> delivery.put(List.of()))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("paused for 0 s");
  }

  @Test
  void anOutageIsFoundWithoutFurtherRecords() {
    delivery.put(records(P0, 0, 2));
    delivery.put(List.of());
    indexes.last().flushed.completeExceptionally(FakeIndexes.outage());
    indexes.last().failure = FakeIndexes.outage();

    delivery.put(List.of());

    assertThat(worker.rewound).containsOnly(Map.entry(P0, 0L));
  }

  @Test
  void lateOutcomesOfAStoppedWriterDoNotCount() {
    delivery.put(records(P0, 0, 2));
    FakeWriter failed = indexes.last();
    failed.failure = FakeIndexes.outage();
    delivery.put(records(P0, 2, 3));

    failed.settle(0, 1);
    failed.refuse(0, "late");
    now = now.plusSeconds(1);
    delivery.put(records(P0, 0, 3));

    assertThat(committable(P0, 3)).isZero();
    assertThat(worker.deadLetters).isEmpty();
    assertThat(counts.settled).hasValue(0);
  }

  @Test
  void pausesDoubleUntilSomethingIsAccepted() {
    assertThat(pauseAfterAnOutage()).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauseAfterAnOutage()).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauseAfterAnOutage()).isEqualTo(Duration.ofSeconds(4));
    delivery.put(records(P0, 0, 1));
    indexes.last().settle(0);
    assertThat(pauseAfterAnOutage()).isEqualTo(Duration.ofSeconds(1));
  }

  private Duration pauseAfterAnOutage() {
    delivery.put(records(P0, 0, 1));
    indexes.last().failure = FakeIndexes.outage();
    delivery.put(records(P0, 1, 2));
    int writers = indexes.writers.size();
    Instant start = now;
    assertThatThrownBy(() -> delivery.put(List.of())).isInstanceOf(RetriableException.class);
    while (!worker.paused.isEmpty()) {
      now = now.plusSeconds(1);
      delivery.put(List.of());
    }
    assertThat(indexes.writers).hasSize(writers);
    return Duration.between(start, now);
  }

  @Test
  void anOutageBeyondItsLimitFailsTheTask() {
    delivery = delivery("outage.timeout.ms", "1500");
    pauseAfterAnOutage();
    pauseAfterAnOutage();
    delivery.put(records(P0, 0, 1));
    indexes.last().failure = FakeIndexes.outage();

    assertThatThrownBy(() -> delivery.put(records(P0, 1, 2)))
        .isInstanceOf(ConnectException.class)
        .isNotInstanceOf(RetriableException.class)
        .hasMessageContaining("nothing was accepted for PT3S");
    assertThat(worker.deadLetters).isEmpty();
  }

  @Test
  void anOutageEndsWhenItsPartitionsAreGivenAway() {
    delivery = delivery("outage.timeout.ms", "1500");
    pauseAfterAnOutage();
    delivery.close(List.of(P0, P1));
    delivery.put(List.of());
    now = now.plus(Duration.ofDays(2));

    assertThat(pauseAfterAnOutage()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anOutageEndsWhenEverythingIsSettledOrRefused() {
    delivery = delivery("outage.timeout.ms", "1500");
    pauseAfterAnOutage();
    delivery.put(records(P0, 0, 1));
    indexes.last().refuse(0, "no");
    delivery.put(List.of());
    now = now.plus(Duration.ofDays(2));

    assertThat(pauseAfterAnOutage()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aFailureThatDoesNotPassFailsTheTask() {
    delivery.put(records(P0, 0, 1));
    indexes.last().failure = FakeIndexes.failure(NetworkCause.UNTRUSTED_CERTIFICATE);

    assertThatThrownBy(() -> delivery.put(records(P0, 1, 2)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("the index cannot be written");
    assertThat(worker.deadLetters).isEmpty();
    assertThat(committable(P0, 2)).isZero();
  }

  @Test
  void closedPartitionsAreFlushedAndForgotten() {
    delivery.put(records(P0, 0, 2));
    delivery.put(records(P1, 0, 1));
    indexes.last().flushed.complete(null);

    delivery.close(List.of(P0));

    assertThat(worker.rewound).isEmpty();
    assertThat(indexes.last().stopped).isFalse();
    assertThat(committable(P1, 1)).isZero();
    indexes.last().settle(2);
    assertThat(committable(P1, 1)).isEqualTo(1);
  }

  @Test
  void partitionsThatStayAreReadAgainIfCallsDoNotEndInTime() {
    delivery = delivery("close.timeout.ms", "0");
    delivery.put(records(P0, 0, 2));
    delivery.put(records(P1, 5, 7));

    delivery.close(List.of(P0));

    assertThat(indexes.last().stopped).isTrue();
    assertThat(worker.rewound).containsOnly(Map.entry(P1, 5L));
  }

  @Test
  void recordsThatTheWorkerReadsAgainAreNotCommittedTooEarly() {
    delivery.put(records(P0, 0, 4));
    indexes.last().settle(0, 1, 2, 3);

    delivery.put(records(P0, 2, 4));

    assertThat(committable(P0, 4)).isEqualTo(2);
    indexes.last().settle(4, 5);
    assertThat(committable(P0, 4)).isEqualTo(4);
  }

  @Test
  void eachTopicMayHaveItsIndex() {
    delivery = delivery("index.name", "${topic}-v2");

    delivery.put(records(P0, 0, 1));
    delivery.put(records(new TopicPartition("notes", 0), 0, 1));

    assertThat(indexes.writers)
        .extracting(writer -> writer.index)
        .containsExactly("docs-v2", "notes-v2");
  }

  @Test
  void theIndexOfATopicIsCheckedBeforeItsFirstRecord() {
    delivery = delivery("index.name", "${topic}");
    indexes.checkFails = FakeIndexes.failure(NetworkCause.REFUSED_ADDRESS);

    delivery.checkIndex();
    assertThatThrownBy(() -> delivery.put(records(P0, 0, 1)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("the index cannot be written");
    assertThat(indexes.writers).isEmpty();
  }

  @Test
  void anIndexThatCannotBeReachedOnAnAllowedRouteFailsTheStart() {
    indexes.checkFails = FakeIndexes.failure(NetworkCause.REFUSED_ADDRESS);
    assertThatThrownBy(delivery::checkIndex)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("the index cannot be written");

    indexes.checkFails = new IllegalArgumentException("host is public");
    assertThatThrownBy(delivery::checkIndex)
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("host is public");
  }

  @Test
  void anOutageDoesNotFailTheStart() {
    indexes.checkFails = FakeIndexes.outage();

    delivery.checkIndex();
    delivery.stop();

    assertThat(indexes.closed).isTrue();
  }
}
