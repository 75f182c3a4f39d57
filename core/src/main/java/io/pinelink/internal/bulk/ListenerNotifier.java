package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Notifies the listeners. Exceptions of a listener are logged and do not affect the bulk operation.
 */
final class ListenerNotifier {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final List<BulkListener> listeners;
  private Duration measuredAt = Duration.ZERO;
  private long acceptedThen;
  private long bytesThen;

  /**
   * @param listener the listener of the options
   * @param others the listeners of telemetry
   */
  ListenerNotifier(BulkListener listener, List<BulkListener> others) {
    this.listeners = Stream.concat(Stream.of(listener), others.stream()).toList();
  }

  void progress(BulkProgress progress) {
    each(listener -> listener.progress(progress));
  }

  void accepted(String id) {
    each(listener -> listener.accepted(id));
  }

  void failed(BulkFailure failure) {
    each(listener -> listener.failed(failure));
  }

  void ended(BulkReport report) {
    each(listener -> listener.ended(report));
  }

  private void each(Consumer<BulkListener> event) {
    for (BulkListener listener : listeners) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.log(System.Logger.Level.WARNING, "the listener of a bulk operation failed", e);
      }
    }
  }

  /** Measures the progress. The rates are those since the previous measurement. */
  BulkProgress measure(
      long skipped,
      long read,
      OutcomeTotals counts,
      CallCounts calls,
      long bytesHeld,
      int limit,
      Duration elapsed,
      OptionalLong expected) {
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
        calls.inFlight,
        calls.retries,
        bytesHeld,
        limit,
        elapsed,
        acceptedPerSecond,
        bytesPerSecond,
        expected);
  }
}
