package io.pinelink.network;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

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
 * <p>Immutable and thread-safe, except that those of {@link #reloading} follow their source. Files
 * and key stores are read once, when the options are created. Two objects are equal if they trust
 * the same authorities and have the same client certificate, or have the same source.
 */
public final class TlsOptions {
  private static final TlsOptions SYSTEM = new TlsOptions(true, List.of(), null);

  private final boolean system;
  private final Set<X509Certificate> authorities;
  private final @Nullable ClientIdentity identity;
  private final @Nullable Supplier<TlsOptions> source;

  private TlsOptions(
      boolean system, Collection<X509Certificate> authorities, @Nullable ClientIdentity identity) {
    this(system, authorities, identity, null);
  }

  private TlsOptions(
      boolean system,
      Collection<X509Certificate> authorities,
      @Nullable ClientIdentity identity,
      @Nullable Supplier<TlsOptions> source) {
    this.system = system;
    this.authorities = Collections.unmodifiableSet(new LinkedHashSet<>(authorities));
    this.identity = identity;
    this.source = source;
  }

  /**
   * Returns the default options, which trust the JVM's certificate authorities: those of {@code
   * javax.net.ssl.trustStore}, or otherwise those that come with the JDK.
   */
  public static TlsOptions systemTrust() {
    return SYSTEM;
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
  public static TlsOptions reloading(Supplier<TlsOptions> source) {
    return new TlsOptions(false, List.of(), null, Objects.requireNonNull(source, "source"));
  }

  /**
   * Returns the options of the next connection: this object, unless {@link #reloading} created it.
   * Transports call it for each connection.
   */
  public TlsOptions current() {
    return source == null ? this : source.get().current();
  }

  /** Returns options that trust only the given certificate authorities; at least one. */
  public static TlsOptions trustOnly(X509Certificate... authorities) {
    return new TlsOptions(false, atLeastOne(authorities), null);
  }

  /**
   * Returns options that trust only the certificate authorities of a PEM file.
   *
   * @throws IllegalArgumentException if the file cannot be read, or has no certificate or an
   *     invalid one; the message names the file and the problem
   */
  public static TlsOptions trustOnly(Path pem) {
    return new TlsOptions(false, PemFile.read(pem).certificates(), null);
  }

  /**
   * Returns options that trust only the trusted certificates of a key store.
   *
   * @throws IllegalArgumentException if the store has none, or has not been loaded
   */
  public static TlsOptions trustOnly(KeyStore store) {
    return new TlsOptions(false, trustedIn(store), null);
  }

  /** Returns these options with more trusted certificate authorities; at least one. */
  public TlsOptions alsoTrusting(X509Certificate... authorities) {
    return with(atLeastOne(authorities));
  }

  /**
   * Returns these options with the certificate authorities of a PEM file trusted too, such as that
   * of a proxy that inspects TLS.
   *
   * @throws IllegalArgumentException as {@link #trustOnly(Path)}
   */
  public TlsOptions alsoTrusting(Path pem) {
    return with(PemFile.read(pem).certificates());
  }

  /**
   * Returns these options with the trusted certificates of a key store trusted too.
   *
   * @throws IllegalArgumentException as {@link #trustOnly(KeyStore)}
   */
  public TlsOptions alsoTrusting(KeyStore store) {
    return with(trustedIn(store));
  }

  private TlsOptions with(Collection<X509Certificate> more) {
    if (source != null) {
      return reloading(() -> current().with(more));
    }
    Set<X509Certificate> all = new LinkedHashSet<>(authorities);
    all.addAll(more);
    return new TlsOptions(system, all, identity);
  }

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
  public TlsOptions clientCertificate(Path certificateChainPem, Path privateKeyPem) {
    return with(ClientIdentity.of(certificateChainPem, privateKeyPem));
  }

  /**
   * Returns these options with a client certificate, presented to every server that requests one
   * (mTLS).
   *
   * @param store a store with exactly one private key, RSA or elliptic curve, and its certificates
   * @param password the password of that key; it is not kept
   * @throws IllegalArgumentException if the store has no such key or more than one, has not been
   *     loaded, or the password is wrong
   */
  public TlsOptions clientCertificate(KeyStore store, char[] password) {
    return with(ClientIdentity.of(store, password));
  }

  private TlsOptions with(ClientIdentity own) {
    return source == null
        ? new TlsOptions(system, authorities, own)
        : reloading(() -> current().with(own));
  }

  private static List<X509Certificate> atLeastOne(X509Certificate... authorities) {
    if (authorities.length == 0) {
      throw new IllegalArgumentException("authorities is empty, expected at least one certificate");
    }
    return List.of(authorities);
  }

  private static Set<X509Certificate> trustedIn(KeyStore store) {
    Set<X509Certificate> trusted = new LinkedHashSet<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          trusted.add(certificate);
        }
      }
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("the key store has not been loaded", e);
    }
    if (trusted.isEmpty()) {
      throw new IllegalArgumentException("the key store contains no trusted certificate");
    }
    return trusted;
  }

  /**
   * Creates the trust manager that checks a server's certificate. Over every protocol, a refused
   * certificate results in a {@link RefusedCertificateException} if the reason is one of its {@link
   * RefusedCertificateException.Reason reasons}.
   *
   * <p>Each call creates a new one and reads the JVM's authorities, so callers should keep it.
   *
   * @throws IllegalStateException if the JVM's authorities are to be trusted, but it has none
   */
  public X509ExtendedTrustManager trustManager() {
    if (source != null) {
      return current().trustManager();
    }
    try {
      X509ExtendedTrustManager jvm = system ? check(null) : null;
      return new TrustCheck(jvm == null || !authorities.isEmpty() ? check(storeWith(jvm)) : jvm);
    } catch (GeneralSecurityException | IOException e) {
      throw cannotBeSetUp(e);
    }
  }

  private KeyStore storeWith(@Nullable X509ExtendedTrustManager jvm)
      throws GeneralSecurityException, IOException {
    Set<X509Certificate> all = new LinkedHashSet<>(authorities);
    if (jvm != null) {
      all.addAll(Arrays.asList(jvm.getAcceptedIssuers()));
    }
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int position = 0;
    for (X509Certificate authority : all) {
      store.setCertificateEntry("authority-" + position++, authority);
    }
    return store;
  }

  /** Creates a trust manager for a store; for the JVM's store if it is null. */
  private static X509ExtendedTrustManager check(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager candidate : factory.getTrustManagers()) {
      if (candidate instanceof X509ExtendedTrustManager check) {
        if (check.getAcceptedIssuers().length == 0) {
          throw new KeyStoreException(
              "the JVM trusts no authority; check javax.net.ssl.trustStore and the JDK's"
                  + " lib/security/cacerts, or use TlsOptions.trustOnly");
        }
        return check;
      }
    }
    throw new KeyStoreException(factory.getProvider() + " cannot check the name of a server");
  }

  /** Returns the client's certificate and key; empty if it has none. */
  public Optional<X509ExtendedKeyManager> keyManager() {
    return Optional.ofNullable(current().identity);
  }

  /**
   * Creates a JDK TLS context with these authorities and this client certificate. An engine or
   * socket of the context checks the server's name only if its endpoint identification algorithm is
   * {@code HTTPS}.
   *
   * @throws IllegalStateException as {@link #trustManager()}
   */
  public SSLContext sslContext() {
    if (source != null) {
      return current().sslContext();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : new KeyManager[] {identity},
          new TrustManager[] {trustManager()},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw cannotBeSetUp(e);
    }
  }

  private static IllegalStateException cannotBeSetUp(Exception e) {
    return new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TlsOptions that
        && that.system == system
        && that.authorities.equals(authorities)
        && Objects.equals(that.identity, identity)
        && Objects.equals(that.source, source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(system, authorities, identity, source);
  }

  /**
   * Returns the number of trusted authorities and the subject of the client certificate, never a
   * key.
   */
  @Override
  public String toString() {
    if (source != null) {
      return "reloading " + current();
    }
    String count = authorities.size() == 1 ? "1 authority" : authorities.size() + " authorities";
    String trust =
        !system
            ? "trust in " + count
            : authorities.isEmpty() ? "system trust" : "system trust and " + count;
    return identity == null ? trust : trust + ", client certificate of " + identity;
  }
}
