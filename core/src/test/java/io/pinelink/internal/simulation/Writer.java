package io.pinelink.internal.simulation;

import io.pinelink.bulk.BulkChange;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkWriter;
import io.pinelink.internal.bulk.ConcurrencyLimiters;
import io.pinelink.internal.bulk.OrderedWriter;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** A client that upserts single vectors through a bulk writer, at random times. */
final class Writer implements Runnable {
  static final UpsertRequest BATCH = UpsertRequest.of(Vector.of("a", new float[] {1}));
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The writer outlasts each trouble. */
  private static final BulkOptions OPTIONS =
      BulkOptions.builder().maxBatchItems(100).concurrency(4, 32).maxAttempts(1_000).build();

  private final VirtualTime time;
  private final BulkWriter<Void> writer;
  private final Measures.Client measured;
  private final double perSecond;
  private final SplittableRandom random;
  private int sent;

  Writer(
      VirtualTime time,
      Caller caller,
      Measures.Client measured,
      double perSecond,
      SplittableRandom random) {
    this.time = time;
    this.writer =
        new OrderedWriter<>(
            "",
            (kind, namespace) ->
                new SimulatedTarget<>(
                    OPTIONS.maxBatchItems(),
                    1_000,
                    () -> caller.call(DataOperations.UPSERT, BATCH, TIMEOUT, true)),
            new FailedCall("bulkWriter", SimulatedService.ROUTE, 1),
            OPTIONS,
            (nothing, failure) -> {},
            new ConcurrencyLimiters(time, time::now, random::nextDouble),
            Runnable::run,
            Runnable::run,
            List.of());
    this.measured = measured;
    this.perSecond = perSecond;
    this.random = random;
  }

  void start() {
    time.at(time.now() + Reader.untilNext(perSecond, random), this);
  }

  @Override
  public void run() {
    start();
    long startedAt = time.now();
    measured.called(startedAt);
    var unused =
        writer
            .send(BulkChange.upsert(Vector.of("v" + sent++, new float[] {1})))
            .whenComplete(
                (written, failure) -> {
                  if (failure == null) {
                    measured.served(startedAt, time.now());
                  }
                });
  }
}
