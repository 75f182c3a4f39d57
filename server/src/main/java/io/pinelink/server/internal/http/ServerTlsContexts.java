package io.pinelink.server.internal.http;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;

/** The TLS contexts of one virtual host. Thread-safe. */
public interface ServerTlsContexts {
  /**
   * Returns the context for a handshake.
   *
   * @param serverName the server name of the handshake; empty if it has none
   */
  SslContext named(String serverName);

  /** Returns a context for a handshake whose certificate has a flaw. */
  SslContext flawed(CertificateFlaw flaw, String serverName);
}
