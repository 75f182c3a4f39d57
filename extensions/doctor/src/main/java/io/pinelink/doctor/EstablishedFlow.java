package io.pinelink.doctor;

import io.pinelink.error.DeadlineExceededException;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.PinelinkException;
import io.pinelink.error.TransportException;
import io.pinelink.internal.validation.DurationText;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Explains a call that was not answered although the handshake to the same host succeeded: it sends
 * a request without a key over a new connection, once for all calls.
 */
final class EstablishedFlow {
  private final PathConnector connector;
  private final Destination destination;
  private final ConnectTarget target;
  private final Duration max;
  private @Nullable String hint;

  EstablishedFlow(
      PathConnector connector, Destination destination, ConnectTarget target, Duration max) {
    this.connector = connector;
    this.destination = destination;
    this.target = target;
    this.max = max;
  }

  /** Returns the hint for a failed call; null if its failure is of another kind. */
  @Nullable String hint(PinelinkException failure) {
    boolean silent =
        failure instanceof DeadlineExceededException
            || (failure instanceof TransportException lost
                && lost.networkCause() == NetworkCause.CONNECTION_LOST);
    if (!silent) {
      return null;
    }
    if (hint == null) {
      hint = explain();
    }
    return hint;
  }

  private String explain() {
    long begin = System.nanoTime();
    try {
      connector.request(destination, target, 0, Deadline.after(max));
    } catch (IOException e) {
      return "connections were answered a moment ago and are not any more: the network fails at"
          + " times, or the endpoint is going away; repeat this check";
    }
    return "a new connection was answered in "
        + DurationText.of(Duration.ofNanos(System.nanoTime() - begin))
        + ", so the path works for new connections: a firewall, NAT or load balancer that cuts"
        + " established ones is the likely cause, or a service that is slow to answer; check their"
        + " rules for established connections, and limits of bytes, packets and idle time";
  }
}
