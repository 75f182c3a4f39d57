package io.pinelink.error;

/**
 * The reason for which the service refused a call. The same failure has the same code over every
 * protocol. Most names come from the service's error envelope and gRPC.
 */
public enum ErrorCode {
  /** The request is invalid: a dimension, an id, a filter or a limit. */
  INVALID_ARGUMENT(false),
  /** The request does not fit the schema (HTTP 422). */
  UNPROCESSABLE_ENTITY(false),
  /** The key is missing or wrong, or the network path is not allowed. */
  UNAUTHENTICATED(false),
  /** Invoices are unpaid (HTTP 402). */
  PAYMENT_REQUIRED(false),
  /** The key does not permit the operation, or a quota or deletion protection forbids it. */
  PERMISSION_DENIED(false),
  /** The index, namespace or other resource does not exist. */
  NOT_FOUND(false),
  /** The name is already taken. */
  ALREADY_EXISTS(false),
  /** A precondition of the operation is not met (HTTP 412). */
  FAILED_PRECONDITION(false),
  /** The call conflicted with another one and was aborted. */
  ABORTED(true),
  /** The result is larger than the service returns. */
  OUT_OF_RANGE(false),
  /** A rate limit is reached. */
  RESOURCE_EXHAUSTED(true),
  /**
   * A monthly quota of the plan is used up. The service sends the status and the code of a rate
   * limit; its text distinguishes the two.
   */
  QUOTA_EXHAUSTED(false),
  /** The service, the index or the API version does not support the operation. */
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

  /** Returns whether the same call may succeed later. */
  public boolean isRetryable() {
    return retryable;
  }

  /**
   * Returns whether the request itself is invalid. If a batch fails with such a code, nothing was
   * written, and a part of the batch may still succeed.
   */
  public boolean isInvalidRequest() {
    return this == INVALID_ARGUMENT || this == UNPROCESSABLE_ENTITY;
  }
}
