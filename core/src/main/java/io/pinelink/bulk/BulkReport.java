package io.pinelink.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of everything that a bulk operation read: {@code accepted + rejected + unknown +
 * unsent} is {@code read}, however it ended.
 *
 * <p>A bulk delete or update has done what is called written here. A bulk fetch writes nothing:
 * accepted is what its consumer has taken, unknown what it was at when the fetch ended, unsent what
 * it did not get.
 *
 * @param ending how it ended
 * @param skipped how many an earlier run had settled, by the checkpoint; not in {@code read}
 * @param read how many the source gave after those
 * @param accepted how many the service says it has written
 * @param rejected how many were refused for a fault of their own, and were not written
 * @param unknown how many were sent without an answer that tells; they may have been written
 * @param unsent how many were not written for a reason that is not their own
 * @param acceptedBytes the bytes of the accepted ones as they were sent
 * @param elapsed how long it took
 * @param failures the first of those not accepted, as many as the options keep; the listener hears
 *     of all
 * @param cause why it ended as it did; empty for {@link BulkOutcome#COMPLETE}
 */
public record BulkReport(
    BulkOutcome ending,
    long skipped,
    long read,
    long accepted,
    long rejected,
    long unknown,
    long unsent,
    long acceptedBytes,
    Duration elapsed,
    List<BulkFailure> failures,
    Optional<Throwable> cause) {
  /** Copies the failures. */
  public BulkReport {
    failures = List.copyOf(failures);
  }

  /** Whether the source was read to its end and all of it was accepted. */
  public boolean isClean() {
    return ending == BulkOutcome.COMPLETE && accepted == read;
  }

  /**
   * What made the bulk operation end, or else the reason of the first failure; empty if it is
   * clean.
   */
  public Optional<Throwable> firstCause() {
    return cause.or(() -> failures.stream().findFirst().map(BulkFailure::reason));
  }

  /** The counts in a line, and the first few failures. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("bulk operation ended as ").append(ending).append(" after ").append(elapsed);
    text.append(": read ").append(read).append(", accepted ").append(accepted);
    text.append(", rejected ").append(rejected).append(", unknown ").append(unknown);
    text.append(", unsent ").append(unsent);
    if (skipped > 0) {
      text.append(", skipped ").append(skipped);
    }
    cause.ifPresent(thrown -> text.append("; ").append(thrown));
    failures.stream().limit(3).forEach(failure -> text.append("; ").append(failure));
    return text.toString();
  }
}
