package io.pinelink.error;

import org.jspecify.annotations.Nullable;

/** A call that failed without a response, because of the network or because it was not sent. */
public final class TransportException extends PinelinkException {
  private static final long serialVersionUID = 1;

  private final NetworkCause networkCause;
  private final boolean unsent;

  private TransportException(
      FailedCall call,
      String message,
      NetworkCause why,
      boolean unsent,
      @Nullable Throwable cause) {
    super(call, message, cause);
    this.networkCause = why;
    this.unsent = unsent;
  }

  /**
   * Creates the exception for a connection that could not be established or broke.
   *
   * @param unsent whether the transport knows that the request was not sent; a failure to connect
   *     or in the handshake always counts as unsent
   * @param cause the exception of the network library
   */
  public static TransportException of(FailedCall call, boolean unsent, Throwable cause) {
    return of(
        call, unsent || NetworkCause.isFromBeforeSending(cause), NetworkCause.of(cause), cause);
  }

  /**
   * Creates the exception for a connection that was never established, so that the request cannot
   * have been sent.
   *
   * @param cause the exception of the network library from the connect or the handshake
   */
  public static TransportException unconnected(FailedCall call, Throwable cause) {
    return of(call, true, NetworkCause.ofUnconnected(cause, call.route()), cause);
  }

  private static TransportException of(
      FailedCall call, boolean unsent, NetworkCause why, Throwable cause) {
    return new TransportException(
        call, call + ": " + why.describe(call.route(), cause), why, unsent, cause);
  }

  /**
   * Creates the exception for a connection without a common application protocol, where the network
   * library has no specific exception.
   *
   * @param cause the exception of the network library
   */
  public static TransportException noCommonProtocol(FailedCall call, Throwable cause) {
    return of(call, true, NetworkCause.NO_COMMON_PROTOCOL, cause);
  }

  /** Creates the exception for a call that ended without a response, where nothing was thrown. */
  public static TransportException of(FailedCall call, boolean unsent, String detail) {
    return new TransportException(
        call, call + ": " + detail, NetworkCause.CONNECTION_LOST, unsent, null);
  }

  /** Creates the exception for a call that the client refuses to send; it is not retryable. */
  public static TransportException refused(
      FailedCall call, String detail, @Nullable Throwable cause) {
    return new TransportException(
        call, call + ": " + detail, NetworkCause.REFUSED_LOCALLY, true, cause);
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
