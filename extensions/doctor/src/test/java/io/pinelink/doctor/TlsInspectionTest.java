package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsInspectionTest {
  private static final String TRANSPARENCY = "1.3.6.1.4.1.11129.2.4.2";
  private static final String HOST = "docs-a1.svc.private.aped-1.pinecone.io";

  private static final Route ROUTE =
      PrivateRoute.router(
              RoutePolicy.privateRequired(), TlsOptions.systemTrust(), ProxyOptions.none())
          .toHost(PrivateRoute.HOST);

  private static X509Bundle authority(String name) throws Exception {
    return builder(name).setIsCertificateAuthority(true).buildSelfSigned();
  }

  private static CertificateBuilder builder(String name) {
    return new CertificateBuilder().subject(name).ecp256();
  }

  private static List<X509Certificate> chain(X509Bundle bundle) {
    return List.of(bundle.getCertificatePath());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CN=Zscaler Intermediate Root CA (zscalerthree.net),O=Zscaler Inc.,C=US | Zscaler
          CN=ca.example.goskope.com,O=Example                                    | goskope
          CN=FG100E,O=Fortinet,L=Sunnyvale                                       | Fortinet
          CN=mitmproxy,O=mitmproxy                                               | mitmproxy
          CN=DO_NOT_TRUST_FiddlerRoot,O=DO_NOT_TRUST                             | Fiddler
          CN=Squid CA                                                            | Squid
          """)
  void authoritiesOfProductsAreKnown(String authority, String product) {
    assertThat(TlsInspection.product(authority)).contains(product);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CN=Amazon RSA 2048 M02,O=Amazon,C=US
          CN=WR2,O=Google Trust Services,C=US
          CN=R11,O=Let's Encrypt,C=US
          CN=Example Corp Root,L=Palo Alto
          """)
  void otherAuthoritiesAreNot(String authority) {
    assertThat(TlsInspection.product(authority)).isEmpty();
  }

  @Test
  void aCertificateInNoLogOfAnAuthorityThatTheJvmTrustsIsAFinding() throws Exception {
    X509Bundle authority = authority("CN=Example Corp CA");
    X509Bundle server = builder("CN=server").addSanDnsName(HOST).buildIssuedBy(authority);

    TlsInspection found =
        TlsInspection.of(chain(server), TlsOptions.trustOnly(authority.getCertificate()))
            .orElseThrow();
    assertThat(found.seen()).contains("that this JVM trusts, but that is not public");
    assertThat(found.hint(ROUTE))
        .startsWith("if this authority is your own for this server, nothing is wrong; otherwise");
  }

  @Test
  void aCertificateInALogIsPublic() throws Exception {
    X509Bundle authority = authority("CN=Public CA");
    X509Bundle server =
        builder("CN=server")
            .addSanDnsName(HOST)
            .addExtensionOctetString(TRANSPARENCY, false, new byte[] {1})
            .buildIssuedBy(authority);

    assertThat(TlsInspection.of(chain(server), TlsOptions.trustOnly(authority.getCertificate())))
        .isEmpty();
  }

  @Test
  void anAuthorityThatOnlyTheClientTrustsIsNoFinding() throws Exception {
    X509Bundle server =
        builder("CN=server").addSanDnsName(HOST).buildIssuedBy(authority("CN=Test CA"));

    assertThat(TlsInspection.of(chain(server), TlsOptions.systemTrust())).isEmpty();
  }

  @Test
  void anAuthorityOfAProductIsAFindingEvenIfItIsTrusted() throws Exception {
    X509Bundle server =
        builder("CN=server").addSanDnsName(HOST).buildIssuedBy(authority("CN=Netskope CA"));

    TlsInspection found = TlsInspection.of(chain(server), TlsOptions.systemTrust()).orElseThrow();
    assertThat(found.seen()).isEqualTo("the certificate is by an authority of Netskope");
    assertThat(found.hint(ROUTE)).startsWith("what decrypts TLS on the path can read the API key");
  }
}
