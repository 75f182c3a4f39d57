package io.pinelink.network;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStore.PrivateKeyEntry;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * A client's certificate and key. It is presented to every server that requests a certificate with
 * its key algorithm, regardless of the authorities that the server lists. A server that does not
 * accept it reports that.
 */
final class ClientIdentity extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final List<X509Certificate> chain;
  private final PrivateKey key;

  private ClientIdentity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = List.copyOf(chain);
    this.key = key;
  }

  static ClientIdentity of(Path chainPem, Path keyPem) {
    List<X509Certificate> chain = PemFile.read(chainPem).certificates();
    PrivateKey key = PemFile.read(keyPem).privateKey();
    check(chain.get(0), key, "the key of '" + keyPem + "'", "the first of '" + chainPem + "'");
    return new ClientIdentity(chain, key);
  }

  static ClientIdentity of(KeyStore store, char[] password) {
    try {
      List<String> aliases = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.entryInstanceOf(alias, PrivateKeyEntry.class)) {
          aliases.add(alias);
        }
      }
      if (aliases.size() != 1) {
        throw new IllegalArgumentException(
            "the key store contains " + aliases.size() + " private keys, expected one");
      }
      return of(store, aliases.get(0), password);
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("the key store has not been loaded", e);
    }
  }

  private static ClientIdentity of(KeyStore store, String alias, char[] password)
      throws KeyStoreException {
    String which = "the key '" + alias + "' of the key store";
    try {
      PrivateKey key = (PrivateKey) store.getKey(alias, password);
      List<X509Certificate> chain =
          Arrays.stream(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList();
      check(chain.get(0), key, which, "its own");
      return new ClientIdentity(chain, key);
    } catch (UnrecoverableKeyException | NoSuchAlgorithmException e) {
      throw new IllegalArgumentException("the password of " + which + " is wrong", e);
    }
  }

  /** Checks that a signature of the key verifies with the certificate. */
  private static void check(
      X509Certificate certificate, PrivateKey key, String whichKey, String whichCertificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default ->
              throw new IllegalArgumentException(
                  whichKey + " is of the kind " + key.getAlgorithm() + ", expected RSA or EC");
        };
    if (!isSignedBy(certificate, key, algorithm)) {
      throw new IllegalArgumentException(
          whichKey + " does not belong to the certificate, " + whichCertificate);
    }
  }

  private static boolean isSignedBy(X509Certificate certificate, PrivateKey key, String algorithm) {
    byte[] sample = ALIAS.getBytes(StandardCharsets.US_ASCII);
    try {
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(sample);
      byte[] signature = signer.sign();
      Signature verifier = Signature.getInstance(algorithm);
      verifier.initVerify(certificate.getPublicKey());
      verifier.update(sample);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return aliasFor(keyTypes);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return aliasFor(keyTypes);
  }

  @Override
  public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return isOfKind(keyType) ? new String[] {ALIAS} : null;
  }

  private @Nullable String aliasFor(String... keyTypes) {
    return Arrays.stream(keyTypes).anyMatch(this::isOfKind) ? ALIAS : null;
  }

  /**
   * Returns whether a key type matches the key. A type such as {@code EC_RSA} means a key of the
   * first kind whose issuer has a key of the second.
   */
  private boolean isOfKind(String keyType) {
    return keyType.equals(key.getAlgorithm()) || keyType.startsWith(key.getAlgorithm() + "_");
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return alias.equals(ALIAS) ? chain.toArray(X509Certificate[]::new) : null;
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return alias.equals(ALIAS) ? key : null;
  }

  /** Returns null: the identity is for clients only. */
  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return null;
  }

  /** Compares the chains; the certificate contains the public key. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ClientIdentity that && that.chain.equals(chain);
  }

  @Override
  public int hashCode() {
    return chain.hashCode();
  }

  /** Returns the subject of the certificate. */
  @Override
  public String toString() {
    return "'" + chain.get(0).getSubjectX500Principal().getName() + "'";
  }
}
