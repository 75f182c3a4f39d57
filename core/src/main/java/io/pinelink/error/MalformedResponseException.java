package io.pinelink.error;

import org.jspecify.annotations.Nullable;

/** An answer came, but it is not what the API promises. */
public final class MalformedResponseException extends PinelinkException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param detail what is wrong with the answer, without its content
   */
  public MalformedResponseException(FailedCall call, String detail, @Nullable Throwable cause) {
    super(call, call + ": malformed response: " + detail, cause);
  }

  /** Always false. */
  @Override
  public boolean isRetryable() {
    return false;
  }
}
