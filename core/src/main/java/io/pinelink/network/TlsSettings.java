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

/** The trusted authorities and the client certificate, or their source. */
final class TlsSettings implements TlsOptions {
  static final TlsOptions SYSTEM = new TlsSettings(true, List.of(), null);

  private final boolean system;
  private final Set<X509Certificate> authorities;
  private final @Nullable ClientIdentity identity;
  private final @Nullable Supplier<TlsOptions> source;

  TlsSettings(
      boolean system, Collection<X509Certificate> authorities, @Nullable ClientIdentity identity) {
    this(system, authorities, identity, null);
  }

  TlsSettings(
      boolean system,
      Collection<X509Certificate> authorities,
      @Nullable ClientIdentity identity,
      @Nullable Supplier<TlsOptions> source) {
    this.system = system;
    this.authorities = Collections.unmodifiableSet(new LinkedHashSet<>(authorities));
    this.identity = identity;
    this.source = source;
  }

  @Override
  public TlsSettings current() {
    return source == null ? this : (TlsSettings) source.get().current();
  }

  @Override
  public TlsOptions alsoTrusting(X509Certificate... authorities) {
    return with(atLeastOne(authorities));
  }

  @Override
  public TlsOptions alsoTrusting(Path pem) {
    Objects.requireNonNull(pem, "pem is null");
    return with(PemFile.read(pem).certificates());
  }

  @Override
  public TlsOptions alsoTrusting(KeyStore store) {
    return with(trustedIn(store));
  }

  private TlsOptions with(Collection<X509Certificate> more) {
    if (source != null) {
      return TlsOptions.reloading(() -> current().with(more));
    }
    Set<X509Certificate> all = new LinkedHashSet<>(authorities);
    all.addAll(more);
    return new TlsSettings(system, all, identity);
  }

  @Override
  public TlsOptions clientCertificate(Path certificateChainPem, Path privateKeyPem) {
    Objects.requireNonNull(certificateChainPem, "certificateChainPem is null");
    Objects.requireNonNull(privateKeyPem, "privateKeyPem is null");
    return with(ClientIdentity.of(certificateChainPem, privateKeyPem));
  }

  @Override
  public TlsOptions clientCertificate(KeyStore store, char[] password) {
    Objects.requireNonNull(password, "password is null");
    return with(ClientIdentity.of(store, password));
  }

  private TlsOptions with(ClientIdentity own) {
    return source == null
        ? new TlsSettings(system, authorities, own)
        : TlsOptions.reloading(() -> current().with(own));
  }

  static List<X509Certificate> atLeastOne(X509Certificate... authorities) {
    if (authorities.length == 0) {
      throw new IllegalArgumentException("authorities is empty, expected at least one certificate");
    }
    return List.of(authorities);
  }

  static Set<X509Certificate> trustedIn(KeyStore store) {
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

  @Override
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

  @Override
  public Optional<X509ExtendedKeyManager> keyManager() {
    return Optional.ofNullable(current().identity);
  }

  @Override
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
    return other instanceof TlsSettings that
        && that.system == system
        && that.authorities.equals(authorities)
        && Objects.equals(that.identity, identity)
        && Objects.equals(that.source, source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(system, authorities, identity, source);
  }

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
