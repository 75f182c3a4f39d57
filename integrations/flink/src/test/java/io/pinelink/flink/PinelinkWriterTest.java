package io.pinelink.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.bulk.BulkFailure.Outcome;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests of the writer. Elements are strings such as {@code en/cat}: the namespace and the id. */
class PinelinkWriterTest {
  private static final List<String> HANDLED = new ArrayList<>();

  private static final SinkWriter.Context CONTEXT =
      new SinkWriter.Context() {
        @Override
        public long currentWatermark() {
          return 0;
        }

        @Override
        public @Nullable Long timestamp() {
          return null;
        }
      };

  private final FakeIndex index = new FakeIndex();
  private final Counters counters = new Counters();

  private static PinelinkSink.Builder<String> sink() {
    return PinelinkSink.builder(
            () -> {
              throw new AssertionError("no client is needed here");
            },
            (String text) -> Vector.of(text.substring(text.indexOf('/') + 1), new float[] {1, 2}))
        .index("docs")
        .namespaceOf(text -> text.substring(0, text.indexOf('/')), 2);
  }

  private PinelinkWriter<String> writer(PinelinkSink<String> sink) {
    return new PinelinkWriter<>(sink, index, counters.group());
  }

  private static void write(PinelinkWriter<String> writer, String... elements) throws Exception {
    for (String element : elements) {
      writer.write(element, CONTEXT);
    }
  }

