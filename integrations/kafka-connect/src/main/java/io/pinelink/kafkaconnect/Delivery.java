package io.pinelink.kafkaconnect;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.error.PinelinkException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the records of a task to the writers of their indexes. Used by the task's thread; only
 * outcomes arrive on others.
 *
 * <p>A writer that fails transiently has already retried. Then all writers are stopped, the worker
 * is asked to read again from the first offset that is not settled, and new writers are opened
 * after a pause, and once no call of the old ones is in flight, which could overtake theirs.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

  /** The worker must poll its consumer regularly, so a full writer is not waited for longer. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final RecordConverter converter;
  private final TaskIndexes indexes;
  private final SinkTaskContext context;
  private final SinkCounts counts;
  private final Duration longestWait;
  private final String indexName;
  private final Outage outage;
  private final Duration closeTimeout;
  private final RefusedRecords refused;

  private final SettledOffsets offsets = new SettledOffsets();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private final Map<String, BulkWriter<PendingRecord>> writers = new HashMap<>();
  private final IdentityHashMap<BulkWriter<PendingRecord>, CompletableFuture<?>> flushes =
      new IdentityHashMap<>();
  private boolean paused;

  /** Completes when no call of the writers that were stopped is in flight. */
  private CompletableFuture<?> stopping = CompletableFuture.completedFuture(null);

  Delivery(
      SinkConfig config,
      TaskIndexes indexes,
      SinkTaskContext context,
      SinkCounts counts,
      InstantSource clock,
      Duration longestWait) {
    this.converter = new RecordConverter(config);
    this.indexes = indexes;
    this.context = context;
    this.counts = counts;
    this.longestWait = longestWait;
    this.indexName = config.getString(RecordOptions.INDEX_NAME);
    this.outage = new Outage(clock, config.duration(RecordOptions.OUTAGE_TIMEOUT));
    this.closeTimeout = config.duration(RecordOptions.CLOSE_TIMEOUT);
    this.refused = new RefusedRecords(context, counts);
  }

  /** A record that no writer has taken yet, converted once it is the first. */
  private record Waiting(SinkRecord record, PendingRecord pending) {}

  /**
   * Checks the index, unless its name depends on the topic. A transient failure is left to {@link
   * #put}, which retries.
   */
  void checkIndex() {
    if (dependsOnTopic()) {
      return;
    }
    try {
      indexes.check(indexName);
    } catch (PinelinkException e) {
      if (!e.isRetryable()) {
        throw new ConnectException("the index cannot be written: " + e.getMessage(), e);
      }
      LOG.warn("The index cannot be reached yet: {}", e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new ConnectException("the index cannot be written: " + e.getMessage(), e);
    }
  }

  private boolean dependsOnTopic() {
    return indexName.contains("${");
  }

  void put(Collection<SinkRecord> records) {
    for (SinkRecord record : records) {
      PendingRecord pending = PendingRecord.of(record, refused.canReport());
      offsets.add(pending);
      waiting.add(new Waiting(record, pending));
    }
    refused.report();
    if (isPaused()) {
      return;
    }
    try {
      deliver();
      if (records.isEmpty()) {
        checkIdleWriters();
      }
    } catch (PinelinkException e) {
      startOver(e);
    }
    if (offsets.isSettled()) {
      outage.end();
    }
    int pending = offsets.size();
    counts.pending.set(pending);
    if (pending > 0) {
      // Outcomes are handled by the next call, which must not wait for more records.
      context.timeout(longestWait.toMillis());
    }
  }

  /** Finds the failure of a writer that gets no more records. */
  private void checkIdleWriters() {
    for (BulkWriter<PendingRecord> writer : writers.values()) {
      CompletableFuture<?> flush = flushes.computeIfAbsent(writer, Delivery::flush);
      if (flush.isDone()) {
        flushes.remove(writer);
        throwFailure(flush);
      }
    }
  }

  private static void throwFailure(CompletableFuture<?> done) {
    try {
      done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof PinelinkException failure ? failure : e;
    }
  }

  private void deliver() {
    while (!waiting.isEmpty()) {
      Waiting first = waiting.peek();
      Optional<BulkChange> change;
      String index;
      try {
        change = converter.change(first.record());
        index = converter.index(first.record());
      } catch (DataException e) {
        waiting.remove();
        refused.add(first.pending(), e);
        refused.report();
        continue;
      }
      if (change.isEmpty()) {
        first.pending().settle();
      } else if (!offer(writer(index), change.get(), first.pending())) {
        pausePartitions();
        return;
      }
      waiting.remove();
    }
    resumePartitions();
  }

  private boolean offer(
      BulkWriter<PendingRecord> writer, BulkChange change, PendingRecord pending) {
    try {
      while (!writer.offer(change, pending)) {
        if (!isDone(writer.whenWritable(), longestWait)) {
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      refused.add(pending, e);
      refused.report();
      return true;
    }
  }

  private BulkWriter<PendingRecord> writer(String index) {
    BulkWriter<PendingRecord> open = writers.get(index);
    if (open == null) {
      try {
        open = indexes.writer(index, refused.listener());
      } catch (IllegalArgumentException e) {
        throw new ConnectException("index '" + index + "' cannot be opened: " + e.getMessage(), e);
      }
      writers.put(index, open);
    }
    return open;
  }

  /** Returns whether a future completed within the time, in any way. */
  private static boolean isDone(CompletableFuture<?> future, Duration wait) {
    try {
      future.get(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | CancellationException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConnectException("interrupted", e);
    }
    return true;
  }

  private void pausePartitions() {
    // Partitions that were assigned meanwhile are not paused yet.
    context.pause(context.assignment().toArray(TopicPartition[]::new));
    paused = true;
    context.timeout(longestWait.toMillis());
  }

  private void resumePartitions() {
    if (paused) {
      context.resume(context.assignment().toArray(TopicPartition[]::new));
      paused = false;
    }
  }

  /**
   * Returns whether an outage, or calls of writers that were stopped, make the task wait, and
   * reports a new outage to the worker.
   */
  private boolean isPaused() {
    Duration left = outage.left();
    if (left.isZero() && stopping.isDone()) {
      return false;
    }
    pausePartitions();
    if (!left.isZero()) {
      context.timeout(Math.min(left.toMillis() + 1, longestWait.toMillis()));
    }
    outage.report(left);
    return true;
  }

  private void startOver(PinelinkException failure) {
    refused.report();
    if (!failure.isRetryable()) {
      throw new ConnectException("the index cannot be written: " + failure.getMessage(), failure);
    }
    outage.pause(failure, counts.settled.get());
    readAgain();
    pausePartitions();
  }

  /** Ends all writers, and makes the worker read again what is not settled. */
  private void readAgain() {
    stopping =
        CompletableFuture.allOf(
            Stream.concat(Stream.of(stopping), writers.values().stream().map(BulkWriter::stop))
                .toArray(CompletableFuture[]::new));
    writers.clear();
    flushes.clear();
    waiting.clear();
    refused.forget();
    counts.restarts.incrementAndGet();
    context.offset(offsets.restart());
  }

  /**
   * Returns the offsets that may be committed. Throws nothing: the worker would go on, and read
   * from the last committed offsets again.
   */
  Map<TopicPartition, OffsetAndMetadata> committable(Map<TopicPartition, OffsetAndMetadata> read) {
    return offsets.committable(read);
  }

  void close(Collection<TopicPartition> closed) {
    waiting.removeIf(record -> closed.contains(record.pending().partition()));
    boolean isSettled =
        isDone(
            CompletableFuture.allOf(
                Stream.concat(
                        Stream.of(stopping), writers.values().stream().map(Delivery::callsEnded))
                    .toArray(CompletableFuture[]::new)),
            closeTimeout);
    refused.report();
    offsets.remove(closed);
    if (!isSettled) {
      LOG.warn("Calls in flight did not end within {}; their records are read again", closeTimeout);
      readAgain();
    }
  }

  /** Completes when everything is settled, or when a writer that failed has no call in flight. */
  private static CompletableFuture<?> callsEnded(BulkWriter<PendingRecord> writer) {
    return flush(writer)
        .<@Nullable Void>thenApply(report -> null)
        .exceptionallyCompose(failure -> writer.stop());
  }

  private static CompletableFuture<?> flush(BulkWriter<PendingRecord> writer) {
    try {
      return writer.flush();
    } catch (PinelinkException e) {
      // The next record makes the task start over.
      return CompletableFuture.failedFuture(e);
    }
  }

  void stop() {
    writers.values().forEach(BulkWriter::cancel);
    indexes.close();
  }
}
