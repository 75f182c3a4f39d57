package io.pinelink.internal.doctor;

import io.pinelink.error.NetworkCause;
import io.pinelink.internal.connect.Connector;
import io.pinelink.internal.connect.Handshake;
import io.pinelink.routing.Diagnosis.Check;
import io.pinelink.routing.Route;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The reason for which a TLS handshake gets no answer in time, found with two further connections.
 *
 * @param target where it connected to
 * @param answersSmallMessages whether the server reacts to a message of about 50 bytes
 * @param inSmallPackets the handshake with a small receive window; null if it fails too
 */
record SilentHandshake(
    ConnectTarget target, boolean answersSmallMessages, @Nullable Handshake inSmallPackets) {
  /**
   * Examines a target.
   *
   * @param max the time of each connection
   */
  static SilentHandshake at(
      ConnectTarget target, Destination destination, Connector connector, Duration max) {
    try {
      connector.provoke(destination, target, Deadline.after(max));
    } catch (SocketTimeoutException e) {
      return new SilentHandshake(target, false, null);
    } catch (IOException e) {
      // A reset is a reaction as well.
    }
    try {
      return new SilentHandshake(
          target,
          true,
          connector.receivingSmallPackets().shake(destination, target, Deadline.after(max)));
    } catch (IOException e) {
      return new SilentHandshake(target, true, null);
    }
  }

  /** Adds the steps from {@link Check#TCP} to {@link Check#PATH_MTU}. */
  void report(Route route, IOException failure, DiagnosisBuilder diagnosis) {
    if (!answersSmallMessages) {
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
    if (inSmallPackets == null) {
      diagnosis.broken(
          Check.TLS,
          route,
          failure,
          "the server reacts to small messages: check its state, and whether something that"
              + " inspects TLS holds the handshake");
      diagnosis.skip(Check.PATH_MTU, "there is no TLS connection, not even with small packets");
      return;
    }
    diagnosis.fail(
        Check.TLS, failure.getMessage() + ", for the reason reported at " + Check.PATH_MTU, null);
    diagnosis.broken(
        Check.PATH_MTU,
        NetworkCause.HANDSHAKE_TIMEOUT,
        "large packets from the server are lost: if it sends small ones only, the TLS handshake"
            + " ends in "
            + inSmallPackets.handshake().toMillis()
            + " ms",
        PathMtuCheck.REPAIR);
  }
}
