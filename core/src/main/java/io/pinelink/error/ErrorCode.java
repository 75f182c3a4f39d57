package io.pinelink.error;

/**
 * Why the service refused a call; the same failure has the same code over every protocol. The names
 * are those of the service's own error envelope and of gRPC.
 */
public enum ErrorCode {
  /** The request is wrong: a dimension, an id, a filter, a limit. */
  INVALID_ARGUMENT(false),
  /** The request does not fit the schema (HTTP 422). */
  UNPROCESSABLE_ENTITY(false),
  /** The key is missing or wrong, or the network path is not allowed. */
  UNAUTHENTICATED(false),
  /** Invoices are unpaid (HTTP 402). */
  PAYMENT_REQUIRED(false),
  /** The key may not do this, or a quota or protection forbids it. */
  PERMISSION_DENIED(false),
  /** The index, namespace or other resource does not exist. */
  NOT_FOUND(false),
  /** The name is taken. */
  ALREADY_EXISTS(false),
  /** Something else must happen first (HTTP 412). */
  FAILED_PRECONDITION(false),
  /** The call lost against another one. */
  ABORTED(true),
  /** The result is larger than the service sends. */
  OUT_OF_RANGE(false),
  /** A rate limit or quota is reached. */
  RESOURCE_EXHAUSTED(true),
  /** The service, this index or this API version does not offer the operation. */
  UNIMPLEMENTED(false),
  /** The service failed. */
  INTERNAL(true),
  /** The service is not ready. */
  UNAVAILABLE(true),
  /** The service's own deadline passed (HTTP 408 or 504). */
  DEADLINE_EXCEEDED(true),
  /** Data is lost or corrupt. */
  DATA_LOSS(false),
  /** The service gave no reason that this client knows. */
  UNKNOWN(false);

  private final boolean retryable;

  ErrorCode(boolean retryable) {
    this.retryable = retryable;
  }

  /** Whether the same call may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }

  /**
   * Returns whether the request itself is at fault. Of a batch that fails so, nothing was written,
   * and a part of it may succeed.
   */
  public boolean isInvalidRequest() {
    return this == INVALID_ARGUMENT || this == UNPROCESSABLE_ENTITY;
  }

  /**
   * The code of an HTTP answer that gives no other reason: of a gateway, for one, whatever protocol
   * the call was meant to speak.
   */
  public static ErrorCode ofHttpStatus(int status) {
    return switch (status) {
      case 400, 413, 414, 415 -> INVALID_ARGUMENT;
      case 401 -> UNAUTHENTICATED;
      case 402 -> PAYMENT_REQUIRED;
      case 403 -> PERMISSION_DENIED;
      case 404 -> NOT_FOUND;
      case 408, 504 -> DEADLINE_EXCEEDED;
      case 409 -> ALREADY_EXISTS;
      case 412 -> FAILED_PRECONDITION;
      case 422 -> UNPROCESSABLE_ENTITY;
      case 429 -> RESOURCE_EXHAUSTED;
      case 500 -> INTERNAL;
      case 405, 501 -> UNIMPLEMENTED;
      case 502, 503 -> UNAVAILABLE;
      default -> status >= 500 ? INTERNAL : UNKNOWN;
    };
  }
}
