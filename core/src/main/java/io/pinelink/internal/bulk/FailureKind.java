package io.pinelink.internal.bulk;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.QuotaExhaustedException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;

/** The consequence of a failed call for its batch and for the bulk operation. */
enum FailureKind {
  /** There are too many calls; the batch was not written and is sent again later. */
  THROTTLED(false),
  /** An item of the batch is invalid; nothing of the batch was written. */
  INVALID(false),
  /** The batch was not written and may be sent again. */
  UNSENT(false),
  /** The batch may have been written; it may be sent again if that is safe. */
  UNKNOWN(true),
  /** The service refuses all batches, regardless of their content. */
  REFUSED(false),
  /** A quota is used up: the service refuses all batches for now; this batch was not written. */
  EXHAUSTED(false),
  /** Nothing can be sent; this batch was not written. */
  UNABLE(false),
  /** Nothing more can be sent; this batch may have been written. */
  BROKEN(true);

  private final boolean maybeWritten;

  FailureKind(boolean maybeWritten) {
    this.maybeWritten = maybeWritten;
  }

  boolean isMaybeWritten() {
    return maybeWritten;
  }

  static FailureKind of(Throwable failure) {
    if (failure instanceof RateLimitedException limited) {
      return limited.isRetryForbidden() ? UNABLE : THROTTLED;
    }
    if (failure instanceof QuotaExhaustedException) {
      return EXHAUSTED;
    }
    if (failure instanceof ServiceException refused) {
      return of(refused);
    }
    if (failure instanceof TransportException lost) {
      if (lost.isRetryable()) {
        return lost.isUnsent() ? UNSENT : UNKNOWN;
      }
      return lost.isUnsent() ? UNABLE : BROKEN;
    }
    if (failure instanceof DeadlineExceededException
        || failure instanceof MalformedResponseException) {
      return UNKNOWN;
    }
    return BROKEN;
  }

  private static FailureKind of(ServiceException refused) {
    ErrorCode code = refused.code();
    if (code.isInvalidRequest()) {
      return INVALID;
    }
    if (refused.isRetryable()) {
      return UNKNOWN;
    }
    // The service may have acted before it failed, even if it asks not to retry.
    boolean acted = code.isRetryable() || code == ErrorCode.UNKNOWN || code == ErrorCode.DATA_LOSS;
    return acted ? BROKEN : REFUSED;
  }
}
