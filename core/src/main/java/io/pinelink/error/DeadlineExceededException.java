package io.pinelink.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The call's deadline passed before an answer came; the service may have acted all the same. */
public final class DeadlineExceededException extends PinelinkException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param timeout what the caller allowed, for the message
   */
  public DeadlineExceededException(FailedCall call, Duration timeout, @Nullable Throwable cause) {
    super(call, call + ": no answer within " + timeout, cause);
  }

  /** Always true: a later call has a deadline of its own. */
  @Override
  public boolean isRetryable() {
    return true;
  }
}
