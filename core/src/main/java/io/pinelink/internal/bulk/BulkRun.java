package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkOptions;
import io.pinelink.bulk.BulkOutcome;
import io.pinelink.bulk.BulkProgress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The common part of an {@link Engine} and an {@link OrderedWriter}: options, clock, timers, the
 * memory budget and the progress. Events run in the {@link SerialExecutor}, one after another, so
 * that their state needs no locks.
 */
abstract class BulkRun {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  /** How long to wait for the responses to calls in flight after the service refused one. */
  static final Duration DRAIN_WAIT = Duration.ofSeconds(10);

  final BulkOptions options;
  final ConcurrencyLimiters limiters;
  final SerialExecutor events;
  final MemoryBudget memory;
  private final List<BulkListener> listeners;
  final StallDetector stallDetector = new StallDetector(this);

  /** The timers, which {@link #stopTimers} cancels. */
  private final Map<Object, CompletableFuture<Void>> timers = new ConcurrentHashMap<>();

  private final long startedAt;

  /** The number of calls in flight of all senders. */
  int inFlight;

  /** The number of calls with items of an earlier call that failed. */
  long retries;

  // The last measurement of the progress.
  private Duration measuredAt = Duration.ZERO;
  private long acceptedThen;
  private long bytesThen;

  /**
   * @param executor runs the events, and the listeners
   * @param others the listeners of telemetry, beside the listener of the options
   */
  BulkRun(
      BulkOptions options,
      ConcurrencyLimiters limiters,
      Executor executor,
      List<BulkListener> others) {
    this.options = options;
    this.limiters = limiters;
    this.events = new SerialExecutor(executor, this::onBug);
    this.memory = new MemoryBudget(options.maxBytesHeld());
    this.listeners = Stream.concat(Stream.of(options.listener()), others.stream()).toList();
    this.startedAt = now();
  }

  /** Called for an exception of an event, which is a bug. */
  abstract void onBug(Throwable bug);

  /** Called after the result of a call was processed. */
  abstract void answered();

  /** Ends the run early, for a failure that later batches would have too. */
  abstract void end(BulkOutcome how, Throwable why);

  /** Returns whether items wait for the service. */
  abstract boolean awaitsService();

  /** Returns the last failure of a call, which may be why the service accepts nothing. */
  abstract @Nullable Throwable lastFailure();

  abstract boolean isOver();

  abstract BulkProgress progress();

  final long now() {
    return limiters.nanoTime().getAsLong();
  }

  final Duration since(long then) {
    return Duration.ofNanos(now() - then);
  }

  final Duration elapsed() {
    return since(startedAt);
  }

  /** Runs an event after a delay, unless the run has ended by then. */
  final void after(Duration delay, Runnable event) {
    CompletableFuture<Void> timer = limiters.scheduler().after(delay);
    Object key = new Object();
    timers.put(key, timer);
    var unused =
        timer.whenComplete(
            (over, cancelled) -> {
              timers.remove(key);
              if (cancelled == null) {
                events.post(event);
              }
            });
  }

  final void stopTimers() {
    timers.values().forEach(timer -> timer.cancel(false));
  }

  /** Reports the progress at intervals. */
  final void reportProgress() {
    after(
        options.progressInterval(),
        () -> {
          if (!isOver()) {
            notifyProgress();
            reportProgress();
          }
        });
  }

  final void notifyProgress() {
    BulkProgress progress = progress();
    notifyListeners(listener -> listener.progress(progress));
  }

  /** Notifies the listeners. Their exceptions are logged and do not affect the run. */
  final void notifyListeners(Consumer<BulkListener> event) {
    for (BulkListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "the listener of a bulk operation failed", e);
      }
    }
  }

  /** Measures the progress. The rates are those since the previous measurement. */
  final BulkProgress measure(
      long skipped, long read, OutcomeTotals counts, int limit, OptionalLong expected) {
    Duration elapsed = elapsed();
    double seconds = Math.max(1, elapsed.minus(measuredAt).toNanos()) / 1e9;
    double acceptedPerSecond = (counts.accepted - acceptedThen) / seconds;
    double bytesPerSecond = (counts.acceptedBytes - bytesThen) / seconds;
    measuredAt = elapsed;
    acceptedThen = counts.accepted;
    bytesThen = counts.acceptedBytes;
    return new BulkProgress(
        skipped,
        read,
        counts.accepted,
        counts.rejected,
        counts.unknown,
        counts.unsent,
        counts.acceptedBytes,
        inFlight,
        retries,
        memory.held(),
        limit,
        elapsed,
        acceptedPerSecond,
        bytesPerSecond,
        expected);
  }
}
