package io.pinelink.internal.simulation;

import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkReport;
import io.pinelink.bulk.BulkSource;
import io.pinelink.internal.bulk.ConcurrencyLimiters;
import io.pinelink.internal.bulk.Engine;
import io.pinelink.internal.concurrent.Futures;
import io.pinelink.model.UpsertResponse;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.random.RandomGenerator;

/**
 * A program that loads an endless source. If the load fails, the program starts another one ten
 * seconds later.
 */
final class Loader {
  private static final int ITEMS_OF_A_BATCH = 10;
  private static final int BYTES_OF_AN_ITEM = 20_000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long RESTART_NANOS = 10 * VirtualTime.SECOND;
  private static final BulkOptions OPTIONS =
      BulkOptions.builder()
          .maxBatchItems(ITEMS_OF_A_BATCH)
          .concurrency(1, 8)
          .maxBytesHeld(4_000_000)
          .collectFailures()
          .maxFailuresKept(0)
          .build();

  private final VirtualTime time;
  private final Caller caller;
  private final Measures.Client measured;
  private final ConcurrencyLimiters limiters;

  Loader(VirtualTime time, Caller caller, Measures.Client measured, RandomGenerator random) {
    this.time = time;
    this.caller = caller;
    this.measured = measured;
    this.limiters = new ConcurrencyLimiters(time, time::now, random::nextDouble);
  }

  void start() {
    CompletableFuture<BulkReport> load =
        new Engine<>(
                new SimulatedTarget<>(ITEMS_OF_A_BATCH, BYTES_OF_AN_ITEM, this::upsert),
                BulkSource.of(reader -> reader.onSubscribe(new Endless(reader))),
                OPTIONS,
                limiters,
                Runnable::run,
                List.of())
            .start(Runnable::run);
    var unused =
        load.whenComplete((report, failure) -> time.at(time.now() + RESTART_NANOS, this::start));
  }

  /** A source that always has more. */
  private static final class Endless implements Flow.Subscription {
    private final Flow.Subscriber<? super String> subscriber;

    Endless(Flow.Subscriber<? super String> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long count) {
      for (long i = 0; i < count; i++) {
        subscriber.onNext("id");
      }
    }

    @Override
    public void cancel() {}
  }

  private CompletableFuture<UpsertResponse> upsert() {
    long startedAt = time.now();
    measured.called(startedAt);
    return Futures.map(
        caller.call(DataOperations.UPSERT, Writer.BATCH, TIMEOUT, true),
        written -> {
          measured.served(startedAt, time.now());
          return written;
        });
  }
}
