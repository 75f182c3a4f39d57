package io.pinelink.networktests;

import io.pinelink.model.Protocol;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A fault from its beginning until the next one begins. Thread-safe. */
final class FaultEpisode {
  private final @Nullable NetworkFault fault;
  private final Duration bound;
  private final Map<Protocol, Long> recovered = new ConcurrentHashMap<>();
  private final AtomicLong lastFailure = new AtomicLong();
  private volatile boolean over;
  private volatile long end;

  private FaultEpisode(@Nullable NetworkFault fault, Duration bound) {
    this.fault = fault;
    this.bound = bound;
  }

  /** The time before the first fault. */
  static FaultEpisode none() {
    return new FaultEpisode(null, Duration.ZERO);
  }

  /**
   * Begins an episode.
   *
   * @param bound how long after the end of the fault calls may still fail
   */
  static FaultEpisode of(NetworkFault fault, Duration bound) {
    return new FaultEpisode(fault, bound);
  }

  /** Marks the end of the fault: the network works again. */
  void end() {
    end = System.nanoTime();
    over = true;
  }

  boolean is(NetworkFault other) {
    return fault == other;
  }

  /** Returns whether a call that began at this time may fail. */
  boolean mayFail(long began) {
    return fault != null && (!over || began - end <= bound.toNanos());
  }

  /** Records a success of a call that began at this time. */
  void succeeded(Protocol protocol, long began) {
    if (over && began - end >= 0) {
      recovered.computeIfAbsent(protocol, first -> System.nanoTime());
    }
  }

  /** Records a failure of a call that began at this time. */
  void failed(long began) {
    if (over) {
      lastFailure.accumulateAndGet(began - end, Math::max);
    }
  }

  /** Returns how long after the end of the fault the last call began that failed; zero if none. */
  Duration lastFailure() {
    return Duration.ofNanos(lastFailure.get());
  }

  /** Returns the time from the end of the fault to the end of the first call that succeeded. */
  Optional<Duration> recovery(Protocol protocol) {
    return Optional.ofNullable(recovered.get(protocol)).map(first -> Duration.ofNanos(first - end));
  }

  Duration bound() {
    return bound;
  }

  @Override
  public String toString() {
    return fault == null ? "no fault yet" : fault + (over ? ", which is over" : "");
  }

  /** Returns the fault, as the report names it. */
  String name() {
    return fault == null ? "none" : fault.toString();
  }
}
