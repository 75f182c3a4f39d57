package io.pinelink.conformance;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The pauses of a run: between two requests, between two looks at something that takes a while, and
 * after the service has throttled. A run that is stopped ends at its next pause.
 *
 * <p>Thread-safe.
 */
final class RunPace {
  /** The time that a run waits for a service that throttles before it gives up. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** The number of times that a run waits, however short each wait is. */
  private static final int MAX_THROTTLES = 10;

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Duration between;
  private final Duration poll;
  private Duration throttled = Duration.ZERO;
  private int throttles;

  /** The end of a run that was asked to stop, or that the service throttled for too long. */
  static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean byThrottling;

    Ended(boolean byThrottling, String reason) {
      super(reason, null, false, false);
      this.byThrottling = byThrottling;
    }

    boolean isByThrottling() {
      return byThrottling;
    }
  }

  /**
   * Creates a pace.
   *
   * @param between the time between two requests
   * @param poll the time between two looks at something that takes a while
   */
  RunPace(Duration between, Duration poll) {
    this.between = between;
    this.poll = poll;
  }

  /** Returns a pace with the same pauses, which a stop of this one does not end. */
  RunPace forCleanUp() {
    return new RunPace(between, poll);
  }

  /** Makes the run end at its next pause. */
  void stop() {
    stopped.countDown();
  }

  boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Waits before a request. */
  void beforeRequest() {
    sleep(between);
  }

  /** Waits before another look. */
  void beforePoll() {
    sleep(poll);
  }

  /**
   * Waits because the service throttles.
   *
   * @throws Ended if it has throttled for too long
   */
  void throttled(Duration wait) {
    throttles++;
    throttled = throttled.plus(wait);
    if (throttles > MAX_THROTTLES || throttled.compareTo(PATIENCE) > 0) {
      throw new Ended(true, "the service throttled " + throttles + " times in a row");
    }
    sleep(wait);
  }

  /** Forgets the throttling, after a request that was not throttled. */
  void answered() {
    throttled = Duration.ZERO;
    throttles = 0;
  }

  private void sleep(Duration time) {
    try {
      if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new Ended(false, "the run was stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Ended(false, "the run was interrupted");
    }
  }
}
