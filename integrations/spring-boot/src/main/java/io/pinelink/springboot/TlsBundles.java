package io.pinelink.springboot;

import io.pinelink.network.TlsOptions;
import java.lang.System.Logger.Level;
import java.security.KeyStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The options of SSL bundles. They follow the updates of their bundles, so that new connections use
 * new certificates without a restart.
 */
final class TlsBundles {
  private static final System.Logger LOG = System.getLogger(TlsBundles.class.getName());

  private final ObjectProvider<SslBundles> bundles;
  private final Map<String, TlsOptions> options = new ConcurrentHashMap<>();

  TlsBundles(ObjectProvider<SslBundles> bundles) {
    this.bundles = bundles;
  }

  /**
   * Returns the options of a bundle; the same object for each call, so that clients do not add
   * handlers to the bundle each time that one is built.
   */
  TlsOptions options(String name) {
    return options.computeIfAbsent(name, this::follow);
  }

  private TlsOptions follow(String name) {
    SslBundles known = bundles.getIfAvailable();
    if (known == null) {
      throw new IllegalStateException("the application has no SSL bundles");
    }
    AtomicReference<TlsOptions> newest = new AtomicReference<>(of(known.getBundle(name)));
    known.addBundleUpdateHandler(name, bundle -> update(name, bundle, newest));
    return TlsOptions.reloading(newest::get);
  }

  private static void update(String name, SslBundle bundle, AtomicReference<TlsOptions> newest) {
    try {
      newest.set(of(bundle));
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "The update of SSL bundle '" + name + "' cannot be used, so the client keeps the old one",
          e);
    }
  }

  /** Returns the authorities and the client certificate of a bundle. */
  static TlsOptions of(SslBundle bundle) {
    KeyStore trusted = bundle.getStores().getTrustStore();
    TlsOptions tls = trusted == null ? TlsOptions.systemTrust() : TlsOptions.trustOnly(trusted);
    KeyStore own = bundle.getStores().getKeyStore();
    return own == null ? tls : tls.clientCertificate(own, keyPassword(bundle));
  }

  private static char[] keyPassword(SslBundle bundle) {
    String password = bundle.getKey().getPassword();
    if (password == null) {
      password = bundle.getStores().getKeyStorePassword();
    }
    return password == null ? new char[0] : password.toCharArray();
  }
}
