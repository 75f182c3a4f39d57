package io.pinelink.grpc.channel;

import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreSpi;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key store like a PKCS#11 token: its key signs, but has no encoded form, so that it never leaves
 * the token.
 */
final class TokenStore extends KeyStore {
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final String ALIAS = "token";

  private TokenStore(Contents contents, Provider provider) {
    super(contents, provider, "TOKEN");
  }

  /**
   * Creates a store with an elliptic curve key.
   *
   * @param provider an installed provider, which {@link #provider()} has created
   */
  static KeyStore of(PrivateKey key, X509Certificate[] chain, Provider provider) throws Exception {
    KeyStore store = new TokenStore(new Contents(new TokenKey(key), chain.clone()), provider);
    store.load(null, null);
    return store;
  }

  /** Creates the provider that signs with the keys of such stores. */
  static Provider provider() {
    return new Token();
  }

  private record TokenKey(PrivateKey inside) implements PrivateKey {
    @Override
    public String getAlgorithm() {
      return inside.getAlgorithm();
    }

    @Override
    public @Nullable String getFormat() {
      return null;
    }

    @Override
    public byte @Nullable [] getEncoded() {
      return null;
    }
  }

  private static final class Token extends Provider {
    private static final long serialVersionUID = 1L;

    Token() {
      super("Token", "1", "Signs with keys that have no encoded form");
      putService(
          new Service(this, "Signature", ALGORITHM, Signing.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
              return new Signing();
            }

            @Override
            public boolean supportsParameter(Object key) {
              return key instanceof TokenKey;
            }
          });
    }
  }

  private static final class Signing extends SignatureSpi {
    private final Signature signature;

    Signing() {
      try {
        signature = Signature.getInstance(ALGORITHM, "SunEC");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
      signature.initSign(((TokenKey) key).inside());
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
      signature.initVerify(key);
    }

    @Override
    protected void engineUpdate(byte one) throws SignatureException {
      signature.update(one);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) throws SignatureException {
      signature.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
      return signature.sign();
    }

    @Override
    protected boolean engineVerify(byte[] bytes) throws SignatureException {
      return signature.verify(bytes);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
      throw new UnsupportedOperationException();
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
      throw new UnsupportedOperationException();
    }
  }

  private static final class Contents extends KeyStoreSpi {
    private final TokenKey key;
    private final X509Certificate[] chain;

    Contents(TokenKey key, X509Certificate[] chain) {
      this.key = key;
      this.chain = chain;
    }

    @Override
    public Key engineGetKey(String alias, char @Nullable [] password) {
      return key;
    }

    @Override
    public Certificate[] engineGetCertificateChain(String alias) {
      return chain.clone();
    }

    @Override
    public Certificate engineGetCertificate(String alias) {
      return chain[0];
    }

    @Override
    public Date engineGetCreationDate(String alias) {
      return chain[0].getNotBefore();
    }

    @Override
    public Enumeration<String> engineAliases() {
      return Collections.enumeration(List.of(ALIAS));
    }

    @Override
    public boolean engineContainsAlias(String alias) {
      return alias.equals(ALIAS);
    }

    @Override
    public int engineSize() {
      return 1;
    }

    @Override
    public boolean engineIsKeyEntry(String alias) {
      return alias.equals(ALIAS);
    }

    @Override
    public boolean engineIsCertificateEntry(String alias) {
      return false;
    }

    @Override
    public String engineGetCertificateAlias(Certificate certificate) {
      return ALIAS;
    }

    @Override
    public void engineLoad(@Nullable InputStream in, char @Nullable [] password) {}

    @Override
    public void engineSetKeyEntry(
        String alias, Key key, char @Nullable [] password, Certificate[] chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetKeyEntry(String alias, byte[] key, Certificate[] chain) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineSetCertificateEntry(String alias, Certificate certificate) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineDeleteEntry(String alias) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void engineStore(OutputStream out, char[] password) {
      throw new UnsupportedOperationException();
    }
  }
}
