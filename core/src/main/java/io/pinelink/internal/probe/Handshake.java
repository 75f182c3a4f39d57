package io.pinelink.internal.probe;

import io.pinelink.network.ServerCertificate;
import io.pinelink.spi.dial.ConnectTarget;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/**
 * A successful TLS handshake.
 *
 * @param target the address of the server, and of the proxy in between
 * @param connect how long TCP took, including the proxy's tunnel
 * @param handshake how long TLS took
 * @param chain the certificates that the server sent, its own first
 * @param tlsVersion the TLS version, such as {@code TLSv1.3}
 * @param applicationProtocol the protocol selected by ALPN; empty for none
 */
public record Handshake(
    ConnectTarget target,
    Duration connect,
    Duration handshake,
    List<X509Certificate> chain,
    String tlsVersion,
    String applicationProtocol) {
  /** Copies the certificates. */
  public Handshake {
    chain = List.copyOf(chain);
  }

  /** Returns the server's own certificate. */
  public ServerCertificate certificate() {
    return ServerCertificate.of(chain.get(0));
  }
}
