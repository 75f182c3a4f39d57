package io.pinelink.error;

import org.jspecify.annotations.Nullable;

/** No answer came. */
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
   * The exception for a connection that could not be made or broke.
   *
   * @param unsent whether the transport knows that the request never left; a failure to connect or
   *     to shake hands counts as unsent whatever this says
   * @param cause what the network library threw
   */
  public static TransportException of(FailedCall call, boolean unsent, Throwable cause) {
    return of(
        call, unsent || NetworkCause.isFromBeforeSending(cause), NetworkCause.of(cause), cause);
  }

  /**
   * The exception for a connection that was never made, so that the request cannot have left.
   *
   * @param cause what the network library threw while it connected and shook hands
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
   * The exception for a connection over which the two sides could not agree on a protocol, where
   * the network library has no exception of its own for that.
   *
   * @param cause what the network library said
   */
  public static TransportException noCommonProtocol(FailedCall call, Throwable cause) {
    return of(call, true, NetworkCause.NO_COMMON_PROTOCOL, cause);
  }

  /** The exception for a call that ended without an answer, where nothing was thrown. */
  public static TransportException of(FailedCall call, boolean unsent, String detail) {
    return new TransportException(
        call, call + ": " + detail, NetworkCause.CONNECTION_LOST, unsent, null);
  }

  /** The exception for a call that the client itself does not send; it will not by trying again. */
  public static TransportException refused(
      FailedCall call, String detail, @Nullable Throwable cause) {
    return new TransportException(
        call, call + ": " + detail, NetworkCause.REFUSED_LOCALLY, true, cause);
  }

  /** What is wrong with the network. */
  public NetworkCause networkCause() {
    return networkCause;
  }

  /**
   * Whether the service surely has not looked at the request, so that repeating it is safe: nothing
   * of it left, or the server said so.
   */
  public boolean isUnsent() {
    return unsent;
  }

  /** Whether it may pass: a lost or refused connection may, a wrong certificate does not. */
  @Override
  public boolean isRetryable() {
    return networkCause.isPassing();
  }
}
