package io.pinelink.bulk;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of everything that a bulk operation read: {@code accepted + rejected + unknown +
 * unsent} is {@code read}, with any ending.
 *
 * <p>For a bulk delete or update, "written" below means deleted or updated. A bulk fetch writes
 * nothing: an id is accepted once its consumer has processed it, unknown if the consumer was
 * processing it when the fetch ended, and unsent if the consumer did not receive it.
 */
public sealed interface BulkReport
    permits io.pinelink.internal.response.BulkReports.BulkReportResult {
  /** Returns the outcome of the operation. */
  BulkOutcome ending();

  /**
   * Returns the number of items that an earlier run had settled, according to the checkpoint; not
   * in {@code read}.
   */
  long skipped();

  /** Returns the number of items that were read after those. */
  long read();

  /** Returns the number of items that the service reported as written. */
  long accepted();

  /** Returns the number of items that were refused because of their content, and not written. */
  long rejected();

  /**
   * Returns the number of items that were sent without a conclusive response; they may have been
   * written.
   */
  long unknown();

  /** Returns the number of items that were not written for a reason other than their content. */
  long unsent();

  /**
   * Returns the bytes of the accepted items: as sent over gRPC; over REST an upper bound, at most 6
   * % higher with typical embeddings.
   */
  long acceptedBytes();

  /** Returns the duration of the operation. */
  Duration elapsed();

  /**
   * Returns the first items that were not accepted, as many as the options keep; the listener
   * receives all of them.
   */
  List<BulkFailure> failures();

  /** Returns the reason for the ending; empty for {@link BulkOutcome#COMPLETE}. */
  Optional<Throwable> cause();

  /** Returns whether the source was read to its end and all items were accepted. */
  boolean isClean();

  /**
   * Returns the cause of the ending, or otherwise the reason of the first failure; empty if the
   * report is clean.
   */
  Optional<Throwable> firstCause();
}
