package io.pinelink.bulk;

/**
 * Hears how a bulk operation goes. Its methods are called one after another, by {@code AsyncIndex}
 * on the client's callback executor and by {@code Index} on a thread of the bulk operation's own,
 * and hold the bulk operation up while they run. What they throw is logged and changes nothing.
 */
public interface BulkListener {
  /** From time to time, as often as the options say. */
  default void progress(BulkProgress progress) {}

  /** One was not accepted, and will not be any more. */
  default void failed(BulkFailure failure) {}

  /**
   * The bulk operation is over, however it ended; the last call. For one that was cancelled this is
   * the way to its report.
   */
  default void ended(BulkReport report) {}
}
