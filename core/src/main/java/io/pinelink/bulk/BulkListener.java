package io.pinelink.bulk;

/**
 * A listener that receives the progress and the failures of a bulk operation. Its methods are
 * called one after another, by {@code AsyncIndex} on the client's callback executor and by {@code
 * Index} on a thread of the bulk operation, which waits while they run. Exceptions from the
 * listener are logged and ignored.
 */
public interface BulkListener {
  /** Returns the listener that ignores everything. */
  static BulkListener none() {
    return IgnoredBulk.INSTANCE;
  }

  /** Receives the progress, at the interval set in the options. */
  default void progress(BulkProgress progress) {}

  /**
   * Receives the id of an item that was accepted, at once. For a program that keeps its own record
   * of what was written.
   */
  default void accepted(String id) {}

  /** Receives an item that was not accepted and will not be retried. */
  default void failed(BulkFailure failure) {}

  /**
   * Receives the report at the end of the bulk operation, with any outcome. This is the last call.
   * For a cancelled operation, it is the only access to the report.
   */
  default void ended(BulkReport report) {}
}
