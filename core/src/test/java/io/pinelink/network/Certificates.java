package io.pinelink.network;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Certificates that are made for a test. */
public final class Certificates {
  static final String HOST = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final Duration DAY = Duration.ofDays(1);

  private Certificates() {}

  static X509Bundle authority(String name) throws Exception {
    return builder(name).setIsCertificateAuthority(true).buildSelfSigned();
  }

  static X509Bundle issuedBy(X509Bundle authority, String... names) throws Exception {
    CertificateBuilder server = builder("CN=server");
    for (String name : names) {
      server.addSanDnsName(name);
    }
    return server.buildIssuedBy(authority);
  }

  static CertificateBuilder builder(String name) {
    return valid(name, -1, 1);
  }

  static CertificateBuilder expired(String name) {
    return valid(name, -2, -1);
  }

  static CertificateBuilder notYetValid(String name) {
    return valid(name, 1, 2);
  }

  /** Returns a builder for a subject, valid between two days relative to today. */
  private static CertificateBuilder valid(String name, int from, int to) {
    Instant now = Instant.now();
    return new CertificateBuilder()
        .subject(name)
        .ecp256()
        .notBefore(now.plus(DAY.multipliedBy(from)))
        .notAfter(now.plus(DAY.multipliedBy(to)));
  }

  static KeyStore emptyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  static Path file(Path folder, String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One refusal for each reason, of a server that is asked for under {@link #HOST}. */
  public static RefusedCertificateException refusal(RefusedCertificateException.Reason reason)
      throws Exception {
    X509Bundle server = issuedBy(authority("CN=theirs"), "a.example", "b.example");
    X509Certificate[] chain = server.getCertificatePath();
    CertificateException cause = new CertificateException("the JVM's words");
    return switch (reason) {
      case WRONG_NAME -> RefusedCertificateException.wrongName(chain, HOST, cause);
      case NO_DNS_NAME -> RefusedCertificateException.noDnsName(chain, HOST);
      case UNKNOWN_ISSUER -> RefusedCertificateException.unknownIssuer(chain, cause);
      case EXPIRED, NOT_YET_VALID ->
          RefusedCertificateException.wrongDates(reason, chain, chain[0], cause);
    };
  }
}
