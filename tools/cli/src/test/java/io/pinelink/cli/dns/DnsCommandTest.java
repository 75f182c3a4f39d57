package io.pinelink.cli.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import io.pinelink.routing.IndexHost;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("sets the JVM's proxy")
class DnsCommandTest {
  private static final String HOST = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  @Test
  void anAwsEnvironmentGetsARoute53ZoneWithTheEndpointsName() {
    Run run = Run.of("dns", HOST);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith(
            """
            Private zone  private.aped-4627-b74a.pinecone.io
            Record        *.private.aped-4627-b74a.pinecone.io
            """)
        .contains(
            "Route 53",
            "create-hosted-zone --name private.aped-4627-b74a.pinecone.io",
            "--vpc VPCRegion=us-east-1,VPCId=<vpc-id>",
            "\"Name\":\"*.private.aped-4627-b74a.pinecone.io\"",
            "\"<vpce-id>.vpce-svc-05ef6f1f0b9130b54.us-east-1.vpce.amazonaws.com\"",
            "  local=/private.aped-4627-b74a.pinecone.io/\n",
            "  address=/private.aped-4627-b74a.pinecone.io/<endpoint-address>\n")
        .doesNotContain("Azure");
  }

  @Test
  void anAzureEnvironmentGetsAPrivateZoneWithTheEndpointsAddress() {
    Run run = Run.of("dns", "docs-a1.svc.eastus2-5e25.prod-azure.pinecone.io");

    assertThat(run.out())
        .contains(
            "az network private-dns zone create",
            "-n private.eastus2-5e25.prod-azure.pinecone.io",
            "-z private.eastus2-5e25.prod-azure.pinecone.io -n '*' -a <endpoint-address>",
            "pinecone.bdbc7759-0243-46c1-af51-794c4602745b.eastus2.azure.privatelinkservice")
        .doesNotContain("Route 53");
  }

  @Test
  void anEnvironmentOutsideTheCatalogueGetsBoth() {
    assertThat(Run.of("dns", "docs-a1.svc.cell.byoc.pinecone.io").out())
        .contains("not in the catalogue", "Route 53", "Azure", "private.cell.byoc.pinecone.io");
  }

  @Test
  void aLocalHostNeedsNoRecords() {
    Run run = Run.of("dns", "localhost:5081");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("localhost:5081", "no private form");
  }

  @ParameterizedTest
  @ValueSource(strings = {"idx-a.svc.pinecone.io.evil.com", "nonsense"})
  void aHostOutsideTheTrustedDomainsGetsNoRecords(String host) {
    Run run = Run.of("dns", host);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("host '" + host + "' is refused: ", "--trust-domain DOMAIN");
    assertThat(Run.of("dns", "--trust-domain", "evil.com", "idx-a.svc.cell.evil.com").out())
        .contains("private.cell.evil.com");
  }

  @Test
  void onlyPrivateHostsBypassTheProxyOfTheJvm() throws Exception {
    String value = DnsRecords.of(IndexHost.parse(HOST)).nonProxyHosts();
    assertThat(Run.of("dns", HOST).out()).contains("-Dhttp.nonProxyHosts='" + value + "'");
    System.setProperty("https.proxyHost", "proxy.example");
    System.setProperty("http.nonProxyHosts", value);
    try {
      assertThat(wayTo(HOST)).isEqualTo(Proxy.Type.DIRECT);
      assertThat(wayTo("localhost")).isEqualTo(Proxy.Type.DIRECT);
      assertThat(wayTo("api.pinecone.io")).isEqualTo(Proxy.Type.HTTP);
      assertThat(wayTo("docs-a1b234c.svc.aped-4627-b74a.pinecone.io")).isEqualTo(Proxy.Type.HTTP);
      System.setProperty("http.nonProxyHosts", "*.private.*.pinecone.io");
      assertThat(wayTo(HOST)).as("what the output warns of").isEqualTo(Proxy.Type.HTTP);
    } finally {
      System.clearProperty("https.proxyHost");
      System.clearProperty("http.nonProxyHosts");
    }
  }

  private static Proxy.Type wayTo(String host) throws Exception {
    return ProxySelector.getDefault().select(new URI("https://" + host + "/")).get(0).type();
  }
}
