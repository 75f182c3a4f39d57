package io.pinelink.network;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/**
 * A phase of opening a connection that got no answer in time: the lookup of a name, or what follows
 * TCP. No request was sent.
 */
public final class ConnectPhaseTimeoutException extends IOException {
  private static final long serialVersionUID = 1;

  /** A phase of opening a connection. */
  public enum Phase {
    /** DNS resolves the name of the host, of the target to dial, or of the proxy. */
    LOOKUP,
    /** The TLS handshake. */
    TLS,
    /** The server sends its first HTTP/2 SETTINGS. */
    HTTP_2
  }

  private final Phase phase;

  private ConnectPhaseTimeoutException(Phase phase, String message) {
    super(message);
    this.phase = phase;
  }

  /** Creates the exception for a name about which DNS did not answer. */
  public static ConnectPhaseTimeoutException lookup(String name, Duration max) {
    Objects.requireNonNull(name, "name");
    return new ConnectPhaseTimeoutException(
        Phase.LOOKUP, "DNS did not answer for " + name + " within " + text(max));
  }

  /** Creates the exception for a TLS handshake that did not end. */
  public static ConnectPhaseTimeoutException tls(Duration max) {
    return new ConnectPhaseTimeoutException(
        Phase.TLS, "the TLS handshake did not end within " + text(max));
  }

  /** Creates the exception for a server that did not begin HTTP/2. */
  public static ConnectPhaseTimeoutException http2(Duration max) {
    return new ConnectPhaseTimeoutException(
        Phase.HTTP_2, "the server sent no HTTP/2 SETTINGS within " + text(max));
  }

  /** Returns the phase. */
  public Phase phase() {
    return phase;
  }

  /** Returns a duration in seconds, rounded up, or in milliseconds if it is shorter than one. */
  static String text(Duration max) {
    long millis = max.toMillis();
    return millis < 1_000 ? millis + " ms" : (millis + 999) / 1_000 + " s";
  }
}
