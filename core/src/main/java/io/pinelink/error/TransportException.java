package io.pinelink.error;

import io.pinelink.routing.Route;
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
    NetworkCause why = NetworkCause.of(cause);
    return new TransportException(
        call,
        call + ": " + NetworkCause.describe(call.route(), cause),
        why,
        unsent || NetworkCause.isFromBeforeSending(cause),
        cause);
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

  /** Whether the request surely never reached the service, so that repeating it is safe. */
  public boolean isUnsent() {
    return unsent;
  }

  /** Whether it may pass: a lost or refused connection may, a wrong certificate does not. */
  @Override
  public boolean isRetryable() {
    return networkCause.isPassing();
  }

  /** The zone to look at when a private name does not resolve, for messages. */
  static String zoneHint(Route route) {
    String zone = route.privateZone();
    return zone == null
        ? ""
        : "; private names have no public record: the DNS zone '"
            + zone
            + "' must answer where this client runs";
  }
}
