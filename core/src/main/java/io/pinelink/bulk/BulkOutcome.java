package io.pinelink.bulk;

/** The outcome of a bulk operation. */
public enum BulkOutcome {
  /** The source was read to its end, and every batch was answered or abandoned. */
  COMPLETE,
  /**
   * The source failed, or is not the one that the checkpoint is for. Items that it had provided
   * before were still written.
   */
  SOURCE_FAILED,
  /**
   * The timeout of the options expired, or would expire during a pause that the service asked for.
   */
  DEADLINE,
  /** The future was cancelled, or the waiting thread interrupted. */
  CANCELLED,
  /** The service accepted nothing for as long as the options allow, or asked for a longer pause. */
  STALLED,
  /**
   * The service refused the operation for a reason that no retry cures, such as a wrong key or a
   * used-up monthly quota, or refused 1,000 items in a row as invalid.
   */
  REFUSED,
  /**
   * Calls kept failing without any success, the checkpoint could not be written, or the consumer of
   * a fetch threw an exception.
   */
  FAILED,
  /**
   * All items were written as in {@link #COMPLETE}, but they were not visible to reads in the time
   * allowed.
   */
  NOT_VISIBLE
}
