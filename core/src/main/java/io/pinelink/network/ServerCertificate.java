package io.pinelink.network;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * The content of a server's certificate. The sender controls the texts, so control characters are
 * replaced and each text stays on one line.
 *
 * @param names the DNS names and addresses, as written there, such as {@code *.example.com}; empty
 *     if there are none
 * @param subject the distinguished name of the subject
 * @param issuer the distinguished name of the issuer
 * @param notAfter when the certificate expires
 */
public record ServerCertificate(
    List<String> names, String subject, String issuer, Instant notAfter) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  /** Copies the names. */
  public ServerCertificate {
    Objects.requireNonNull(subject, "subject is null");
    Objects.requireNonNull(issuer, "issuer is null");
    Objects.requireNonNull(notAfter, "notAfter is null");
    names = List.copyOf(Objects.requireNonNull(names, "names is null"));
  }

  /** Reads a certificate. */
  public static ServerCertificate of(X509Certificate certificate) {
    return new ServerCertificate(
        namesOf(certificate),
        printable(certificate.getSubjectX500Principal().getName()),
        printable(certificate.getIssuerX500Principal().getName()),
        certificate.getNotAfter().toInstant());
  }

  /** Returns whether a certificate has a DNS name among its subject alternative names. */
  static boolean hasDnsName(X509Certificate certificate) {
    return alternativeNames(certificate).stream().anyMatch(name -> name.get(0).equals(DNS_NAME));
  }

  private static List<String> namesOf(X509Certificate certificate) {
    return alternativeNames(certificate).stream()
        .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
        .map(name -> printable(String.valueOf(name.get(1))))
        .toList();
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null ? List.of() : all;
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
