package io.pinelink.bulk;

import io.pinelink.internal.validation.Check;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The outcome of everything that a bulk operation read: {@code accepted + rejected + unknown +
 * unsent} is {@code read}, with any ending.
 *
 * <p>For a bulk delete or update, "written" below means deleted or updated. A bulk fetch writes
 * nothing: an id is accepted once its consumer has processed it, unknown if the consumer was
 * processing it when the fetch ended, and unsent if the consumer did not receive it.
 *
 * @param ending the outcome of the operation
 * @param skipped the number of items that an earlier run had settled, according to the checkpoint;
 *     not in {@code read}
 * @param read the number of items that were read after those
 * @param accepted the number of items that the service reported as written
 * @param rejected the number of items that were refused because of their content, and not written
 * @param unknown the number of items that were sent without a conclusive response; they may have
 *     been written
 * @param unsent the number of items that were not written for a reason other than their content
 * @param acceptedBytes the bytes of the accepted items: as sent over gRPC; over REST an upper
 *     bound, at most 6 % higher with typical embeddings
 * @param elapsed the duration of the operation
 * @param failures the first items that were not accepted, as many as the options keep; the listener
 *     receives all of them
 * @param cause the reason for the ending; empty for {@link BulkOutcome#COMPLETE}
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
    Objects.requireNonNull(ending, "ending");
    Objects.requireNonNull(elapsed, "elapsed");
    Objects.requireNonNull(cause, "cause");
    failures = Check.copy("failures", failures);
  }

  /** Returns whether the source was read to its end and all items were accepted. */
  public boolean isClean() {
    return ending == BulkOutcome.COMPLETE && accepted == read;
  }

  /**
   * Returns the cause of the ending, or otherwise the reason of the first failure; empty if the
   * report is clean.
   */
  public Optional<Throwable> firstCause() {
    return cause.or(() -> failures.stream().findFirst().map(BulkFailure::reason));
  }

  /** Returns the counts in one line, and the first few failures. */
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
