package io.pinelink.doctor;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.error.NetworkCause;
import io.pinelink.internal.failure.NetworkCauses;
import io.pinelink.internal.probe.Handshake;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reason for which a TLS handshake gets no answer in time, found with up to three further
 * connections.
 *
 * @param target where it connected to
 * @param handshake the handshake that ended, of {@link Reason#SLOW} and {@link Reason#SIZE}
 */
record SilentHandshake(ConnectTarget target, Reason reason, @Nullable Handshake handshake) {
  enum Reason {
    /** The server accepts connections, and does not react to a message of about 50 bytes. */
    NO_DATA,

    /** The handshake ends if it is repeated. */
    SLOW,

    /** The handshake ends with a small receive window, and not without. */
    SIZE,

    /** The server reacts to a small message, and the handshake never ends. */
    HELD,

    /** A further connection failed in another way. */
    UNSTABLE
  }

  /**
   * Examines a target.
   *
   * @param max the time of each connection
   */
  static SilentHandshake at(
      ConnectTarget target, Destination destination, PathConnector connector, Duration max) {
    try {
      connector.provoke(destination, target, Deadline.after(max));
    } catch (NoAnswerException e) {
      return new SilentHandshake(target, Reason.NO_DATA, null);
    } catch (IOException e) {
      // A reset is a reaction as well.
      if (!AddressProbe.isConnected(NetworkCauses.of(e))) {
        return new SilentHandshake(target, Reason.UNSTABLE, null);
      }
    }
    // The time of the first one may have been shorter.
    try {
      return new SilentHandshake(
          target, Reason.SLOW, connector.shake(destination, target, Deadline.after(max)));
    } catch (IOException e) {
      if (NetworkCauses.of(e) != NetworkCause.HANDSHAKE_TIMEOUT) {
        return new SilentHandshake(target, Reason.UNSTABLE, null);
      }
    }
    try {
      return new SilentHandshake(
          target,
          Reason.SIZE,
          connector.receivingSmallPackets().shake(destination, target, Deadline.after(max)));
    } catch (IOException e) {
      return new SilentHandshake(target, Reason.HELD, null);
    }
  }

  /** Adds the steps from {@link Check#TCP} to {@link Check#PATH_MTU}. */
  void report(Route route, IOException failure, DiagnosisBuilder diagnosis) {
    if (reason == Reason.NO_DATA) {
      diagnosis.broken(
          Check.TCP,
          NetworkCause.HANDSHAKE_TIMEOUT,
          RouteFormatter.address(target.target())
              + " accepts connections, but no data passes: neither the TLS handshake nor a message"
              + " of 50 bytes got a reaction",
          "something on the path lets SYN through and drops what follows: check firewalls that see"
              + " only one direction, rules for established connections, and whether a load"
              + " balancer accepts without a healthy target");
      diagnosis.skip(Check.TLS, "no data passes");
      diagnosis.skip(Check.PATH_MTU, "no data passes");
      return;
    }
    diagnosis.reserveAll();
    diagnosis.ok(Check.TCP, "a connection was established");
    if (reason != Reason.SIZE) {
      diagnosis.broken(Check.TLS, route, failure, hint());
      diagnosis.skip(Check.PATH_MTU, "the TLS handshake did not end in time");
      return;
    }
    diagnosis.fail(
        Check.TLS, failure.getMessage() + ", for the reason reported at " + Check.PATH_MTU, null);
    diagnosis.broken(
        Check.PATH_MTU,
        NetworkCause.HANDSHAKE_TIMEOUT,
        "large packets from the server are lost: if it sends small ones only, the TLS handshake"
            + " ends in "
            + millis()
            + " ms",
        PathMtuCheck.REPAIR);
  }

  private String hint() {
    return switch (reason) {
      case SLOW ->
          "repeated, it ended in "
              + millis()
              + " ms: the server or the path is slow, or loses packets at times; the timeout of"
              + " privatePreferred covers all addresses together, and can be longer";
      case UNSTABLE ->
          "a further connection failed in another way: check the server's state, and whether the"
              + " path loses packets at times";
      default ->
          "the server reacts to small messages: check its state, and whether something that"
              + " inspects TLS holds the handshake";
    };
  }

  private long millis() {
    return handshake == null ? 0 : handshake.handshake().toMillis();
  }
}
