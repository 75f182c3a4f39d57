package io.pinelink.server.internal.http;

import java.time.Duration;

/** A fault of a TLS handshake, which takes effect when its first message has arrived. */
public sealed interface HandshakeFault {
  /**
   * A fatal alert, after which the connection is closed.
   *
   * @param description the number of the alert in the TLS protocol
   */
  record Alert(int description) implements HandshakeFault {}

  /** A certificate that clients must not accept. */
  record Certificate(CertificateFlaw flaw) implements HandshakeFault {}

  /**
   * No answer at all.
   *
   * @param timeout the time until the connection is closed; zero for never
   */
  record Stall(Duration timeout) implements HandshakeFault {}
}
