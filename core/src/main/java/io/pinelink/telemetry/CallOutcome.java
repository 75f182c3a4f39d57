package io.pinelink.telemetry;

/** The result of a call. */
public enum CallOutcome {
  /** The caller receives a response. */
  SUCCEEDED,
  /** The caller receives an exception. */
  FAILED,
  /** The caller cancelled the call, or was interrupted while it waited. */
  CANCELLED
}
