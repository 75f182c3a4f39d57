package io.pinelink.internal.bulk;

import io.pinelink.ingest.IngestFailure;
import io.pinelink.ingest.IngestListener;
import io.pinelink.ingest.IngestProgress;
import io.pinelink.ingest.IngestReport;
import java.time.Duration;
import java.util.OptionalLong;

/** Tells the listener, whose failures are its own. */
final class Listening {
  private static final System.Logger LOG = System.getLogger("io.pinelink");

  private final IngestListener listener;
  private Duration measuredAt = Duration.ZERO;
  private long acceptedThen;
  private long bytesThen;

  Listening(IngestListener listener) {
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
      Intake<?> intake,
      Account account,
      int callsInFlight,
      long bytesHeld,
      int limit,
      Duration elapsed,
      OptionalLong expected) {
    double seconds = Math.max(1, elapsed.minus(measuredAt).toNanos()) / 1e9;
    double acceptedPerSecond = (account.accepted - acceptedThen) / seconds;
    double bytesPerSecond = (account.acceptedBytes - bytesThen) / seconds;
    measuredAt = elapsed;
    acceptedThen = account.accepted;
    bytesThen = account.acceptedBytes;
    return new IngestProgress(
        intake.skipped(),
        intake.read(),
        account.accepted,
        account.rejected,
        account.unknown,
        account.unsent,
        account.acceptedBytes,
        callsInFlight,
        bytesHeld,
        limit,
        elapsed,
        acceptedPerSecond,
        bytesPerSecond,
        expected);
  }
}
