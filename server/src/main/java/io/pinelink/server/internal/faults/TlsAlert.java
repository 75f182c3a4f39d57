package io.pinelink.server.internal.faults;

/** A fatal alert of TLS with which a server ends a handshake. */
enum TlsAlert {
  HANDSHAKE_FAILURE(40),
  BAD_CERTIFICATE(42),
  ACCESS_DENIED(49),
  PROTOCOL_VERSION(70),
  INSUFFICIENT_SECURITY(71),
  INTERNAL_ERROR(80),
  UNRECOGNIZED_NAME(112),
  NO_APPLICATION_PROTOCOL(120);

  private final int number;

  TlsAlert(int number) {
    this.number = number;
  }

  /** Returns the number of the alert in the protocol. */
  int number() {
    return number;
  }
}
