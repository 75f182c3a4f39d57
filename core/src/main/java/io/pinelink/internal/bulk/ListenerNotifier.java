package io.pinelink.internal.bulk;

import io.pinelink.bulk.BulkFailure;
import io.pinelink.bulk.BulkListener;
import io.pinelink.bulk.BulkProgress;
import io.pinelink.bulk.BulkReport;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * Notifies the listener. Exceptions of the listener are logged and do not affect the bulk
 * operation.
 */
final class ListenerNotifier {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final BulkListener listener;
  private Duration measuredAt = Duration.ZERO;
  private long acceptedThen;
  private long bytesThen;

  ListenerNotifier(BulkListener listener) {
    this.listener = listener;
  }

  void progress(BulkProgress progress) {
    guarded(() -> listener.progress(progress));
  }

  void failed(BulkFailure failure) {
    guarded(() -> listener.failed(failure));
  }

  void ended(BulkReport report) {
    guarded(() -> listener.ended(report));
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "the listener of a bulk operation failed", e);
    }
  }

  /** Measures the progress. The rates are those since the previous measurement. */
  BulkProgress measure(
      BatchAccumulator<?> accumulator,
      OutcomeCounts counts,
      int callsInFlight,
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
        accumulator.skipped(),
        accumulator.read(),
        counts.accepted,
        counts.rejected,
        counts.unknown,
        counts.unsent,
        counts.acceptedBytes,
        callsInFlight,
        bytesHeld,
        limit,
        elapsed,
        acceptedPerSecond,
        bytesPerSecond,
        expected);
  }
}