  @Test
  void flushEndsTheBulkOperationAndTheNextVectorBeginsAnother() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a", "en/b");
    writer.flush(false);
    write(writer, "en/c");
    writer.flush(true);
    assertThat(index.events).containsExactly("a", "b", "end of en", "c", "end of en");
  }

  @Test
  void anEmptyFlushMakesNoCalls() throws Exception {
    writer(sink().build()).flush(true);
    assertThat(index.writers).isEmpty();
  }

  @Test
  void flushReturnsOnlyWhenAllIsSettled() throws Exception {
    index.settlesAtOnce = false;
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    FutureTask<Boolean> flush = inBackground(() -> writer.flush(false));
    assertThat(index.events).contains("end of en");
    assertThat(flush).isNotDone();
    index.last().end(BulkOutcome.COMPLETE, null);
    assertThat(flush.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void namespacesHaveBulkOperationsOfTheirOwn() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a", "de/a", "en/b");
    assertThat(index.writers).extracting(fake -> fake.namespace).containsExactly("en", "de");
    assertThat(index.writers.get(0).ids).containsExactly("a", "b");
  }

  @Test
  void oneNamespaceTooManySettlesTheOthersFirst() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a", "de/a", "fr/a");
    assertThat(index.events).containsExactly("a", "a", "end of en", "end of de", "a");
    assertThat(index.writers).hasSize(3);
  }

  @Test
  void namespacesShareTheBytesHeld() throws Exception {
    PinelinkSink<String> large = sink().bulkOptions(o -> o.maxBytesHeld(100_000_000)).build();
    write(writer(large), "en/a");
    assertThat(index.last().options.maxBytesHeld()).isEqualTo(50_000_000);
    PinelinkSink<String> small = sink().bulkOptions(o -> o.maxBytesHeld(5_000_000)).build();
    write(writer(small), "en/a");
    assertThat(index.last().options.maxBytesHeld()).isEqualTo(4_000_000);
  }

  @Test
  void aRepeatedIdWaitsForTheEarlierOne() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a", "en/b", "de/a", "en/a", "en/b");
    assertThat(index.events).containsExactly("a", "b", "a", "end of en", "a", "b");
  }

  @Test
  void rememberedIdsAreBounded() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    for (int i = 0; i <= PinelinkWriter.MAX_IN_FLIGHT; i++) {
      writer.write("en/" + i, CONTEXT);
    }
    assertThat(index.writers).hasSize(2);
    assertThat(index.last().ids).hasSize(1);
  }

  @Test
  void writingBlocksAtTheLimit() throws Exception {
    index.room = 1;
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    FutureTask<Boolean> second = inBackground(() -> write(writer, "en/b"));
    assertThat(index.last().ids).containsExactly("a");
    index.last().end(BulkOutcome.STALLED, new TimeoutException("nothing taken"));
    assertThatThrownBy(() -> second.get(10, TimeUnit.SECONDS))
        .rootCause()
        .hasMessage("nothing taken");
  }

  @Test
  void aRefusedVectorFailsTheNextWriteNamingIdAndReason() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    index.last().fail("a", Outcome.REJECTED, new IllegalArgumentException("too long"));
    assertThatThrownBy(() -> write(writer, "de/b"))
        .isInstanceOf(IOException.class)
        .hasMessage("REJECTED vector 'a' of namespace 'en' of index docs: too long");
  }

  @Test
  void aRefusedVectorFailsTheFlush() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a", "de/b");
    index.last().fail("b", Outcome.REJECTED, new IllegalArgumentException("too long"));
    assertThatThrownBy(() -> writer.flush(false))
        .hasMessageContaining("'b'")
        .hasMessageContaining("too long");
  }

  @Test
  void theHandlerReceivesRefusedVectorsBeforeTheFlushReturns() throws Exception {
    HANDLED.clear();
    PinelinkWriter<String> writer =
        writer(sink().onRejected(rejected -> HANDLED.add(rejected.toString())).build());
    write(writer, "en/a", "en/b");
    index.last().fail("a", Outcome.REJECTED, new IllegalArgumentException("too long"));
    write(writer, "en/c");
    writer.flush(false);
    assertThat(HANDLED).containsExactly("'a' of namespace 'en': too long");
  }

  @Test
  void aHandlerCanFailTheJob() throws Exception {
    PinelinkWriter<String> writer =
        writer(
            sink()
                .onRejected(
                    rejected -> {
                      throw new TimeoutException("no room for dead letters");
                    })
                .build());
    write(writer, "en/a");
    index.last().fail("a", Outcome.REJECTED, new IllegalArgumentException("too long"));
    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(IOException.class)
        .rootCause()
        .hasMessage("no room for dead letters");
  }

  @Test
  void anUnknownResultFailsTheFlushDespiteAHandler() throws Exception {
    HANDLED.clear();
    PinelinkWriter<String> writer =
        writer(sink().onRejected(rejected -> HANDLED.add(rejected.id())).build());
    write(writer, "en/a", "en/b");
    index.last().fail("a", Outcome.REJECTED, new IllegalArgumentException("too long"));
    index.last().fail("b", Outcome.UNKNOWN, new TimeoutException("no answer"));
    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("unknown 1")
        .hasMessageContaining("no answer");
    assertThat(HANDLED).isEmpty();
  }

  @Test
  void aBulkOperationThatEndedEarlyFailsTheNextWrite() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    index.last().end(BulkOutcome.REFUSED, new IllegalStateException("wrong key"));
    assertThatThrownBy(() -> write(writer, "en/b"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("namespace 'en' of index docs")
        .hasMessageContaining("wrong key");
  }

  @Test
  void closingCancelsWritesInFlightBeforeTheClientIsClosed() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    CompletableFuture<?> report = index.last().report;
    writer.close();
    assertThat(report).isCancelled();
    assertThat(index.events).containsExactly("a", "closed");
  }

  @Test
  void metricsCountAcceptedAndFailedVectors() throws Exception {
    PinelinkWriter<String> writer = writer(sink().onRejected(rejected -> {}).build());
    write(writer, "en/a", "en/b", "en/c");
    index.last().progress();
    write(writer, "de/d");
    assertThat(counters.records.getCount()).isEqualTo(3);
    index.writers.get(0).fail("a", Outcome.REJECTED, new IllegalArgumentException("too long"));
    write(writer, "en/e", "en/f");
    writer.flush(true);
    assertThat(counters.records.getCount()).isEqualTo(5);
    assertThat(counters.bytes.getCount()).isEqualTo(50);
    assertThat(counters.errors.getCount()).isEqualTo(1);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /** Runs an action on another thread until it ends or blocks. */
  private static FutureTask<Boolean> inBackground(Step step) {
    FutureTask<Boolean> task =
        new FutureTask<>(
            () -> {
              step.run();
              return true;
            });
    Thread thread = new Thread(task);
    thread.start();
    await()
        .pollInterval(Duration.ofMillis(1))
        .until(() -> thread.getState() == Thread.State.WAITING || task.isDone());
    return task;
  }
}
