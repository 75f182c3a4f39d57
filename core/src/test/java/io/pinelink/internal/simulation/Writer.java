package io.pinelink.internal.simulation;

import io.pinelink.internal.coalesce.Coalescer;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.UpsertResponse;
import io.pinelink.model.Vector;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.SplittableRandom;

/** A client that upserts single vectors through a coalescer, at random times. */
final class Writer implements Runnable {
  static final UpsertRequest BATCH = UpsertRequest.of(Vector.of("a", new float[] {1}));
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Coalescer.Limits LIMITS =
      new Coalescer.Limits(100, 2_000_000, Duration.ofMillis(10));

  private final VirtualTime time;
  private final Coalescer<Integer, UpsertResponse> coalescer;
  private final Measures.Client measured;
  private final double perSecond;
  private final SplittableRandom random;

  Writer(
      VirtualTime time,
      Caller caller,
      Measures.Client measured,
      double perSecond,
      SplittableRandom random) {
    this.time = time;
    this.coalescer =
        new Coalescer<>(
            vectors -> caller.call(DataOperations.UPSERT, BATCH, TIMEOUT, false),
            vector -> 1_000,
            LIMITS,
            time,
            Runnable::run);
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
        coalescer
            .send(1)
            .whenComplete(
                (written, failure) -> {
                  if (failure == null) {
                    measured.served(startedAt, time.now());
                  }
                });
  }
}
