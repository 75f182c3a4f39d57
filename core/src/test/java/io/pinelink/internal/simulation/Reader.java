package io.pinelink.internal.simulation;

import io.pinelink.model.QueryRequest;
import io.pinelink.spi.DataOperations;
import java.time.Duration;
import java.util.SplittableRandom;

/** A client that queries at random times, regardless of what becomes of its earlier queries. */
final class Reader implements Runnable {
  private static final QueryRequest QUERY = QueryRequest.nearest(1);

  private final VirtualTime time;
  private final Caller caller;
  private final Measures.Client measured;
  private final double perSecond;
  private final Duration timeout;
  private final SplittableRandom random;

  Reader(
      VirtualTime time,
      Caller caller,
      Measures.Client measured,
      double perSecond,
      Duration timeout,
      SplittableRandom random) {
    this.time = time;
    this.caller = caller;
    this.measured = measured;
    this.perSecond = perSecond;
    this.timeout = timeout;
    this.random = random;
  }

  void start() {
    time.at(time.now() + untilNext(perSecond, random), this);
  }

  /** Returns the time between two independent events. */
  static long untilNext(double perSecond, SplittableRandom random) {
    double seconds = -StrictMath.log(1 - random.nextDouble()) / perSecond;
    return (long) (seconds * VirtualTime.SECOND);
  }

  @Override
  public void run() {
    start();
    long startedAt = time.now();
    measured.called(startedAt);
    var unused =
        caller
            .call(DataOperations.QUERY, QUERY, timeout, false)
            .whenComplete(
                (found, failure) -> {
                  if (failure == null) {
                    measured.served(startedAt, time.now());
                  }
                });
  }
}
