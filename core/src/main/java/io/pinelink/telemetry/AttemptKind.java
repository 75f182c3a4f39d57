package io.pinelink.telemetry;

/** The reason for which an attempt of a call is sent. */
public enum AttemptKind {
  /** The first attempt of the call. */
  FIRST,
  /** An attempt after a transient failure, according to the retry options. */
  RETRY,
  /**
   * An immediate repetition, because the connection ended before the service processed the call.
   */
  RESEND,
  /** A repetition at another host, because the index has moved from its host in the host book. */
  MOVE
}
