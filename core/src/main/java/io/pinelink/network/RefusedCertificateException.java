package io.pinelink.network;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server's certificate that was refused, with the reason. Nothing was sent to the server. */
public final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1;
  private static final int MAX_NAMES = 10;

  /** The reason for which a certificate was refused. */
  public enum Reason {
    /** The certificate is from a trusted authority, but for other names. */
    WRONG_NAME,
    /**
     * The certificate is from a trusted authority, but has no DNS names; a common name does not
     * count.
     */
    NO_DNS_NAME,
    /** No trusted authority has signed the certificate. */
    UNKNOWN_ISSUER,
    /** The certificate, or another one in its chain, has expired. */
    EXPIRED,
    /** The certificate, or another one in its chain, is not valid yet. */
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

  /** Creates the exception for a certificate that may name the host in its subject only. */
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
        "the server's certificate, of '%s', is by '%s', which is not trusted"
            .formatted(server.subject(), top.issuer()),
        cause);
  }

  /** Creates the exception for a chain with a certificate that has expired or is not valid yet. */
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

  /** Returns the reason. */
  public Reason reason() {
    return reason;
  }

  /**
   * Returns the names of the server's certificate, as written there, such as {@code *.example.com}.
   */
  public List<String> names() {
    return List.copyOf(names);
  }

  /** Returns the distinguished name of the server's certificate. */
  public String subject() {
    return subject;
  }

  /**
   * Returns the distinguished name of the authority that signed the last certificate the server
   * sent.
   */
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
