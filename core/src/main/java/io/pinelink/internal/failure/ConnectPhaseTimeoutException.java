package io.pinelink.internal.failure;

import java.io.IOException;
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

  /** Creates the exception for a phase. */
  public ConnectPhaseTimeoutException(Phase phase, String message) {
    super(Objects.requireNonNull(message, "message is null"));
    this.phase = Objects.requireNonNull(phase, "phase is null");
  }

  /** Returns the phase. */
  public Phase phase() {
    return phase;
  }
}
