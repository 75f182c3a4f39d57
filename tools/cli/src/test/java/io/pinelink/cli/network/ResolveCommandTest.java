package io.pinelink.cli.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.cli.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResolveCommandTest {
  private static final String PUBLIC = "docs-example-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE =
      "docs-example-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  @ParameterizedTest
  @ValueSource(strings = {PUBLIC, PRIVATE, "https://" + PUBLIC + "/", " " + PUBLIC + ".:443 "})
  void jsonHasBothFormsAndTheRowOfTheCatalogue(String host) {
    Run run = Run.of("resolve", "--json", host);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo(
            """
            {
              "publicHost": "docs-example-a1b234c.svc.aped-4627-b74a.pinecone.io",
              "privateHost": "docs-example-a1b234c.svc.private.aped-4627-b74a.pinecone.io",
              "environment": "aped-4627-b74a",
              "domain": "pinecone.io",
              "cloud": "aws",
              "region": "us-east-1",
              "privateZone": "private.aped-4627-b74a.pinecone.io",
              "serviceName": "com.amazonaws.vpce.us-east-1.vpce-svc-05ef6f1f0b9130b54",
              "local": false
            }
            """);
  }

  @Test
  void anEnvironmentOutsideTheCatalogueHasNoCloud() {
    assertThat(Run.of("resolve", "--json", "docs-a1.svc.aws-us-east-1-26bf.byoc.pinecone.io").out())
        .isEqualTo(
            """
            {
              "publicHost": "docs-a1.svc.aws-us-east-1-26bf.byoc.pinecone.io",
              "privateHost": "docs-a1.svc.private.aws-us-east-1-26bf.byoc.pinecone.io",
              "environment": "aws-us-east-1-26bf.byoc",
              "domain": "pinecone.io",
              "cloud": null,
              "region": null,
              "privateZone": "private.aws-us-east-1-26bf.byoc.pinecone.io",
              "serviceName": null,
              "local": false
            }
            """);
  }

  @Test
  void aLocalHostHasOneForm() {
    assertThat(Run.of("resolve", "--json", "http://localhost:5081").out())
        .isEqualTo(
            """
            {
              "publicHost": "localhost:5081",
              "privateHost": null,
              "environment": null,
              "domain": null,
              "cloud": null,
              "region": null,
              "privateZone": null,
              "serviceName": null,
              "local": true
            }
            """);
  }

  @Test
  void textOutputHasTheSameFactsInLines() {
    Run run = Run.of("resolve", "docs-a1.svc.eastus2-5e25.prod-azure.pinecone.io");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .isEqualTo(
            """
            publicHost   docs-a1.svc.eastus2-5e25.prod-azure.pinecone.io
            privateHost  docs-a1.svc.private.eastus2-5e25.prod-azure.pinecone.io
            environment  eastus2-5e25.prod-azure
            domain       pinecone.io
            cloud        azure
            region       eastus2
            privateZone  private.eastus2-5e25.prod-azure.pinecone.io
            serviceName  pinecone.bdbc7759-0243-46c1-af51-794c4602745b.eastus2.azure.privatelinkservice
            local        no
            """);
  }

  @Test
  void aTrustedDomainEndsTheEnvironment() {
    Run run =
        Run.of(
            "resolve",
            "--trust-domain",
            "vectors.example.com",
            "docs-a1.svc.cell.vectors.example.com");

    assertThat(run.out())
        .contains("environment  cell\n", "domain       vectors.example.com\n")
        .contains("privateHost  docs-a1.svc.private.cell.vectors.example.com\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.1",
        "api.pinecone.io",
        "docs-a1.svc.pinecone.io",
        "https://docs-a1.svc.aped-1.pinecone.io/query",
        "docs_a1.svc.aped-1.pinecone.io",
      })
  void anInvalidHostIsRefusedOnStandardErrorWithTheReason(String host) {
    for (String[] args : new String[][] {{"resolve", host}, {"resolve", "--json", host}}) {
      Run run = Run.of(args);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("pinelink: host '" + host + "' is refused: ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "idx-a.svc.pinecone.io.evil.com",
        "idx-a.svc.private.aped-1.evilpinecone.io",
        "docs-a1.svc.cell.vectors.example.com",
      })
  void aHostOutsideTheTrustedDomainsIsRefusedBecauseTheKeyIsNeverSentToIt(String host) {
    for (String[] args : new String[][] {{"resolve", host}, {"resolve", "--json", host}}) {
      Run run = Run.of(args);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .startsWith(
              "pinelink: host '"
                  + host
                  + "' is refused: it is not under pinecone.io or a trusted domain, so the API key"
                  + " is never sent to it; if the domain is yours, trust it with --trust-domain"
                  + " DOMAIN; see pinelink resolve --help\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nonsense", "nonsense:5081", "https://10.example.com", "localhost.evil.com"})
  void aNameThatIsNeitherAnIndexNorLoopbackIsNotLocal(String host) {
    for (String[] args : new String[][] {{"resolve", host}, {"resolve", "--json", host}}) {
      Run run = Run.of(args);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains(
              "is refused: it is neither the host of an index, whose second label is 'svc', nor a"
                  + " loopback name; expected <index>-<project>.svc.<environment>.pinecone.io,"
                  + " localhost, or a name under a domain of your own with --trust-domain DOMAIN");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:5081", "LOCALHOST", "docs.localhost:5081"})
  void loopbackNamesAreLocal(String host) {
    assertThat(Run.of("resolve", host).out()).endsWith("local        yes\n");
  }

  @Test
  void aNameUnderATrustedDomainIsUsedAsGivenAndIsNotLocal() {
    Run run = Run.of("resolve", "--trust-domain", "example.com", "gateway.example.com:8443");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith("publicHost   gateway.example.com:8443\nprivateHost  -\n")
        .endsWith("local        no\n");
  }

  @Test
  void aTrustedDomainIsReadAsTheClientReadsIt() {
    assertThat(
            Run.of(
                    "resolve",
                    "--trust-domain",
                    "Vectors.Example.COM.",
                    "docs-a1.svc.cell.vectors.example.com")
                .out())
        .contains("environment  cell\n");
    Run run = Run.of("resolve", "--trust-domain", "com", "docs-a1.svc.cell.example.com");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("'com'", "a trusted domain");
  }
}
