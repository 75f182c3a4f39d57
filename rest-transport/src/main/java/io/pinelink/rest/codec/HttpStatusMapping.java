package io.pinelink.rest.codec;

import io.pinelink.error.ErrorCode;

/** What an HTTP response that is no success means. */
public final class HttpStatusMapping {
  private HttpStatusMapping() {}

  /**
   * Why the service refused. The envelope's code is finer than the status and wins, except where
   * the status alone decides what a caller can do: a key that is not accepted, an unpaid invoice, a
   * quota that waiting does not lift (403), a rate that it does (429).
   */
  public static ErrorCode code(int status, ErrorEnvelope envelope) {
    ErrorCode byStatus = ErrorCode.ofHttpStatus(status);
    return switch (status) {
      case 401, 402, 403, 429 -> byStatus;
      default -> envelope.code() == null ? byStatus : envelope.code();
    };
  }
}
