package io.pinelink.doctor;

import io.pinelink.network.TlsOptions;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Trust in the same authorities, but as of the start of the server certificate's validity. A server
 * can then be asked for its time although this machine's clock may be wrong.
 *
 * <p>It is not an extended trust manager, so the JVM checks the name of the server itself.
 */
final class DatelessTrust implements X509TrustManager {
  private final X509Certificate[] authorities;

  DatelessTrust(X509Certificate... authorities) {
    this.authorities = authorities;
  }

  static SSLContext sslContext(TlsOptions options) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      X509Certificate[] authorities = options.trustManager().getAcceptedIssuers();
      context.init(null, new TrustManager[] {new DatelessTrust(authorities)}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    try {
      PKIXParameters parameters =
          new PKIXParameters(
              Arrays.stream(authorities)
                  .map(authority -> new TrustAnchor(authority, null))
                  .collect(Collectors.toSet()));
      parameters.setDate(chain[0].getNotBefore());
      parameters.setRevocationEnabled(false);
      List<X509Certificate> path =
          Arrays.stream(chain).takeWhile(sent -> !isAuthority(sent)).toList();
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    } catch (CertificateException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new CertificateException(e);
    }
  }

  /**
   * Returns whether a certificate is of a trusted authority. It need not be the trusted certificate
   * itself: servers send one that an older authority has signed, for clients that trust only that.
   */
  private boolean isAuthority(X509Certificate sent) {
    return Arrays.stream(authorities)
        .anyMatch(
            authority ->
                authority.getSubjectX500Principal().equals(sent.getSubjectX500Principal())
                    && authority.getPublicKey().equals(sent.getPublicKey()));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this side is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.clone();
  }
}
