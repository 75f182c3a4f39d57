package io.pinelink.spi;

/** The version of HTTP that carries JSON. gRPC always is HTTP/2. */
public enum HttpVersion {
  /** A connection for each call in flight, out of a pool. */
  HTTP_1_1,

  /**
   * Calls share connections, where TLS finds that the server speaks it too; HTTP/1.1 where it does
   * not, and on plaintext.
   */
  HTTP_2
}
