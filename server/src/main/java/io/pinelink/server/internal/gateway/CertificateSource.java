package io.pinelink.server.internal.gateway;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.pinelink.server.internal.http.CertificateFlaw;
import java.util.List;

/** A source of TLS contexts with new certificates. Thread-safe. */
public interface CertificateSource {
  /** Creates the TLS context of a server with the given names. */
  SslContext valid(List<String> names);

  /** Creates the TLS context of a server whose certificate clients must not accept. */
  SslContext flawed(CertificateFlaw flaw, List<String> names);
}
