package io.pinelink.network;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server's certificate does not pass, for one of a few reasons; nothing was sent to it. */
public final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1;
  private static final int MAX_NAMES = 10;

  /** Why a certificate does not pass. */
  public enum Reason {
    /** It is of a trusted authority, but for other names. */
    WRONG_NAME,
    /** It is of a trusted authority, but has no DNS names; a common name does not count. */
    NO_DNS_NAME,
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
      ServerCertificate server,
      ServerCertificate top,
      String message,
      @Nullable CertificateException cause) {
    super(ServerCertificate.printable(message), cause);
    this.reason = reason;
    this.names = new ArrayList<>(server.names());
    this.subject = server.subject();
    this.issuer = top.issuer();
  }

  static RefusedCertificateException wrongName(
      X509Certificate[] chain, String host, CertificateException cause) {
    ServerCertificate server = ServerCertificate.of(chain[0]);
    return new RefusedCertificateException(
        Reason.WRONG_NAME,
        server,
        ServerCertificate.of(chain[chain.length - 1]),
        "the server's certificate is for " + shown(server) + ", not for " + host,
        cause);
  }

  /**
   * Creates the refusal of a certificate whose subject may name the host, but nothing else does.
   */
  static RefusedCertificateException noDnsName(X509Certificate[] chain, @Nullable String host) {
    ServerCertificate server = ServerCertificate.of(chain[0]);
    return new RefusedCertificateException(
        Reason.NO_DNS_NAME,
        server,
        ServerCertificate.of(chain[chain.length - 1]),
        "the server's certificate, of '"
            + server.subject()
            + "', has no DNS names (subjectAltName), and its common name does not count; it must"
            + " be reissued with the DNS name "
            + (host == null ? "of the host" : host),
        null);
  }

  static RefusedCertificateException unknownIssuer(
      X509Certificate[] chain, CertificateException cause) {
    ServerCertificate server = ServerCertificate.of(chain[0]);
    ServerCertificate top = ServerCertificate.of(chain[chain.length - 1]);
    return new RefusedCertificateException(
        Reason.UNKNOWN_ISSUER,
        server,
        top,
        "the server's certificate, of '"
            + server.subject()
            + "', is by '"
            + top.issuer()
            + "', which is not trusted",
        cause);
  }

  /** The dates of one certificate of the chain are what is wrong. */
  static RefusedCertificateException wrongDates(
      Reason reason, X509Certificate[] chain, X509Certificate wrong, CertificateException cause) {
    String subject = ServerCertificate.of(wrong).subject();
    return new RefusedCertificateException(
        reason,
        ServerCertificate.of(chain[0]),
        ServerCertificate.of(chain[chain.length - 1]),
        (wrong.equals(chain[0])
                ? "the server's certificate, of '" + subject + "',"
                : "the certificate of '" + subject + "'")
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

  private static String shown(ServerCertificate certificate) {
    List<String> names = certificate.names();
    if (names.isEmpty()) {
      return "'" + certificate.subject() + "'";
    }
    String first = names.stream().limit(MAX_NAMES).collect(Collectors.joining(", "));
    int left = names.size() - MAX_NAMES;
    return left > 0 ? first + " and " + left + " more" : first;
  }
}
