package io.pinelink.network;

import static io.pinelink.network.Certificates.HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.netty.pkitesting.X509Bundle;
import io.pinelink.network.RefusedCertificateException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

/** Each reason for which a server's certificate is rejected has its type. */
class TrustCheckTest {
  private final X509Bundle ours;
  private final TlsOptions trust;

  TrustCheckTest() throws Exception {
    ours = Certificates.authority("CN=ours");
    trust = TlsOptions.trustOnly(ours.getCertificate());
  }

  private static RefusedCertificateException refusal(TlsOptions trust, X509Bundle server)
      throws Exception {
    Handshake handshake = Handshake.with(server);
    Throwable thrown = catchThrowable(() -> handshake.by(trust, HOST));
    assertThat(thrown).isInstanceOf(SSLHandshakeException.class);
    return assertThat(thrown.getCause())
        .asInstanceOf(type(RefusedCertificateException.class))
        .actual();
  }

  @Test
  void aValidCertificateIsAccepted() throws Exception {
    assertThat(Handshake.with(Certificates.issuedBy(ours, "x", HOST)).by(trust, HOST)).isNull();
    String wildcard = "*" + HOST.substring(HOST.indexOf('.'));
    X509Bundle any =
        Certificates.builder("CN=server")
            .addExtensionOctetString("2.5.29.17", false, dnsName(wildcard))
            .buildIssuedBy(ours);
    assertThat(Handshake.with(any).by(trust, HOST)).isNull();
  }

  /** The subject alternative name that the builder refuses to make: one DNS name, as it is. */
  private static byte[] dnsName(String name) {
    byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
    byte[] der = new byte[text.length + 4];
    der[0] = 0x30;
    der[1] = (byte) (text.length + 2);
    der[2] = (byte) 0x82;
    der[3] = (byte) text.length;
    System.arraycopy(text, 0, der, 4, text.length);
    return der;
  }

  @Test
  void aWrongNameIsReportedWithTheNamesFound() throws Exception {
    RefusedCertificateException refused =
        refusal(trust, Certificates.issuedBy(ours, "a.example", "b.example"));

    assertThat(refused.reason()).isEqualTo(Reason.WRONG_NAME);
    assertThat(refused.names()).containsExactly("a.example", "b.example");
    assertThat(refused.subject()).isEqualTo("CN=server");
    assertThat(refused.issuer()).isEqualTo("CN=ours");
    assertThat(refused)
        .hasMessage("the server's certificate is for a.example, b.example, not for " + HOST);
  }

  @Test
  void aWildcardThatDoesNotReachTheHostIsAWrongName() throws Exception {
    X509Bundle server =
        Certificates.builder("CN=server")
            .addExtensionOctetString("2.5.29.17", false, dnsName("*.svc.aped-1.pinecone.io"))
            .buildIssuedBy(ours);

    assertThat(refusal(trust, server))
        .hasMessage("the server's certificate is for *.svc.aped-1.pinecone.io, not for " + HOST);
  }

  @Test
  void aCertificateWithoutNamesIsReportedByItsSubject() throws Exception {
    assertThat(refusal(trust, Certificates.builder("CN=server").buildIssuedBy(ours)))
        .hasMessage("the server's certificate is for 'CN=server', not for " + HOST);
  }

  @Test
  void aCommonNameIsIgnored() throws Exception {
    RefusedCertificateException refused =
        refusal(trust, Certificates.builder("CN=" + HOST).buildIssuedBy(ours));

    assertThat(refused.reason()).isEqualTo(Reason.NO_DNS_NAME);
    assertThat(refused.names()).isEmpty();
    assertThat(refused)
        .hasMessage(
            "the server's certificate, of 'CN="
                + HOST
                + "', has no DNS names (subjectAltName), and its common name does not count; it"
                + " must be reissued with the DNS name "
                + HOST);
  }

  @Test
  void aCommonNameBesideAnAddressIsIgnored() throws Exception {
    X509Bundle server =
        Certificates.builder("CN=" + HOST).addSanIpAddress("127.0.0.1").buildIssuedBy(ours);

    assertThat(refusal(trust, server)).hasMessageContaining("has no DNS names (subjectAltName)");
  }

  @Test
  void anAddressIsComparedWithTheAddressesOfTheCertificate() throws Exception {
    X509Bundle server =
        Certificates.builder("CN=server").addSanIpAddress("127.0.0.1").buildIssuedBy(ours);

    assertThat(Handshake.with(server).by(trust, "127.0.0.1")).isNull();
  }

  @Test
  void namesInAMessageAreLimitedAndOnOneLine() throws Exception {
    String[] many = IntStream.range(0, 12).mapToObj(i -> "n" + i + ".x").toArray(String[]::new);
    RefusedCertificateException refused = refusal(trust, Certificates.issuedBy(ours, many));
    X509Bundle hostile =
        Certificates.builder("CN=server")
            .addExtensionOctetString("2.5.29.17", false, dnsName("a\nFAKE log line"))
            .buildIssuedBy(ours);

    assertThat(refused).hasMessageContaining("n8.x, n9.x and 2 more, not for");
    assertThat(refused.names()).hasSize(12);
    assertThat(refusal(trust, hostile)).hasMessageContaining("for a?FAKE log line, not for");
  }

