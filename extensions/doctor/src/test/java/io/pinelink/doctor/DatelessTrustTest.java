package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class DatelessTrustTest {
  private static CertificateBuilder builder(String name) {
    return new CertificateBuilder().subject(name).ecp256();
  }

  private static CertificateBuilder authority(String name) {
    return builder(name).setIsCertificateAuthority(true);
  }

  @Test
  void aChainMayEndInATrustedAuthorityThatAnotherOneSigned() throws Exception {
    X509Bundle old = authority("CN=old").buildSelfSigned();
    X509Bundle root = authority("CN=root").buildSelfSigned();
    X509Certificate signedByOld =
        authority("CN=root")
            .publicKey(root.getCertificate().getPublicKey())
            .buildIssuedBy(old)
            .getCertificate();
    X509Certificate server = builder("CN=server").buildIssuedBy(root).getCertificate();
    X509Certificate[] chain = {server, signedByOld};

    assertThatCode(
            () -> new DatelessTrust(root.getCertificate()).checkServerTrusted(chain, "UNKNOWN"))
        .doesNotThrowAnyException();
  }

  @Test
  void aNameOfATrustedAuthorityIsNotEnough() throws Exception {
    X509Bundle root = authority("CN=root").buildSelfSigned();
    X509Bundle namesake = authority("CN=root").buildSelfSigned();
    X509Certificate server = builder("CN=server").buildIssuedBy(namesake).getCertificate();
    X509Certificate[] chain = {server, namesake.getCertificate()};

    assertThatThrownBy(
            () -> new DatelessTrust(root.getCertificate()).checkServerTrusted(chain, "UNKNOWN"))
        .isInstanceOf(CertificateException.class);
  }
}
