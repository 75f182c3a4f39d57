package io.pinelink.network;

/** The HTTP version of REST calls. gRPC always uses HTTP/2. */
public enum HttpVersion {
  /** HTTP/1.1: one pooled connection per call in flight. */
  HTTP_1_1,

  /**
   * HTTP/2: calls share connections, if the TLS handshake selects it. Falls back to HTTP/1.1
   * otherwise, and in plaintext.
   */
  HTTP_2
}
