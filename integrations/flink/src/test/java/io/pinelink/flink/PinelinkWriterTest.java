package io.pinelink.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkChange.Kind;
import io.pinelink.model.Vector;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests of the writer. Elements are strings such as {@code en/cat}, the namespace and the id of an
 * upsert, or {@code en/-cat} for a delete.
 */
class PinelinkWriterTest {
  private static final List<RejectedChange> HANDLED = new ArrayList<>();

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

  private final Counters counters = new Counters();
  private @Nullable FakeWriter opened;
  private boolean clientIsClosed;

  private static BulkChange change(String text) {
    String id = text.substring(text.indexOf('/') + 1);
    return id.startsWith("-")
        ? BulkChange.delete(id.substring(1))
        : BulkChange.upsert(Vector.of(id, new float[] {1, 2}));
  }

  private static PinelinkSink.Builder<String> sink() {
    return PinelinkSink.builder(
            () -> {
              throw new AssertionError("no client is needed here");
            },
            PinelinkWriterTest::change)
        .index("docs")
        .namespaceOf(text -> text.substring(0, text.indexOf('/')));
  }

  private PinelinkWriter<String> writer(PinelinkSink<String> sink) {
    return new PinelinkWriter<>(
        sink,
        (options, listener) -> opened = new FakeWriter(options.build(), listener),
        () -> clientIsClosed = true,
        counters.group());
  }

  private FakeWriter fake() {
    return Objects.requireNonNull(opened);
  }

  private static void write(PinelinkWriter<String> writer, String... elements) throws Exception {
    for (String element : elements) {
      writer.write(element, CONTEXT);
    }
  }

  @Test
  void changesAreWrittenInOrderToTheirNamespaces() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a", "de/a", "en/-a");
    assertThat(fake().changes)
        .extracting(BulkChange::kind)
        .containsExactly(Kind.UPSERT_VECTOR, Kind.UPSERT_VECTOR, Kind.DELETE);
    assertThat(fake().changes)
        .extracting(change -> change.namespace().orElse("none"))
        .containsExactly("en", "de", "en");
  }

  @Test
  void withoutAFunctionTheNamespaceOfTheChangeApplies() {
    PinelinkSink<String> sink =
        PinelinkSink.builder(
                () -> {
                  throw new AssertionError("no client is needed here");
                },
                (String id) -> BulkChange.delete(id).in("fr"))
            .index("docs")
            .build();
    assertThat(sink.changeOf("a").namespace()).hasValue("fr");
  }

  @Test
  void flushReturnsOnlyWhenAllIsSettled() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    fake().flushesAtOnce = false;
    write(writer, "en/a");
    FutureTask<Boolean> flush = inBackground(() -> writer.flush(false));
    assertThat(flush).isNotDone();
    fake().completeFlush();
    assertThat(flush.get(10, TimeUnit.SECONDS)).isTrue();
    write(writer, "en/b");
    assertThat(fake().changes).hasSize(2);
  }

  @Test
  void anInterruptedWriteIsInterrupted() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    fake().room = new CountDownLatch(1);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> write(writer, "en/a")).isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void aFailedFlushFailsTheJobWithTheReason() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    fake().flushesAtOnce = false;
    write(writer, "en/a");
    FutureTask<Boolean> flush = inBackground(() -> writer.flush(false));
    fake().flushes.get(0).completeExceptionally(new IllegalStateException("nothing accepted"));
    assertThatThrownBy(() -> flush.get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(IOException.class)
        .hasMessage("writing to index docs failed: nothing accepted");
  }

  @Test
  void aRefusedChangeFailsTheNextWriteNamingIdAndReason() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    fake().refuse(fake().changes.get(0), "too long");
    assertThatThrownBy(() -> write(writer, "de/b"))
        .isInstanceOf(IOException.class)
        .hasMessage("rejected: UPSERT_VECTOR 'a' of namespace 'en' of index docs: too long");
  }

  @Test
  void aRefusedChangeFailsTheFlush() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a", "de/b");
    fake().refuse(fake().changes.get(1), "too long");
    assertThatThrownBy(() -> writer.flush(false))
        .hasMessageContaining("'b'")
        .hasMessageContaining("too long");
  }

  @Test
  void theHandlerReceivesRefusedChangesBeforeTheFlushReturns() throws Exception {
    HANDLED.clear();
    PinelinkWriter<String> writer =
        writer(sink().onRejected(rejected -> HANDLED.add(rejected)).build());
    write(writer, "en/a", "de/b");
    fake().refuse(fake().changes.get(1), "too long");
    writer.flush(false);
    assertThat(HANDLED)
        .singleElement()
        .hasToString("UPSERT_VECTOR 'b' of namespace 'de': too long");
    writer.flush(false);
    assertThat(HANDLED).hasSize(1);
  }

  @Test
  void aHandlerThatThrowsFailsTheJob() throws Exception {
    PinelinkWriter<String> writer =
        writer(
            sink()
                .onRejected(
                    rejected -> {
                      throw new Exception("the store is full");
                    })
                .build());
    write(writer, "en/a");
    fake().refuse(fake().changes.get(0), "too long");
    assertThatThrownBy(() -> writer.flush(false))
        .isInstanceOf(IOException.class)
        .hasRootCauseMessage("the store is full");
  }

  @Test
  void closingLetsTheCallsInFlightEndAndClosesTheClient() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    writer.close();
    assertThat(fake().stopped).isTrue();
    assertThat(fake().closed).isFalse();
    assertThat(clientIsClosed).isTrue();
  }

  @Test
  void aWriterThatIsFlushedEndsAsComplete() throws Exception {
    PinelinkWriter<String> writer = writer(sink().build());
    write(writer, "en/a");
    writer.flush(true);
    writer.close();
    assertThat(fake().closed).isTrue();
    assertThat(fake().stopped).isFalse();
    assertThat(clientIsClosed).isTrue();
  }

  @Test
  void metricsFollowTheProgressAndAreExactAtAFlush() throws Exception {
    PinelinkWriter<String> writer = writer(sink().onRejected(rejected -> {}).build());
    write(writer, "en/a", "en/b", "en/c");
    fake().refuse(fake().changes.get(0), "too long");
    fake().progress(1, 3);
    assertThat(counters.records.getCount()).isZero();
    write(writer, "en/d");
    assertThat(counters.records.getCount()).isEqualTo(2);
    assertThat(counters.errors.getCount()).isEqualTo(1);
    assertThat(counters.retries.getCount()).isEqualTo(3);
    assertThat(counters.gauge("bytesInFlight")).isEqualTo(77L);
    writer.flush(false);
    writer.flush(true);
    assertThat(counters.records.getCount()).isEqualTo(3);
    assertThat(counters.bytes.getCount()).isEqualTo(3L * FakeWriter.BYTES_EACH);
    assertThat(counters.errors.getCount()).isEqualTo(1);
    assertThat((Long) counters.gauge("currentSendTime")).isNotNegative();
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
