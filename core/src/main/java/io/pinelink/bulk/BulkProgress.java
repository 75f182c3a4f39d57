package io.pinelink.bulk;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The progress of a bulk operation.
 *
 * @param skipped the number of items that an earlier run had settled, according to the checkpoint
 * @param read the number of items that were read after those
 * @param accepted the number of items that the service has written
 * @param rejected the number of items that were refused because of their content
 * @param unknown the number of items that were abandoned without a conclusive response
 * @param unsent the number of items that were abandoned and certainly not written
 * @param acceptedBytes the bytes of the accepted items: as sent over gRPC; over REST an upper
 *     bound, at most 6 % higher with typical embeddings
 * @param callsInFlight the number of calls in flight
 * @param retries the number of calls that repeated items of a call that was throttled or failed
 * @param bytesHeld the bytes of items that were read but not settled, in flight or waiting, with at
 *     least 256 for each item
 * @param limit the current maximum number of calls in flight to the namespace, of all bulk
 *     operations
 * @param elapsed the time since the start
 * @param acceptedPerSecond the items accepted per second, since the last progress report
 * @param bytesPerSecond the bytes accepted per second, counted in the same way, since the last
 *     progress report
 * @param expected the total number of items in the source, as known from the source or the options;
 *     empty if unknown
 */
public record BulkProgress(
    long skipped,
    long read,
    long accepted,
    long rejected,
    long unknown,
    long unsent,
    long acceptedBytes,
    int callsInFlight,
    long retries,
    long bytesHeld,
    int limit,
    Duration elapsed,
    double acceptedPerSecond,
    double bytesPerSecond,
    OptionalLong expected) {
  /** Checks that no part is null. */
  public BulkProgress {
    Objects.requireNonNull(elapsed, "elapsed is null");
    Objects.requireNonNull(expected, "expected is null");
  }

  /**
   * Returns the estimated remaining time at the average rate so far; empty while nothing is
   * settled, and if the total number of items is unknown.
   */
  public Optional<Duration> remaining() {
    long settled = accepted + rejected + unknown + unsent;
    if (expected.isEmpty() || settled == 0) {
      return Optional.empty();
    }
    long left = Math.max(0, expected.getAsLong() - skipped - settled);
    return Optional.of(Duration.ofNanos((long) ((double) elapsed.toNanos() / settled * left)));
  }
}
