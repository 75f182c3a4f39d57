package io.pinelink.network;

import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The certificate authorities that a client trusts, and the client's own certificate. The server's
 * certificate is always checked against the logical host of the route; this cannot be disabled. The
 * certificate must have the host among its DNS names ({@code subjectAltName}): its common name does
 * not count.
 *
 * <pre>{@code
 * TlsOptions.systemTrust().alsoTrusting(Path.of("corporate-ca.pem"))  // behind a proxy that inspects TLS
 * TlsOptions.trustOnly(Path.of("ca.pem"))                             // a pinned authority
 *     .clientCertificate(Path.of("client.pem"), Path.of("client-key.pem"))
 * }</pre>
 *
 * <p>An authority may be an intermediate one: {@code trustOnly} then accepts only certificates that
 * it signed, and no other ones of the same root.
 *
 * <p>An interface, so that no call of {@link #trustOnly(Path)} on an object, which would drop its
 * client certificate, compiles.
 *
 * <p>Immutable and thread-safe, except that options from {@link #reloading} follow their source.
 * Files and key stores are read once, when the options are created. Two objects are equal if they
 * trust the same authorities and have the same client certificate, or have the same source.
 */
public sealed interface TlsOptions permits TlsSettings {
  /**
   * Returns the default options, which trust the JVM's certificate authorities, from {@code
   * javax.net.ssl.trustStore} or otherwise from the JDK.
   */
  static TlsOptions systemTrust() {
    return TlsSettings.SYSTEM;
  }

  /**
   * Returns options that follow a source, for authorities and client certificates that are replaced
   * while the client runs. Each new connection uses the options that the source then returns, and
   * resumes no TLS session of earlier ones. Open connections are kept.
   *
   * <pre>{@code
   * AtomicReference<TlsOptions> newest = new AtomicReference<>(TlsOptions.trustOnly(pem));
   * Pinelink client = Pinelink.builder().tls(TlsOptions.reloading(newest::get)).build();
   * newest.set(TlsOptions.trustOnly(pem)); // after the file was replaced
   * }</pre>
   *
   * @param source called for each new connection, on its threads: it must return immediately, and
   *     equal options as long as nothing has changed. A connection for which it throws fails.
   */
  static TlsOptions reloading(Supplier<TlsOptions> source) {
    return new TlsSettings(
        false, List.of(), null, Objects.requireNonNull(source, "source is null"));
  }

  /**
   * Returns the options of the next connection: this object, unless {@link #reloading} created it.
   * Transports call it for each connection.
   */
  TlsOptions current();

  /** Returns options that trust only the given certificate authorities; at least one. */
  static TlsOptions trustOnly(X509Certificate... authorities) {
    return new TlsSettings(false, TlsSettings.atLeastOne(authorities), null);
  }

  /**
   * Returns options that trust only the certificate authorities of a PEM file.
   *
   * @throws IllegalArgumentException if the file cannot be read, or has no certificate or an
   *     invalid one; the message names the file and the problem
   */
  static TlsOptions trustOnly(Path pem) {
    Objects.requireNonNull(pem, "pem is null");
    return new TlsSettings(false, PemFile.read(pem).certificates(), null);
  }

  /**
   * Returns options that trust only the trusted certificates of a key store.
   *
   * @throws IllegalArgumentException if the store has none, or has not been loaded
   */
  static TlsOptions trustOnly(KeyStore store) {
    return new TlsSettings(false, TlsSettings.trustedIn(store), null);
  }

  /** Returns these options with more trusted certificate authorities; at least one. */
  TlsOptions alsoTrusting(X509Certificate... authorities);

  /**
   * Returns these options with the certificate authorities of a PEM file trusted too, such as the
   * authority of a proxy that inspects TLS.
   *
   * @throws IllegalArgumentException as {@link #trustOnly(Path)}
   */
  TlsOptions alsoTrusting(Path pem);

  /**
   * Returns these options with the trusted certificates of a key store trusted too.
   *
   * @throws IllegalArgumentException as {@link #trustOnly(KeyStore)}
   */
  TlsOptions alsoTrusting(KeyStore store);

  /**
   * Returns these options with a client certificate, presented to every server that requests one
   * (mTLS).
   *
   * @param certificateChainPem the client's certificate first, followed by the chain to its
   *     authority
   * @param privateKeyPem the key of the first certificate, RSA or elliptic curve, as PKCS#8 without
   *     encryption
   * @throws IllegalArgumentException if a file cannot be read or is invalid, or the key does not
   *     match the certificate; the message names the file and the problem, never the key
   */
  TlsOptions clientCertificate(Path certificateChainPem, Path privateKeyPem);

  /**
   * Returns these options with a client certificate, presented to every server that requests one
   * (mTLS).
   *
   * @param store a store with exactly one private key, RSA or elliptic curve, and its certificates
   * @param password the password of that key; it is not kept
   * @throws IllegalArgumentException if the store has no such key or more than one, has not been
   *     loaded, or the password is wrong
   */
  TlsOptions clientCertificate(KeyStore store, char[] password);

  /**
   * Creates the trust manager that checks a server's certificate. Over every protocol, a refused
   * certificate results in a {@link RefusedCertificateException} if the reason is one of its {@link
   * RefusedCertificateException.Reason reasons}.
   *
   * <p>Each call creates a new one and reads the JVM's authorities, so callers should keep it.
   *
   * @throws IllegalStateException if the JVM's authorities are to be trusted, but it has none
   */
  X509ExtendedTrustManager trustManager();

  /** Returns the client's certificate and key; empty if it has none. */
  Optional<X509ExtendedKeyManager> keyManager();

  /**
   * Creates a JDK TLS context with these authorities and this client certificate. An engine or
   * socket of the context checks the server's name only if its endpoint identification algorithm is
   * {@code HTTPS}.
   *
   * @throws IllegalStateException as {@link #trustManager()}
   */
  SSLContext sslContext();

  /**
   * Returns the number of trusted authorities and the subject of the client certificate, never a
   * key.
   */
  @Override
  String toString();
}
