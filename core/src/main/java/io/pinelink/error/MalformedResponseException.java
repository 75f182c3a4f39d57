package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call whose response does not conform to the API. */
public final class MalformedResponseException extends PinelinkException {
  private static final long serialVersionUID = 1;

  /**
   * Creates an exception.
   *
   * @param detail what is wrong with the response, without its content
   */
  MalformedResponseException(FailedCall call, String detail, @Nullable Throwable cause) {
    super(
        call,
        call + ": malformed response: " + Objects.requireNonNull(detail, "detail is null"),
        cause);
  }

  /** Returns false. */
  @Override
  public boolean isRetryable() {
    return false;
  }
}
