package io.pinelink.routing;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** A server's certificate does not pass, for one of a few reasons; nothing was sent to it. */
public final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1;
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int MOST_NAMES = 10;

  /** Why a certificate does not pass. */
  public enum Reason {
    /** It is of a trusted authority, but for other names. */
    WRONG_NAME,
    /** No authority that is trusted has signed it. */
    UNKNOWN_ISSUER,
    /** It, or one above it, has expired. */
    EXPIRED,
    /** It, or one above it, is not valid yet. */
    NOT_YET_VALID
  }

  private final Reason reason;
  private final ArrayList<String> names;
  private final String subject;
  private final String issuer;

  private RefusedCertificateException(
      Reason reason,
      X509Certificate server,
      X509Certificate top,
      String message,
      CertificateException cause) {
    super(printable(message), cause);
    this.reason = reason;
    this.names = new ArrayList<>(namesOf(server));
    this.subject = subjectOf(server);
    this.issuer = issuerOf(top);
  }

  static RefusedCertificateException wrongName(
      X509Certificate[] chain, String host, CertificateException cause) {
    return new RefusedCertificateException(
        Reason.WRONG_NAME,
        chain[0],
        chain[chain.length - 1],
        "the server's certificate is for " + shown(chain[0]) + ", not for " + host,
        cause);
  }

  static RefusedCertificateException unknownIssuer(
      X509Certificate[] chain, CertificateException cause) {
    X509Certificate top = chain[chain.length - 1];
    return new RefusedCertificateException(
        Reason.UNKNOWN_ISSUER,
        chain[0],
        top,
        "the server's certificate, of '"
            + subjectOf(chain[0])
            + "', is by '"
            + issuerOf(top)
            + "', which is not trusted",
        cause);
  }

  /** The dates of one certificate of the chain are what is wrong. */
  static RefusedCertificateException wrongDates(
      Reason reason, X509Certificate[] chain, X509Certificate wrong, CertificateException cause) {
    return new RefusedCertificateException(
        reason,
        chain[0],
        chain[chain.length - 1],
        (wrong.equals(chain[0])
                ? "the server's certificate, of '" + subjectOf(wrong) + "',"
                : "the certificate of '" + subjectOf(wrong) + "'")
            + (reason == Reason.EXPIRED
                ? " expired at " + wrong.getNotAfter().toInstant()
                : " is not valid before " + wrong.getNotBefore().toInstant()),
        cause);
  }

  /** Why it does not pass. */
  public Reason reason() {
    return reason;
  }

  /** The names that the server's certificate is for, as it has them: {@code *.example.com}. */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** The distinguished name of the server's certificate. */
  public String subject() {
    return subject;
  }

  /** The distinguished name of the authority that signed the last certificate the server sent. */
  public String issuer() {
    return issuer;
  }

  /** The DNS names and addresses of a certificate; empty if it has neither. */
  static List<String> namesOf(X509Certificate certificate) {
    try {
      Collection<List<?>> all = certificate.getSubjectAlternativeNames();
      return all == null
          ? List.of()
          : all.stream()
              .filter(name -> name.get(0).equals(DNS_NAME) || name.get(0).equals(IP_ADDRESS))
              .map(name -> printable(String.valueOf(name.get(1))))
              .toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static String shown(X509Certificate certificate) {
    List<String> names = namesOf(certificate);
    if (names.isEmpty()) {
      return "'" + subjectOf(certificate) + "'";
    }
    String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    int left = names.size() - MOST_NAMES;
    return left > 0 ? first + " and " + left + " more" : first;
  }

  private static String subjectOf(X509Certificate certificate) {
    return printable(certificate.getSubjectX500Principal().getName());
  }

  private static String issuerOf(X509Certificate certificate) {
    return printable(certificate.getIssuerX500Principal().getName());
  }

  /** Who sends a certificate chooses its words: they are to stay on the line of the message. */
  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
