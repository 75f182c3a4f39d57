package io.pinelink.internal.bulk;

import io.pinelink.ingest.IngestFailure;
import io.pinelink.ingest.IngestListener;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import java.time.Duration;
import java.util.OptionalLong;

/** Tells the listener, whose failures are its own. */
final class ListenerNotifier {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final IngestListener listener;
  private Duration measuredAt = Duration.ZERO;
  private long acceptedThen;
  private long bytesThen;

  ListenerNotifier(IngestListener listener) {
    this.listener = listener;
  }

  void progress(IngestProgress progress) {
    guarded(() -> listener.progress(progress));
  }

  void failed(IngestFailure failure) {
    guarded(() -> listener.failed(failure));
  }

  void ended(IngestReport report) {
    guarded(() -> listener.ended(report));
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      LOG.log(System.Logger.Level.WARNING, "the listener of an ingest failed", e);
    }
  }

  /** How far it is; the rates are those since the last time. */
  IngestProgress measure(
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
    return new IngestProgress(
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
