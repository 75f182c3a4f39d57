package io.pinelink.internal.bulk;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.MalformedResponseException;
import io.pinelink.error.RateLimitedException;
import io.pinelink.error.ServiceException;
import io.pinelink.error.TransportException;

/** What a failed call means for its batch and for the bulk operation. */
enum FailureKind {
  /** There are too many calls; the batch was not written and is due later. */
  THROTTLED(false),
  /** Something in the batch is wrong; nothing of it was written. */
  INVALID(false),
  /** It was not written, and may be later. */
  UNSENT(false),
  /** It may have been written, and may be sent again: that changes nothing. */
  UNKNOWN(true),
  /** The service refuses, whatever the batch; no later one would fare better. */
  REFUSED(false),
  /** Nothing can be sent. */
  UNABLE(false),
  /** Nothing can be sent any more, and this one may have been written. */
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
    // The service may have acted before it failed, also where it asks not to be called again.
    boolean acted = code.isRetryable() || code == ErrorCode.UNKNOWN || code == ErrorCode.DATA_LOSS;
    return acted ? BROKEN : REFUSED;
  }
}
