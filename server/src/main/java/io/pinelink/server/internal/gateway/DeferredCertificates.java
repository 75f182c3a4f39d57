package io.pinelink.server.internal.gateway;

import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.pinelink.server.internal.http.CertificateFlaw;
import java.util.List;
import java.util.function.Supplier;

/**
 * A source that exists before the certificate authority behind it.
 *
 * @param source returns the source of the authority
 */
public record DeferredCertificates(Supplier<CertificateSource> source)
    implements CertificateSource {
  @Override
  public SslContext valid(List<String> names) {
    return source.get().valid(names);
  }

  @Override
  public SslContext flawed(CertificateFlaw flaw, List<String> names) {
    return source.get().flawed(flaw, names);
  }
}
