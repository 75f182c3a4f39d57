package io.pinelink.network;

import io.pinelink.network.RefusedCertificateException.Reason;
import java.net.Socket;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A trust manager that delegates to the JVM's and translates its refusals into typed exceptions. It
 * never accepts a certificate that the JVM refuses.
 *
 * <p>In one respect it is stricter than the JVM, which compares a host with the common name of a
 * certificate that has no DNS names: RFC 9525 forbids that, so such a certificate is refused.
 */
final class TrustCheck extends X509ExtendedTrustManager {
  private static final Pattern IP_ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private final X509ExtendedTrustManager jvm;

  TrustCheck(X509ExtendedTrustManager jvm) {
    this.jvm = jvm;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      jvm.checkServerTrusted(chain, authType, engine);
    } catch (CertificateException e) {
      throw explained(e, chain, authType, engine.getPeerHost());
    }
    requireDnsName(chain, engine.getPeerHost());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    try {
      jvm.checkServerTrusted(chain, authType, socket);
    } catch (CertificateException e) {
      throw explained(e, chain, authType, peerHost(socket));
    }
    requireDnsName(chain, peerHost(socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    try {
      jvm.checkServerTrusted(chain, authType);
    } catch (CertificateException e) {
      throw explained(e, chain, authType, null);
    }
  }

  /**
   * Requires a DNS name unless the host is an IP address, which the JVM correctly compares only
   * with the addresses of the certificate.
   */
  private static void requireDnsName(X509Certificate[] chain, @Nullable String host)
      throws RefusedCertificateException {
    boolean isIpAddress = host != null && IP_ADDRESS.matcher(host).matches();
    if (!isIpAddress && !ServerCertificate.hasDnsName(chain[0])) {
      throw RefusedCertificateException.noDnsName(chain, host);
    }
  }

  private static @Nullable String peerHost(Socket socket) {
    SSLSession session = socket instanceof SSLSocket tls ? tls.getHandshakeSession() : null;
    return session == null ? null : session.getPeerHost();
  }

  private CertificateException explained(
      CertificateException refused,
      X509Certificate[] chain,
      String authType,
      @Nullable String host) {
    if (hasCause(refused, CertificateExpiredException.class)) {
      return RefusedCertificateException.wrongDates(
          Reason.EXPIRED, chain, firstOutOfDate(chain), refused);
    }
    if (hasCause(refused, CertificateNotYetValidException.class)) {
      return RefusedCertificateException.wrongDates(
          Reason.NOT_YET_VALID, chain, firstOutOfDate(chain), refused);
    }
    if (causes(refused).anyMatch(TrustCheck::leadsToNoAuthority)) {
      return RefusedCertificateException.unknownIssuer(chain, refused);
    }
    return host != null && isTrusted(chain, authType) && !isFor(host, chain[0])
        ? RefusedCertificateException.wrongName(chain, host, refused)
        : refused;
  }

  private static boolean leadsToNoAuthority(Throwable t) {
    return t instanceof CertPathBuilderException
        || (t instanceof CertPathValidatorException path
            && (path.getReason() == PKIXReason.NO_TRUST_ANCHOR
                // An authority of the same name is trusted, but has another key.
                || path.getReason() == BasicReason.INVALID_SIGNATURE));
  }

  private static X509Certificate firstOutOfDate(X509Certificate[] chain) {
    for (X509Certificate certificate : chain) {
      try {
        certificate.checkValidity();
      } catch (CertificateExpiredException | CertificateNotYetValidException e) {
        return certificate;
      }
    }
    return chain[0];
  }

  /** Returns whether a chain is trusted, without a check of names. */
  private boolean isTrusted(X509Certificate[] chain, String authType) {
    try {
      jvm.checkServerTrusted(chain, authType);
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  /**
   * Returns whether a certificate is for a host. Only used to explain a certificate that was
   * already refused.
   */
  private static boolean isFor(String host, X509Certificate certificate) {
    String lowerHost = host.toLowerCase(Locale.ROOT);
    String parent = lowerHost.substring(lowerHost.indexOf('.') + 1);
    return ServerCertificate.of(certificate).names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(lowerHost) || name.equals("*." + parent));
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    return causes(thrown).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    jvm.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    jvm.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    jvm.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return jvm.getAcceptedIssuers();
  }
}
