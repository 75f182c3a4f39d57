package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.validation.DurationText;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call whose deadline passed before a response arrived. The service may have executed it. */
public final class DeadlineExceededException extends PinelinkException {
  private static final long serialVersionUID = 1;

  /**
   * Creates an exception.
   *
   * @param timeout the timeout of the call, for the message
   */
  DeadlineExceededException(FailedCall call, Duration timeout, @Nullable Throwable cause) {
    super(
        call,
        "%s: no answer within %s"
            .formatted(call, DurationText.of(Objects.requireNonNull(timeout, "timeout is null"))),
        cause);
  }

  /** Returns true: a later call has its own deadline. */
  @Override
  public boolean isRetryable() {
    return true;
  }
}
