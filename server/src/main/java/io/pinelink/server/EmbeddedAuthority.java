package io.pinelink.server;

import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2SecurityUtil;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolNames;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.pinelink.server.internal.deferred.Deferred;
import io.pinelink.server.internal.gateway.CertificateSource;
import io.pinelink.server.internal.http.CertificateFlaw;
import io.pinelink.server.internal.http.ServerKeyManager;
import io.pinelink.server.internal.wire.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority for tests. It can sign the certificates of several {@link
 * EmbeddedPinecone} servers: clients that trust it trust all of them.
 *
 * <pre>{@code
 * EmbeddedAuthority authority = EmbeddedAuthority.create();    // in one process
 * authority.save(directory);
 * EmbeddedPinecone.builder().authority(authority).start();
 *
 * EmbeddedAuthority same = EmbeddedAuthority.load(directory);  // in another process
 * EmbeddedPinecone.builder().authority(same).start();
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class EmbeddedAuthority {
  private static final String CERTIFICATE_FILE = "ca.pem";
  private static final String KEY_FILE = "ca-key.pem";
  private static final X500Name AUTHORITY = new X500Name("CN=EmbeddedPinecone CA");
  private static final X500Name SERVER = new X500Name("CN=EmbeddedPinecone");
  private static final Duration LIFETIME = Duration.ofDays(365);
  private static final Duration CLOCK_SKEW = Duration.ofDays(1);
  private static final String WRONG_HOST = "wrong-host.invalid";
  private static final int SERIAL_BITS = 64;
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:.*");
  private static final String SIGNATURE = "SHA256withECDSA";

  private final X509Certificate certificate;
  private final PrivateKey key;
  // One for all servers: a key costs as much as its certificate.
  private final Supplier<KeyPair> serverKeys = new Deferred<>(EmbeddedAuthority::newKeys);

  private EmbeddedAuthority(X509Certificate certificate, PrivateKey key) {
    this.certificate = certificate;
    this.key = key;
  }

  /**
   * Creates a certificate authority that is valid for one year.
   *
   * @throws IllegalStateException if this JVM cannot create the keys or the certificate
   */
  public static EmbeddedAuthority create() {
    try {
      KeyPair keys = newKeys();
      X509v3CertificateBuilder certificate =
          certificate(AUTHORITY, AUTHORITY, Validity.now(), keys.getPublic());
      certificate.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      certificate.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return new EmbeddedAuthority(signed(certificate, keys.getPrivate()), keys.getPrivate());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("Cannot create a certificate authority", e);
    }
  }

  /**
   * Loads the certificate authority that {@link #save} wrote to a directory.
   *
   * @throws UncheckedIOException if a file cannot be read
   * @throws IllegalArgumentException if the files are not a certificate and its own elliptic-curve
   *     key
   */
  public static EmbeddedAuthority load(Path directory) {
    Objects.requireNonNull(directory, "directory is null");
    try {
      byte[] certificate = Pem.decode(Pem.CERTIFICATE, read(directory, CERTIFICATE_FILE));
      byte[] key = Pem.decode(Pem.PRIVATE_KEY, read(directory, KEY_FILE));
      EmbeddedAuthority loaded =
          new EmbeddedAuthority(
              (X509Certificate)
                  CertificateFactory.getInstance("X.509")
                      .generateCertificate(new ByteArrayInputStream(certificate)),
              KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)));
      loaded.checkKey();
      return loaded;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s and %s in %s are not a certificate authority and its key"
              .formatted(CERTIFICATE_FILE, KEY_FILE, directory),
          e);
    }
  }

  private static String read(Path directory, String file) {
    try {
      return Files.readString(directory.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void checkKey() throws GeneralSecurityException {
    byte[] anything = certificate.getEncoded();
    Signature signature = Signature.getInstance(SIGNATURE);
    signature.initSign(key);
    signature.update(anything);
    byte[] signed = signature.sign();
    // Verified with the key: the certificate allows its key only to sign certificates.
    signature.initVerify(certificate.getPublicKey());
    signature.update(anything);
    if (!signature.verify(signed)) {
      throw new KeyException("the key belongs to another certificate");
    }
  }

  /**
   * Writes the certificate and the private key to a directory, as {@code ca.pem} and {@code
   * ca-key.pem} in PEM format. On POSIX file systems only the owner may read the key. With the key,
   * any host can be impersonated to clients that trust the certificate.
   *
   * @param directory created if it does not exist; existing files with these names are replaced
   * @throws UncheckedIOException if a file cannot be written
   */
  public void save(Path directory) {
    Objects.requireNonNull(directory, "directory is null");
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve(CERTIFICATE_FILE), pem());
      Path keyFile = directory.resolve(KEY_FILE);
      Files.deleteIfExists(keyFile);
      Files.createFile(keyFile, ownerOnly(directory));
      Files.writeString(keyFile, Pem.encode(Pem.PRIVATE_KEY, key.getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path directory) {
    return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  /** Returns the root certificate that clients must trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Returns {@link #certificate()} as PEM text. */
  public String pem() {
    try {
      return Pem.encode(Pem.CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("Cannot encode the certificate authority", e);
    }
  }

  /**
   * Returns the TLS contexts of servers for names, which may be wildcards or IP addresses. They
   * offer h2 and HTTP/1.1.
   */
  CertificateSource certificates() {
    return new CertificateSource() {
      @Override
      public SslContext valid(List<String> names) {
        return serverFor(names, Validity.now());
      }

      @Override
      public SslContext flawed(CertificateFlaw flaw, List<String> names) {
        return switch (flaw) {
          case EXPIRED -> serverFor(names, Validity.past());
          case NOT_YET_VALID -> serverFor(names, Validity.future());
          case WRONG_HOST -> serverFor(List.of(WRONG_HOST), Validity.now());
          case UNTRUSTED -> create().serverFor(names, Validity.now());
        };
      }
    };
  }

  /** The time in which a certificate is valid. */
  private record Validity(Instant begin, Instant end) {
    static Validity now() {
      Instant now = Instant.now();
      return new Validity(now.minus(CLOCK_SKEW), now.plus(LIFETIME));
    }

    static Validity past() {
      Instant now = Instant.now();
      return new Validity(now.minus(LIFETIME), now.minus(CLOCK_SKEW));
    }

    static Validity future() {
      Instant now = Instant.now();
      return new Validity(now.plus(CLOCK_SKEW), now.plus(LIFETIME));
    }
  }

  private SslContext serverFor(List<String> names, Validity validity) {
    try {
      KeyPair keys = serverKeys.get();
      X509Certificate server = serverCertificate(names, validity, keys.getPublic());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          new KeyManager[] {new ServerKeyManager(keys.getPrivate(), server, certificate)},
          new TrustManager[0], // clients have no certificates
          null);
      // The JDK's, so that the server behaves the same with and without OpenSSL.
      return new JdkSslContext(
          context,
          false,
          Http2SecurityUtil.CIPHERS,
          SupportedCipherSuiteFilter.INSTANCE,
          new ApplicationProtocolConfig(
              ApplicationProtocolConfig.Protocol.ALPN,
              ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
              ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
              ApplicationProtocolNames.HTTP_2,
              ApplicationProtocolNames.HTTP_1_1),
          ClientAuth.NONE,
          null,
          false);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("Cannot create a certificate for " + names, e);
    }
  }

  private X509Certificate serverCertificate(
      List<String> names, Validity validity, PublicKey serverKey)
      throws GeneralSecurityException, OperatorCreationException, IOException {
    X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    X509v3CertificateBuilder server = certificate(issuer, SERVER, validity, serverKey);
    server.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            names.stream()
                .map(name -> new GeneralName(kindOf(name), name))
                .toArray(GeneralName[]::new)));
    server.addExtension(
        Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    return signed(server, key);
  }

  private static int kindOf(String name) {
    return ADDRESS.matcher(name).matches() ? GeneralName.iPAddress : GeneralName.dNSName;
  }

  private static X509v3CertificateBuilder certificate(
      X500Name issuer, X500Name subject, Validity validity, PublicKey key) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
        Date.from(validity.begin()),
        Date.from(validity.end()),
        subject,
        key);
  }

  private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey issuer)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(certificate.build(new JcaContentSignerBuilder(SIGNATURE).build(issuer)));
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot create keys on the curve secp256r1", e);
    }
  }
}