  @Test
  void anUnknownIssuerIsNamed() throws Exception {
    X509Bundle theirs = Certificates.authority("CN=inspecting proxy");
    RefusedCertificateException refused = refusal(trust, Certificates.issuedBy(theirs, HOST));

    assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_ISSUER);
    assertThat(refused.issuer()).isEqualTo("CN=inspecting proxy");
    assertThat(refused)
        .hasMessage(
            "the server's certificate, of 'CN=server', is by 'CN=inspecting proxy', which is not"
                + " trusted");
    assertThat(refusal(TlsOptions.systemTrust(), Certificates.issuedBy(theirs, HOST)).reason())
        .isEqualTo(Reason.UNKNOWN_ISSUER);
  }

  @Test
  void anIssuerOfATrustedNameAloneIsUnknown() throws Exception {
    X509Bundle impostor = Certificates.authority("CN=ours");

    assertThat(refusal(trust, Certificates.issuedBy(impostor, HOST)).reason())
        .isEqualTo(Reason.UNKNOWN_ISSUER);
  }

  @Test
  void anUnknownIssuerComesBeforeAWrongName() throws Exception {
    X509Bundle theirs = Certificates.authority("CN=theirs");

    assertThat(refusal(trust, Certificates.issuedBy(theirs, "a.example")).reason())
        .isEqualTo(Reason.UNKNOWN_ISSUER);
  }

  @Test
  void anExpiredCertificateIsReportedWithItsDate() throws Exception {
    X509Bundle server = Certificates.expired("CN=server").addSanDnsName(HOST).buildIssuedBy(ours);
    RefusedCertificateException refused = refusal(trust, server);

    assertThat(refused.reason()).isEqualTo(Reason.EXPIRED);
    assertThat(refused)
        .hasMessage(
            "the server's certificate, of 'CN=server', expired at "
                + server.getCertificate().getNotAfter().toInstant());
  }

  @Test
  void aCertificateThatIsNotYetValidIsReportedWithItsDate() throws Exception {
    X509Bundle server =
        Certificates.notYetValid("CN=server").addSanDnsName(HOST).buildIssuedBy(ours);
    RefusedCertificateException refused = refusal(trust, server);

    assertThat(refused.reason()).isEqualTo(Reason.NOT_YET_VALID);
    assertThat(refused)
        .hasMessage(
            "the server's certificate, of 'CN=server', is not valid before "
                + server.getCertificate().getNotBefore().toInstant());
  }

  @Test
  void anExpiredIntermediateIsNamed() throws Exception {
    X509Bundle between =
        Certificates.expired("CN=between").setIsCertificateAuthority(true).buildIssuedBy(ours);

    assertThat(refusal(trust, Certificates.issuedBy(between, HOST)))
        .hasMessageStartingWith("the certificate of 'CN=between' expired at ");
  }

  @Test
  void anIntermediateAuthorityCanBePinned() throws Exception {
    X509Bundle one =
        Certificates.builder("CN=one").setIsCertificateAuthority(true).buildIssuedBy(ours);
    X509Bundle other =
        Certificates.builder("CN=other").setIsCertificateAuthority(true).buildIssuedBy(ours);
    TlsOptions pinned = TlsOptions.trustOnly(one.getCertificate());

    assertThat(Handshake.with(Certificates.issuedBy(one, HOST)).by(pinned, HOST)).isNull();
    assertThat(refusal(pinned, Certificates.issuedBy(other, HOST)).reason())
        .isEqualTo(Reason.UNKNOWN_ISSUER);
  }

  @Test
  void otherFailuresAreReportedAsByTheJvm() throws Exception {
    X509Bundle server =
        Certificates.builder("CN=server")
            .addSanDnsName("a.example")
            .addExtendedKeyUsageClientAuth()
            .buildIssuedBy(ours);
    Handshake handshake = Handshake.with(server);

    assertThatThrownBy(() -> handshake.by(trust, HOST))
        .hasCauseInstanceOf(CertificateException.class)
        .cause()
        .isNotInstanceOf(RefusedCertificateException.class);
  }

  @Test
  void withoutAConnectionThereIsNoNameToCheck() throws Exception {
    X509ExtendedTrustManager check = trust.trustManager();
    X509Certificate[] chain = Certificates.issuedBy(ours, "a.example").getCertificatePath();
    X509Certificate[] stranger =
        Certificates.issuedBy(Certificates.authority("CN=theirs"), HOST).getCertificatePath();

    check.checkServerTrusted(chain, "ECDHE_ECDSA");
    assertThatThrownBy(() -> check.checkServerTrusted(stranger, "ECDHE_ECDSA"))
        .isInstanceOf(RefusedCertificateException.class);
  }
}
