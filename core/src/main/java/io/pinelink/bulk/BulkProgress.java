package io.pinelink.bulk;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a bulk operation is.
 *
 * @param skipped how many an earlier run had settled, by the checkpoint
 * @param read how many the source has given after those
 * @param accepted how many the service has written
 * @param rejected how many were refused for a fault of their own
 * @param unknown how many were given up without an answer that tells
 * @param unsent how many were given up and surely not written
 * @param acceptedBytes the bytes of the accepted ones as they were sent
 * @param callsInFlight how many calls are under way
 * @param bytesHeld the bytes that were read and are not settled, in flight or waiting
 * @param limit how many calls to the namespace may be under way at present, of all bulk operations
 * @param elapsed the time since the start
 * @param acceptedPerSecond how many were accepted a second, since the last progress
 * @param bytesPerSecond the bytes accepted a second, since the last progress
 * @param expected how many the source has in all, as it or the options tell; empty if they do not
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
    long bytesHeld,
    int limit,
    Duration elapsed,
    double acceptedPerSecond,
    double bytesPerSecond,
    OptionalLong expected) {
  /**
   * How long the rest takes at the pace of the whole bulk operation so far; empty while nothing is
   * settled, and where nobody told how many there are.
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
