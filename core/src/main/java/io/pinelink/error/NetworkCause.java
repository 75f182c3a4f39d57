package io.pinelink.error;

/** The network problem behind a failed call, derived from the exceptions of the network library. */
public enum NetworkCause {
  /** DNS does not resolve the host, or the proxy in front of it. */
  UNKNOWN_HOST,
  /** DNS does not answer for the host, or the proxy in front of it, within the connect timeout. */
  DNS_TIMEOUT,
  /** The name resolves, but nothing answers at the address, or it is unreachable. */
  CONNECT_TIMEOUT,
  /** The address answers, but nothing listens on the port. */
  CONNECTION_REFUSED,
  /** The proxy cannot be reached, closes the connection, or does not answer in time. */
  PROXY_UNREACHABLE,
  /** The proxy answers, but refuses to connect to the target. */
  PROXY_REFUSED,
  /** The server's certificate is for other names, or has no DNS names. */
  WRONG_CERTIFICATE_NAME,
  /** The server's certificate was issued by an authority that is not trusted. */
  UNTRUSTED_CERTIFICATE,
  /** The server's certificate has expired, or is not valid yet. */
  EXPIRED_CERTIFICATE,
  /**
   * The connection was established, but broke before it was ready, such as during the TLS
   * handshake.
   */
  HANDSHAKE_RESET,
  /**
   * The connection was established, but the TLS handshake, or the server's start of HTTP/2, did not
   * end within the connect timeout.
   */
  HANDSHAKE_TIMEOUT,
  /** The TLS handshake found no common application protocol; gRPC requires HTTP/2. */
  NO_COMMON_PROTOCOL,
  /** The route is plaintext, but the port speaks TLS. */
  TLS_PORT,
  /** The route uses TLS, but the port speaks something else, such as HTTP in plaintext. */
  PLAINTEXT_PORT,
  /** TLS failed for another reason. */
  TLS_FAILURE,
  /** The name resolves to an address that the route does not allow; nothing was sent there. */
  REFUSED_ADDRESS,
  /** The client did not send the call, for example because it is closed. */
  REFUSED_LOCALLY,
  /** The connection broke or failed for another reason. */
  CONNECTION_LOST;

  /** Returns whether the failure may be transient. */
  boolean isTransient() {
    return switch (this) {
      case DNS_TIMEOUT,
          CONNECT_TIMEOUT,
          CONNECTION_REFUSED,
          PROXY_UNREACHABLE,
          HANDSHAKE_RESET,
          HANDSHAKE_TIMEOUT,
          CONNECTION_LOST ->
          true;
      default -> false;
    };
  }
}
