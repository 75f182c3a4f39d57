package io.pinelink.contract.hostile;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.network.TlsOptions;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;

/** The certificate of every hostile server, for the hosts of indexes and the control plane. */
final class Certificate {
  /** The index that data-plane calls address. */
  static final String INDEX_HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  static final String CONTROL_HOST = "api.pinecone.io";

  private static final Duration DAY = Duration.ofDays(1);
  private static final X509Bundle BUNDLE = create();
  private static final X509Bundle STRANGER = create();

  private Certificate() {}

  private static X509Bundle create() {
    Instant now = Instant.now();
    try {
      return new CertificateBuilder()
          .ecp256()
          .subject("CN=hostile server")
          .addSanDnsName(INDEX_HOST)
          .addSanDnsName(indexHost("a"))
          .addSanDnsName(indexHost("b"))
          .addSanDnsName(CONTROL_HOST)
          .addSanDnsName("login.pinecone.io")
          .notBefore(now.minus(DAY))
          .notAfter(now.plus(DAY))
          .setIsCertificateAuthority(true)
          .buildSelfSigned();
    } catch (Exception e) {
      throw new IllegalStateException("cannot create a certificate", e);
    }
  }

  /** Returns the host of an index named {@code a} or {@code b}. */
  static String indexHost(String name) {
    return name + "-a1b234c.svc.aped-4627-b74a.pinecone.io";
  }

  static SSLContext server() {
    return server(BUNDLE);
  }

  /** Returns the context of a server with a certificate that clients do not trust. */
  static SSLContext stranger() {
    return server(STRANGER);
  }

  private static SSLContext server(X509Bundle bundle) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(bundle.toKeyManagerFactory().getKeyManagers(), null, null);
      return context;
    } catch (Exception e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }

  /** Returns TLS options that trust the servers. */
  static TlsOptions trust() {
    return TlsOptions.trustOnly(BUNDLE.getCertificate());
  }
}
