package io.pinelink.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.X509Bundle;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerCertificateTest {
  @Test
  void aCertificateHasNamesAddressesSubjectIssuerAndExpiry() throws Exception {
    X509Bundle authority = Certificates.authority("CN=ours");
    X509Bundle server =
        Certificates.builder("CN=a.example")
            .addSanDnsName("a.example")
            .addSanIpAddress("10.0.0.7")
            .buildIssuedBy(authority);

    assertThat(ServerCertificate.of(server.getCertificate()))
        .isEqualTo(
            new ServerCertificate(
                List.of("a.example", "10.0.0.7"),
                "CN=a.example",
                "CN=ours",
                server.getCertificate().getNotAfter().toInstant()));
  }

  @Test
  void unprintableCharactersAreReplaced() {
    assertThat(ServerCertificate.printable("CN=a\u001b[31m\nb")).isEqualTo("CN=a?[31m?b");
  }
}
