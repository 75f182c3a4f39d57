package io.pinelink.ingest;

/**
 * Hears how an ingest goes. Its methods are called one after another, by {@code AsyncIndex} on the
 * client's callback executor and by {@code Index} on a thread of the ingest's own, and hold the
 * ingest up while they run. What they throw is logged and changes nothing.
 */
public interface IngestListener {
  /** From time to time, as often as the options say. */
  default void progress(IngestProgress progress) {}

  /** One was not accepted, and will not be any more. */
  default void failed(IngestFailure failure) {}

  /**
   * The ingest is over, however it ended; the last call. For one that was cancelled this is the way
   * to its report.
   */
  default void ended(IngestReport report) {}
}
