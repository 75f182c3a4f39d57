package io.pinelink.networktests;

import io.pinelink.model.Protocol;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A fault from its beginning until the next one begins. Thread-safe. */
final class FaultEpisode {
  private final @Nullable NetworkFault fault;
  private final Duration bound;
  private final LongFunction<Duration> pauseSince;
  private final Map<Path, Long> recovered = new ConcurrentHashMap<>();
  private final Set<String> causes = ConcurrentHashMap.newKeySet();
  private final AtomicLong lastFailure = new AtomicLong();
  private volatile boolean over;
  private volatile long end;

  /** A client and one of the protocols that it uses. */
  record Path(String client, Protocol protocol) {
    @Override
    public String toString() {
      return client + " client over " + protocol;
    }
  }

  private FaultEpisode(
      @Nullable NetworkFault fault, Duration bound, LongFunction<Duration> pauseSince) {
    this.fault = fault;
    this.bound = bound;
    this.pauseSince = pauseSince;
  }

  /** The time before the first fault. */
  static FaultEpisode none() {
    return new FaultEpisode(null, Duration.ZERO, nanoTime -> Duration.ZERO);
  }

  /**
   * Begins an episode.
   *
   * @param bound how long after the end of the fault calls may still fail, beside pauses
   * @param pauseSince the longest pause of the machine since a time
   */
  static FaultEpisode of(NetworkFault fault, Duration bound, LongFunction<Duration> pauseSince) {
    return new FaultEpisode(fault, bound, pauseSince);
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
    return fault != null && (!over || began - end <= allowed().toNanos());
  }

  private Duration allowed() {
    return bound.plus(pauseSince.apply(end));
  }

  /** Returns how long calls may still fail now that the fault is over; negative if they may not. */
  Duration remaining() {
    return allowed().minusNanos(System.nanoTime() - end);
  }

  /** Records a success of a call that began at this time. */
  void succeeded(Path path, long began) {
    if (over && began - end >= 0) {
      recovered.computeIfAbsent(path, first -> System.nanoTime());
    }
  }

  /** Records why an attempt failed, whose call began in this episode. */
  void attemptFailed(String cause) {
    causes.add(cause);
  }

  /** Returns the causes of all attempts that failed. */
  Set<String> causes() {
    return causes;
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

  /** Returns those over which no call has succeeded since the end of the fault. */
  List<Path> notRecovered(Collection<Path> paths) {
    return paths.stream().filter(path -> !recovered.containsKey(path)).toList();
  }

  /**
   * Returns the time from the end of the fault until a client has succeeded over each protocol that
   * it uses; empty if it has over none.
   */
  Optional<Duration> recovery(String client) {
    return recovered.entrySet().stream()
        .filter(entry -> entry.getKey().client().equals(client))
        .map(entry -> Duration.ofNanos(entry.getValue() - end))
        .max(Duration::compareTo);
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
