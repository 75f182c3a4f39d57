package io.pinelink.error;

import io.pinelink.internal.response.FailedCall;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call that failed without a response, because of the network or because it was not sent. */
public final class TransportException extends PinelinkException {
  private static final long serialVersionUID = 1;

  private final NetworkCause networkCause;
  private final boolean unsent;

  /**
   * Creates an exception.
   *
   * @param networkCause the network problem
   * @param unsent whether the service certainly did not process the request
   * @param detail what happened, for the message
   */
  TransportException(
      FailedCall call,
      NetworkCause networkCause,
      boolean unsent,
      String detail,
      @Nullable Throwable cause) {
    super(call, call + ": " + Objects.requireNonNull(detail, "detail is null"), cause);
    this.networkCause = Objects.requireNonNull(networkCause, "networkCause is null");
    this.unsent = unsent;
  }

  /** Returns the network problem. */
  public NetworkCause networkCause() {
    return networkCause;
  }

  /**
   * Returns whether the service certainly did not process the request, so that repeating it is
   * safe: nothing was sent, or the server reported that it did not process it.
   */
  public boolean isUnsent() {
    return unsent;
  }

  /**
   * Returns whether the failure may be transient: a lost or refused connection may be, a wrong
   * certificate is not.
   */
  @Override
  public boolean isRetryable() {
    return networkCause.isTransient();
  }
}
