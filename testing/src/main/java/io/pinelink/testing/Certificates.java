package io.pinelink.testing;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** A certificate authority made for one server, and the certificates that it signs. */
final class Certificates {
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);

  private final X509Bundle authority;

  private Certificates(X509Bundle authority) {
    this.authority = authority;
  }

  static Certificates create() {
    try {
      return new Certificates(
          certificate("CN=EmbeddedPinecone CA").setIsCertificateAuthority(true).buildSelfSigned());
    } catch (Exception e) {
      // The builder declares no narrower type.
      throw new IllegalStateException("Cannot make a certificate authority", e);
    }
  }

  X509Certificate authority() {
    return authority.getCertificate();
  }

  String authorityPem() {
    return authority.getCertificatePEM();
  }

  /** What a TLS server for the name needs; it offers HTTP/2 and HTTP/1.1. */
  SslContext serverFor(String name) {
    try {
      X509Bundle server =
          certificate("CN=EmbeddedPinecone")
              .addSanDnsName(name)
              .addExtendedKeyUsageServerAuth()
              .buildIssuedBy(authority);
      return SslContextBuilder.forServer(
              server.getKeyPair().getPrivate(), server.getCertificatePathWithRoot())
          // The JDK's, so that the server works the same whether or not OpenSSL is about.
          .sslProvider(SslProvider.JDK)
          .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
          .applicationProtocolConfig(
              new ApplicationProtocolConfig(
                  ApplicationProtocolConfig.Protocol.ALPN,
                  ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                  ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                  ApplicationProtocolNames.HTTP_2,
                  ApplicationProtocolNames.HTTP_1_1))
          .build();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot make a certificate for " + name, e);
    }
  }

  private static CertificateBuilder certificate(String subject) {
    Instant now = Instant.now();
    return new CertificateBuilder()
        .subject(subject)
        .ecp256()
        .notBefore(now.minus(CLOCK_SKEW))
        .notAfter(now.plus(LIFETIME));
  }
}
