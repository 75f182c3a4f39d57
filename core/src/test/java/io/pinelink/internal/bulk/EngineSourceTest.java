package io.pinelink.internal.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sources that fail, are slow, or push. */
class EngineSourceTest extends EngineScene {
  @Test
  void itemsReadBeforeTheSourceFailedAreWritten() {
    Iterator<String> broken =
        Stream.concat(
                words(5).stream(),
                Stream.<String>generate(
                    () -> {
                      throw new IllegalStateException("the file ends");
                    }))
            .iterator();
    CompletableFuture<BulkReport> result = load(options().build(), broken);
    target.answerAll();
    BulkReport report = result.join();
    assertThat(report.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(report.cause().orElseThrow()).hasMessage("the file ends");
    assertThat(report.accepted()).isEqualTo(5);
    assertAccounted(report);
  }

  @Test
  void aFailureToStartTheSourceThreadIsReported() {
    CompletableFuture<BulkReport> result =
        new Engine<>(
                target,
                source(words(3).iterator()),
                options().build(),
                limiters,
                Runnable::run,
                List.of())
            .start(
                task -> {
                  throw new OutOfMemoryError("unable to create native thread");
                });
    assertThat(result.join().ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(time.pending()).isZero();
  }

  @Test
  void aSourceThatThrowsACancellationHasFailed() {
    Iterator<String> cancelled =
        Stream.concat(
                words(5).stream(),
                Stream.<String>generate(
                    () -> {
                      throw new CancellationException("the file was closed");
                    }))
            .iterator();
    CompletableFuture<BulkReport> result = load(options().build(), cancelled);
    target.answerAll();
    assertThat(result.join().ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(result.join().accepted()).isEqualTo(5);
  }

  @Test
  void aSlowSourceDoesNotDelayABatch() {
    SubmissionPublisher<String> publisher = new SubmissionPublisher<>(Runnable::run, 16);
    CompletableFuture<BulkReport> result = load(options().build(), BulkSource.of(publisher));
    publisher.submit("a");
    assertThat(target.calls).isEmpty();
    time.pass(Duration.ofSeconds(1));
    assertThat(target.batches).containsExactly(List.of("a"));
    publisher.close();
    target.answerAll();
    assertThat(result.join().isClean()).isTrue();
  }

  @Test
  void demandOfAPublisherIsLimitedByTheBytesHeld() {
    CountingPublisher publisher = new CountingPublisher(1_000, "x".repeat(1_000_000));
    CompletableFuture<BulkReport> result =
        load(options().maxBytesHeld(4_000_000).build(), BulkSource.of(publisher));
    assertThat(publisher.given()).isBetween(4, 5);
    target.answerNext(null);
    assertThat(publisher.given()).isBetween(5, 6);
    target.answerAll();
    assertThat(result.join().accepted()).isEqualTo(1_000);
  }

  @Test
  void refusedItemsAreHeldUntilTheListenerHasBeenCalled() {
    List<Runnable> tasks = new ArrayList<>();
    CountingPublisher publisher = new CountingPublisher(100, "illegal" + "x".repeat(1_000_000));
    CompletableFuture<BulkReport> result =
        new Engine<>(
                target,
                BulkSource.of(publisher),
                options().maxBytesHeld(4_000_000).build(),
                limiters,
                tasks::add,
                List.of())
            .start(Runnable::run);
    assertThat(publisher.given()).isBetween(4, 5);

    while (!tasks.isEmpty()) {
      tasks.remove(0).run();
    }
    assertThat(result.join().rejected()).isEqualTo(100);
    assertThat(failures).hasSize(100);
  }

  @Test
  void aPublisherIsCancelledWhenTheBulkOperationEnds() {
    CountingPublisher publisher = new CountingPublisher(1_000, "x".repeat(1_000_000));
    CompletableFuture<BulkReport> result =
        load(
            options().maxBytesHeld(4_000_000).timeout(Duration.ofSeconds(1)).build(),
            BulkSource.of(publisher));
    long given = publisher.given();
    time.pass(Duration.ofSeconds(1));
    assertThat(publisher.isCancelled()).isTrue();
    assertThat(publisher.given()).isEqualTo(given);
    assertThat(result.join().ending()).isEqualTo(BulkOutcome.DEADLINE);
    assertAccounted(result.join());
  }

  @Test
  void aPublisherThatEmitsNullIsCancelledAndReceivesTheFailure() {
    AtomicBoolean cancelled = new AtomicBoolean();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Flow.Publisher<String> publisher =
        subscriber -> {
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long count) {}

                @Override
                public void cancel() {
                  cancelled.set(true);
                }
              });
          try {
            subscriber.onNext(nothing());
          } catch (NullPointerException e) {
            thrown.set(e);
          }
        };

    BulkReport report = load(options().build(), BulkSource.of(publisher)).join();

    assertThat(thrown.get()).hasMessage("the source returned null");
    assertThat(cancelled).isTrue();
    assertThat(report.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(report.cause()).containsSame(thrown.get());
  }

  @SuppressWarnings("NullAway") // what the publisher must not emit
  private static String nothing() {
    return null;
  }

  @Test
  void aFaultySubscriptionDoesNotBlockTheOperation() {
    IllegalStateException broken = new IllegalStateException("broken");
    Flow.Publisher<String> publisher =
        subscriber ->
            subscriber.onSubscribe(
                new Flow.Subscription() {
                  @Override
                  public void request(long count) {
                    throw broken;
                  }

                  @Override
                  public void cancel() {
                    throw new IllegalStateException("cancel");
                  }
                });

    BulkReport report = load(options().build(), BulkSource.of(publisher)).join();

    assertThat(report.ending()).isEqualTo(BulkOutcome.SOURCE_FAILED);
    assertThat(report.cause()).containsSame(broken);
  }
}
