package io.pinelink.rest;

import io.pinelink.error.ErrorCode;
import java.util.Map;

/** What an HTTP response that is no success means: the table of statuses. */
final class Refusals {
  private static final Map<Integer, ErrorCode> BY_STATUS =
      Map.ofEntries(
          Map.entry(400, ErrorCode.INVALID_ARGUMENT),
          Map.entry(401, ErrorCode.UNAUTHENTICATED),
          Map.entry(402, ErrorCode.PAYMENT_REQUIRED),
          Map.entry(403, ErrorCode.PERMISSION_DENIED),
          Map.entry(404, ErrorCode.NOT_FOUND),
          Map.entry(405, ErrorCode.UNIMPLEMENTED),
          Map.entry(408, ErrorCode.DEADLINE_EXCEEDED),
          Map.entry(409, ErrorCode.ALREADY_EXISTS),
          Map.entry(412, ErrorCode.FAILED_PRECONDITION),
          Map.entry(413, ErrorCode.INVALID_ARGUMENT),
          Map.entry(415, ErrorCode.INVALID_ARGUMENT),
          Map.entry(422, ErrorCode.UNPROCESSABLE_ENTITY),
          Map.entry(429, ErrorCode.RESOURCE_EXHAUSTED),
          Map.entry(500, ErrorCode.INTERNAL),
          Map.entry(501, ErrorCode.UNIMPLEMENTED),
          Map.entry(502, ErrorCode.UNAVAILABLE),
          Map.entry(503, ErrorCode.UNAVAILABLE),
          Map.entry(504, ErrorCode.DEADLINE_EXCEEDED));

  private Refusals() {}

  /**
   * Why the service refused. The envelope's code is finer than the status and wins, except where
   * the status alone decides what a caller can do: a key that is not accepted, an unpaid invoice, a
   * quota that waiting does not lift (403), a rate that it does (429).
   */
  static ErrorCode code(int status, ErrorEnvelope envelope) {
    ErrorCode byStatus = BY_STATUS.get(status);
    if (byStatus == null) {
      byStatus = status >= 500 ? ErrorCode.INTERNAL : ErrorCode.UNKNOWN;
    }
    return switch (status) {
      case 401, 402, 403, 429 -> byStatus;
      default -> envelope.code() == null ? byStatus : envelope.code();
    };
  }
}
