package io.pinelink.rest.codec;

import io.pinelink.error.ErrorCode;
import io.pinelink.spi.Failures;

/** The mapping from unsuccessful HTTP responses to error codes. */
public final class HttpStatusMapping {
  private HttpStatusMapping() {}

  /**
   * Returns the error code of a response. The envelope's code is more specific than the status and
   * takes precedence, except where the status alone determines what a caller can do: a key that is
   * not accepted (401), an unpaid invoice (402), a quota that waiting does not lift (403). A 429 is
   * a rate limit, which waiting lifts, unless the envelope names a quota of resources: the service
   * documents both statuses for those.
   */
  public static ErrorCode code(int status, ErrorEnvelope envelope) {
    ErrorCode byStatus = Failures.errorCode(status);
    return switch (status) {
      case 401, 402, 403 -> byStatus;
      case 429 ->
          envelope.code() == ErrorCode.PERMISSION_DENIED ? ErrorCode.PERMISSION_DENIED : byStatus;
      default -> envelope.code() == null ? byStatus : envelope.code();
    };
  }
}
