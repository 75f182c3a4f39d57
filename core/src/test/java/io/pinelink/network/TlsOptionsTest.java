package io.pinelink.network;

import static io.pinelink.network.Certificates.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsOptionsTest {
  private static final char[] PASSWORD = "swordfish".toCharArray();

  @TempDir private Path folder;
  private final X509Bundle ours;
  private final X509Bundle theirs;

  TlsOptionsTest() throws Exception {
    ours = Certificates.authority("CN=ours");
    theirs = Certificates.authority("CN=theirs");
  }

  private Path file(String name, String text) {
    return Certificates.file(folder, name, text);
  }

  private static X509Certificate[] acceptedBy(TlsOptions tls) {
    return tls.trustManager().getAcceptedIssuers();
  }

  private static void refused(ThrowingCallable call, String... words) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContainingAll(words);
  }

  @Test
  void systemTrustUsesTheAuthoritiesOfTheJvm() {
    assertThat(acceptedBy(TlsOptions.systemTrust())).hasSizeGreaterThan(1);
    assertThat(TlsOptions.systemTrust().keyManager()).isEmpty();
    assertThat(TlsOptions.systemTrust()).hasToString("system trust");
  }

  @Test
  void trustOnlyReplacesThem() {
    TlsOptions tls = TlsOptions.trustOnly(ours.getCertificate(), theirs.getCertificate());

    assertThat(acceptedBy(tls))
        .containsExactlyInAnyOrder(ours.getCertificate(), theirs.getCertificate());
    assertThat(tls).hasToString("trust in 2 authorities");
    refused(TlsOptions::trustOnly, "authorities is empty, expected at least one certificate");
  }

  @Test
  void alsoTrustingAddsToThem() {
    TlsOptions tls = TlsOptions.systemTrust().alsoTrusting(ours.getCertificate());

    assertThat(acceptedBy(tls))
        .contains(ours.getCertificate())
        .contains(acceptedBy(TlsOptions.systemTrust()));
    assertThat(tls).hasToString("system trust and 1 authority");
    assertThat(acceptedBy(TlsOptions.systemTrust())).doesNotContain(ours.getCertificate());
    refused(TlsOptions.systemTrust()::alsoTrusting, "authorities is empty");
  }

  @Test
  void aPemFileHoldsOneAuthorityOrMore() {
    Path pem =
        file("ca.pem", "# ours\n" + ours.getCertificatePEM() + "\n" + theirs.getCertificatePEM());

    assertThat(TlsOptions.trustOnly(pem))
        .isEqualTo(TlsOptions.trustOnly(ours.getCertificate(), theirs.getCertificate()));
    assertThat(TlsOptions.systemTrust().alsoTrusting(pem))
        .isEqualTo(
            TlsOptions.systemTrust()
                .alsoTrusting(theirs.getCertificate())
                .alsoTrusting(ours.getCertificate()));
  }

  @Test
  void aMissingFileIsNamed() {
    Path nowhere = folder.resolve("nowhere.pem");

    refused(() -> TlsOptions.trustOnly(nowhere), "'" + nowhere + "' cannot be read", "NoSuchFile");
  }

  @Test
  void aFileWithoutACertificateIsNamedWithItsContent() throws Exception {
    Path key = file("key.pem", ours.getPrivateKeyPEM());
    Path der = Files.write(folder.resolve("ca.der"), ours.getCertificate().getEncoded());

    refused(
        () -> TlsOptions.trustOnly(key),
        "'" + key + "' contains no certificate (found: PRIVATE KEY)");
    refused(
        () -> TlsOptions.trustOnly(der),
        "'" + der + "' contains no certificate (found: nothing in PEM)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bm90IGEgY2VydGlmaWNhdGU=", "====", ""})
  void aBrokenCertificateIsNamedByItsNumber(String base64) {
    Path pem =
        file(
            "ca.pem",
            ours.getCertificatePEM()
                + "\n-----BEGIN CERTIFICATE-----\n"
                + base64
                + "\n-----END CERTIFICATE-----\n");

    refused(
        () -> TlsOptions.trustOnly(pem),
        "'" + pem + "' has a certificate that cannot be read, number 2");
  }

  @Test
  void aTruncatedFileIsRefused() {
    String second = theirs.getCertificatePEM();
    Path pem =
        file("ca.pem", ours.getCertificatePEM() + "\n" + second.substring(0, second.length() / 2));

    refused(() -> TlsOptions.trustOnly(pem), "'" + pem + "' has a block without an end");
  }

  @Test
  void aKeyStoreIsTrustedForTheCertificatesThatItTrusts() throws Exception {
    KeyStore store = Certificates.emptyStore();
    store.setKeyEntry(
        "theirs", theirs.getKeyPair().getPrivate(), PASSWORD, theirs.getCertificatePath());
    refused(() -> TlsOptions.trustOnly(store), "the key store contains no trusted certificate");

    store.setCertificateEntry("ours", ours.getCertificate());

    assertThat(TlsOptions.trustOnly(store)).isEqualTo(TlsOptions.trustOnly(ours.getCertificate()));
    assertThat(TlsOptions.systemTrust().alsoTrusting(store))
        .isEqualTo(TlsOptions.systemTrust().alsoTrusting(ours.getCertificate()));
    KeyStore unloaded = KeyStore.getInstance("PKCS12");
    refused(() -> TlsOptions.trustOnly(unloaded), "the key store has not been loaded");
  }

  @Test
  void clientsAuthenticateByCertificate() throws Exception {
    X509Bundle client = Certificates.builder("CN=client").buildIssuedBy(ours);
    TlsOptions pem =
        TlsOptions.trustOnly(ours.getCertificate())
            .clientCertificate(
                file("client.pem", client.getCertificatePathPEM()),
                file("client-key.pem", client.getPrivateKeyPEM()));
    TlsOptions store =
        TlsOptions.trustOnly(ours.getCertificate())
            .clientCertificate(client.toKeyStore(PASSWORD), PASSWORD);

    assertThat(pem)
        .isEqualTo(store)
        .hasSameHashCodeAs(store)
        .hasToString("trust in 1 authority, client certificate of 'CN=client'");
    for (TlsOptions tls : new TlsOptions[] {pem, store}) {
      assertThat(Handshake.asking(Certificates.issuedBy(ours, HOST), ours).by(tls, HOST))
          .hasToString("CN=client");
    }
  }

  @Test
  void aClientsKeyMayBeRsa() throws Exception {
    X509Bundle client = Certificates.builder("CN=client").rsa2048().buildIssuedBy(ours);
    TlsOptions tls =
        TlsOptions.trustOnly(ours.getCertificate())
            .clientCertificate(
                file("client.pem", client.getCertificatePathPEM()),
                file("client-key.pem", client.getPrivateKeyPEM()));

    assertThat(Handshake.asking(Certificates.issuedBy(ours, HOST), ours).by(tls, HOST))
        .hasToString("CN=client");
  }

  @Test
  void theClientCertificateIsSentForAnyRequestedAuthority() throws Exception {
    X509Bundle client = Certificates.builder("CN=client").buildIssuedBy(ours);
    TlsOptions tls =
        TlsOptions.trustOnly(ours.getCertificate())
            .clientCertificate(client.toKeyStore(PASSWORD), PASSWORD);

    assertThatThrownBy(
            () -> Handshake.asking(Certificates.issuedBy(ours, HOST), theirs).by(tls, HOST))
        .hasRootCauseInstanceOf(CertPathBuilderException.class);
  }

  @Test
  void aServerThatRequiresACertificateRefusesAClientWithoutOne() throws Exception {
    assertThatThrownBy(
            () ->
                Handshake.asking(Certificates.issuedBy(ours, HOST), ours)
                    .by(TlsOptions.trustOnly(ours.getCertificate()), HOST))
        .hasCauseInstanceOf(SSLException.class);
  }

  @Test
  void aKeyThatDoesNotMatchTheCertificateIsRefused() throws Exception {
    X509Bundle client = Certificates.builder("CN=client").buildIssuedBy(ours);
    Path chain = file("client.pem", client.getCertificatePathPEM());
    Path key = file("key.pem", theirs.getPrivateKeyPEM());
    Path rsa =
        file(
            "rsa.pem",
            Certificates.builder("CN=rsa").rsa2048().buildIssuedBy(ours).getPrivateKeyPEM());

    for (Path other : new Path[] {key, rsa}) {
      refused(
          () -> TlsOptions.systemTrust().clientCertificate(chain, other),
          "the key of '" + other + "' does not belong to the certificate, the first of '" + chain);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ENCRYPTED PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY"})
  void aKeyInAnotherFormatIsRefusedWithAHint(String kind) {
    Path key = file("key.pem", pem(kind, "secret".getBytes(StandardCharsets.UTF_8)));

    refused(
        () -> TlsOptions.systemTrust().clientCertificate(chain(), key),
        "'" + key + "' contains an '" + kind + "', expected an unencrypted PKCS#8 'PRIVATE KEY'",
        "openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void aFileWithoutExactlyOneReadableKeyIsRefused() {
    Path two = file("two.pem", ours.getPrivateKeyPEM() + "\n" + theirs.getPrivateKeyPEM());
    Path broken = file("broken.pem", pem("PRIVATE KEY", new byte[] {1, 2, 3}));
    Path text = file("text.pem", "-----BEGIN PRIVATE KEY-----\n====\n-----END PRIVATE KEY-----");
    Path chain = chain();

    refused(
        () -> TlsOptions.systemTrust().clientCertificate(chain, chain), "contains no private key");
    refused(
        () -> TlsOptions.systemTrust().clientCertificate(chain, two), "contains 2 private keys");
    for (Path path : new Path[] {broken, text}) {
      refused(
          () -> TlsOptions.systemTrust().clientCertificate(chain, path),
          "'" + path + "' has a private key that cannot be read");
    }
  }

  private Path chain() {
    return file("chain.pem", ours.getCertificatePEM());
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getEncoder().encodeToString(content)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  @Test
  void aKeyStoreHasExactlyOneKeyThatItsPasswordOpens() throws Exception {
    KeyStore store = Certificates.emptyStore();
    store.setKeyEntry("one", ours.getKeyPair().getPrivate(), PASSWORD, ours.getCertificatePath());
    TlsOptions tls = TlsOptions.systemTrust();

    refused(
        () -> tls.clientCertificate(store, "other".toCharArray()),
        "the password of the key 'one' of the key store is wrong");
    store.setKeyEntry(
        "two", theirs.getKeyPair().getPrivate(), PASSWORD, theirs.getCertificatePath());
    refused(() -> tls.clientCertificate(store, PASSWORD), "contains 2 private keys, expected one");
    KeyStore empty = Certificates.emptyStore();
    refused(() -> tls.clientCertificate(empty, PASSWORD), "contains 0 private keys, expected one");
    KeyStore unloaded = KeyStore.getInstance("PKCS12");
    refused(() -> tls.clientCertificate(unloaded, PASSWORD), "has not been loaded");
  }

  @Test
  void equalityIsByContent() throws Exception {
    X509Bundle client = Certificates.builder("CN=client").buildIssuedBy(ours);
    X509Bundle other = Certificates.builder("CN=client").buildIssuedBy(ours);
    TlsOptions only = TlsOptions.trustOnly(ours.getCertificate());
    TlsOptions known = only.clientCertificate(client.toKeyStore(PASSWORD), PASSWORD);

    assertThat(only)
        .isEqualTo(TlsOptions.trustOnly(ours.getCertificate(), ours.getCertificate()))
        .hasSameHashCodeAs(TlsOptions.trustOnly(ours.getCertificate()))
        .isNotEqualTo(TlsOptions.trustOnly(theirs.getCertificate()))
        .isNotEqualTo(TlsOptions.systemTrust().alsoTrusting(ours.getCertificate()))
        .isNotEqualTo(known);
    assertThat(known)
        .isEqualTo(only.clientCertificate(client.toKeyStore(PASSWORD), PASSWORD))
        .isNotEqualTo(only.clientCertificate(other.toKeyStore(PASSWORD), PASSWORD));
  }

  @Test
  void reloadingOptionsFollowTheirSource() {
    AtomicReference<TlsOptions> newest =
        new AtomicReference<>(TlsOptions.trustOnly(ours.getCertificate()));
    TlsOptions tls = TlsOptions.reloading(newest::get);
    TlsOptions more = tls.alsoTrusting(theirs.getCertificate());

    assertThat(tls.current()).isSameAs(newest.get());
    assertThat(acceptedBy(tls)).containsExactly(ours.getCertificate());
    assertThat(tls).isNotEqualTo(newest.get());
    assertThat(tls).hasToString("reloading trust in 1 authority");

    newest.set(TlsOptions.systemTrust());
    assertThat(tls.current()).isEqualTo(TlsOptions.systemTrust());
    assertThat(tls.keyManager()).isEmpty();
    assertThat(tls).hasToString("reloading system trust");
    assertThat(more).hasToString("reloading system trust and 1 authority");
  }

  @Test
  void optionsWithoutASourceAreCurrent() {
    TlsOptions tls = TlsOptions.trustOnly(ours.getCertificate());
    assertThat(tls.current()).isSameAs(tls);
  }
}
