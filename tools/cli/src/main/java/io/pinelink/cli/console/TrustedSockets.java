package io.pinelink.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS to an embedded server on this machine, whose authority the JVM does not know. */
final class TrustedSockets {
  private TrustedSockets() {}

  /**
   * Returns sockets that trust the authorities of a PEM file.
   *
   * @throws IllegalArgumentException if the file contains no certificates
   */
  static SSLSocketFactory of(Path pem) {
    try (InputStream file = Files.newInputStream(pem)) {
      return of(CertificateFactory.getInstance("X.509").generateCertificates(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(pem + " contains no certificates", e);
    }
  }

  /** Returns sockets that trust one authority. */
  static SSLSocketFactory of(Certificate authority) {
    try {
      return of(List.of(authority));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLSocketFactory of(Collection<? extends Certificate> authorities)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + number++, authority);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
