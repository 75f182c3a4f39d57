package io.pinelink.bulk;

/** How a bulk operation ended. */
public enum BulkOutcome {
  /** The source was read to its end, and every batch was answered or given up. */
  COMPLETE,
  /**
   * The source failed, or ended before the position that the checkpoint holds; what it had given
   * before was still written.
   */
  SOURCE_FAILED,
  /**
   * The time that the options allow was over, or would be before a pause that the service asks for.
   */
  DEADLINE,
  /** The future was cancelled, or the waiting thread interrupted. */
  CANCELLED,
  /** The service took nothing for as long as the options allow, or asks for a longer pause. */
  STALLED,
  /**
   * The service refused for a reason that will not pass, such as a wrong key, or refused 1,000 in a
   * row as invalid.
   */
  REFUSED,
  /**
   * Calls kept failing and none succeeded meanwhile, the checkpoint could not be written, or the
   * consumer of a fetch threw.
   */
  FAILED,
  /** All was written as in {@link #COMPLETE}, but reads did not see it in the time allowed. */
  NOT_VISIBLE
}
