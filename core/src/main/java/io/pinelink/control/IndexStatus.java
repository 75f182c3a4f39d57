package io.pinelink.control;

/** The status of an index. */
public sealed interface IndexStatus
    permits io.pinelink.internal.response.ControlResponses.IndexStatusResult {
  /** Returns whether the index accepts data calls. */
  boolean ready();

  /**
   * Returns the service's name of the state, such as {@code Initializing} or {@code Ready}; open.
   */
  String state();

  /** Returns whether the index can no longer become ready by waiting. */
  boolean isTerminal();

  /** Returns whether the index is being deleted. */
  boolean isTerminating();
}
