package io.pinelink.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexHostTest {
  /** Pasted text, then what it means; {@code {e}} is the environment, as the last column has it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # As the console, the API and people write it.
          docs-a1b234c.svc.aped-4627-b74a.pinecone.io              | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io      | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          https://docs-a1b234c.svc.aped-4627-b74a.pinecone.io      | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          https://docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io/ | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          https://docs-a1b234c.svc.aped-4627-b74a.pinecone.io:443  | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          https://docs-a1b234c.svc.aped-4627-b74a.pinecone.io:443/ | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io:443  | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          docs-a1b234c.svc.aped-4627-b74a.pinecone.io/             | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          docs-a1b234c.svc.aped-4627-b74a.pinecone.io.             | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          docs-a1b234c.svc.aped-4627-b74a.pinecone.io.:443/        | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          DOCS-A1B234C.SVC.APED-4627-B74A.PINECONE.IO              | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          HTTPS://Docs-A1b234c.Svc.Private.Aped-4627-B74a.Pinecone.Io | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          '  docs-a1b234c.svc.aped-4627-b74a.pinecone.io '         | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          ' \thttps://docs-a1b234c.svc.aped-4627-b74a.pinecone.io/ ' | docs-a1b234c.svc.{e}.pinecone.io | docs-a1b234c.svc.private.{e}.pinecone.io | aped-4627-b74a
          # Each environment of the catalogue.
          docs-a1.svc.apw5-4e34-81fa.pinecone.io                   | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | apw5-4e34-81fa
          docs-a1.svc.private.apu-57e2-42f6.pinecone.io            | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | apu-57e2-42f6
          docs-a1.svc.apec-a2ee-38c6.pinecone.io                   | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | apec-a2ee-38c6
          docs-a1.svc.private.aps-d9bb-582b.pinecone.io            | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | aps-d9bb-582b
          docs-a1.svc.eastus2-5e25.prod-azure.pinecone.io          | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | eastus2-5e25.prod-azure
          docs-a1.svc.private.eastus2-5e25.prod-azure.pinecone.io  | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | eastus2-5e25.prod-azure
          # Other clouds, own clouds, old pods, environments of tomorrow.
          docs-a1.svc.gcp-us-central1-4a9f.pinecone.io             | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | gcp-us-central1-4a9f
          docs-a1.svc.private.gcp-europe-west4-de1d.pinecone.io    | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | gcp-europe-west4-de1d
          docs-a1.svc.aws-us-east-1-26bf.byoc.pinecone.io          | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | aws-us-east-1-26bf.byoc
          docs-a1.svc.private.aws-us-east-1-26bf.byoc.pinecone.io  | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | aws-us-east-1-26bf.byoc
          docs-a1.svc.us-west1-gcp.pinecone.io                     | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | us-west1-gcp
          docs-a1.svc.us-east-1-aws.pinecone.io                    | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | us-east-1-aws
          docs-a1.svc.asia-southeast1-gcp-free.pinecone.io         | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | asia-southeast1-gcp-free
          docs-a1.svc.a.b.c.d.pinecone.io                          | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | a.b.c.d
          # Names made of the labels themselves.
          svc.svc.aped-1.pinecone.io                               | svc.svc.{e}.pinecone.io          | svc.svc.private.{e}.pinecone.io          | aped-1
          svc.svc.private.aped-1.pinecone.io                       | svc.svc.{e}.pinecone.io          | svc.svc.private.{e}.pinecone.io          | aped-1
          svc-a1.svc.aped-1.pinecone.io                            | svc-a1.svc.{e}.pinecone.io       | svc-a1.svc.private.{e}.pinecone.io       | aped-1
          private.svc.aped-1.pinecone.io                           | private.svc.{e}.pinecone.io      | private.svc.private.{e}.pinecone.io      | aped-1
          private-a1.svc.private.aped-1.pinecone.io                | private-a1.svc.{e}.pinecone.io   | private-a1.svc.private.{e}.pinecone.io   | aped-1
          docs-private.svc.aped-1.pinecone.io                      | docs-private.svc.{e}.pinecone.io | docs-private.svc.private.{e}.pinecone.io | aped-1
          private-svc.svc.private.svc-1.pinecone.io                | private-svc.svc.{e}.pinecone.io  | private-svc.svc.private.{e}.pinecone.io  | svc-1
          svc-private.svc.aped-1.pinecone.io                       | svc-private.svc.{e}.pinecone.io  | svc-private.svc.private.{e}.pinecone.io  | aped-1
          api-a1.svc.aped-1.pinecone.io                            | api-a1.svc.{e}.pinecone.io       | api-a1.svc.private.{e}.pinecone.io       | aped-1
          api.svc.private.aped-1.pinecone.io                       | api.svc.{e}.pinecone.io          | api.svc.private.{e}.pinecone.io          | aped-1
          docs-a1.svc.svc.pinecone.io                              | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | svc
          docs-a1.svc.private.svc.pinecone.io                      | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | svc
          docs-a1.svc.svc.private.pinecone.io                      | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | svc.private
          docs-a1.svc.private.svc.private.pinecone.io              | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | svc.private
          docs-a1.svc.private-1.pinecone.io                        | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | private-1
          docs-a1.svc.aped-1.private.pinecone.io                   | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | aped-1.private
          docs-a1.svc.pinecone.io.pinecone.io                      | docs-a1.svc.{e}.pinecone.io      | docs-a1.svc.private.{e}.pinecone.io      | pinecone.io
          # No project in the index's label, and digits.
          docs.svc.aped-1.pinecone.io                              | docs.svc.{e}.pinecone.io         | docs.svc.private.{e}.pinecone.io         | aped-1
          1.svc.2.pinecone.io                                      | 1.svc.{e}.pinecone.io            | 1.svc.private.{e}.pinecone.io            | 2
          """)
  void isReadInBothForms(String pasted, String publicForm, String privateForm, String environment) {
    String publicName = publicForm.replace("{e}", environment);
    String privateName = privateForm.replace("{e}", environment);

    checkForms(IndexHost.parse(pasted), publicName, privateName, environment, "pinecone.io");
    assertThat(IndexHost.parse(privateName).publicHost()).isEqualTo(IndexHost.parse(publicName));
    assertThat(IndexHost.parse(publicName).privateHost()).isEqualTo(IndexHost.parse(privateName));
    boolean isPrivate = pasted.toLowerCase(java.util.Locale.ROOT).contains(privateName);
    assertThat(IndexHost.parse(pasted).isPrivate()).isEqualTo(isPrivate);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # pasted                                       | domains given                     | domain               | environment
          docs-a1.svc.prod.vectors.example.com           | vectors.example.com               | vectors.example.com  | prod
          docs-a1.svc.private.prod.vectors.example.com   | vectors.example.com               | vectors.example.com  | prod
          docs-a1.svc.prod.VECTORS.example.com           | Vectors.Example.COM               | vectors.example.com  | prod
          docs-a1.svc.eu.prod.example.com                | example.com                       | example.com          | eu.prod
          docs-a1.svc.eu.prod.example.com                | example.com, prod.example.com     | prod.example.com     | eu
          docs-a1.svc.eu.prod.example.com                | prod.example.com, example.com     | prod.example.com     | eu
          docs-a1.svc.eu.byoc.pinecone.io                | byoc.pinecone.io                  | byoc.pinecone.io     | eu
          docs-a1.svc.prod.vectors.example.com           | other.example.org                 | example.com          | prod.vectors
          docs-a1.svc.prod.vectors.example.com           | ''                                | example.com          | prod.vectors
          docs-a1.svc.private.prod.example.com           | ''                                | example.com          | prod
          docs-a1.svc.eu.private.example.com             | private.example.com               | private.example.com  | eu
          docs-a1.svc.aped-1.pinecone.io                 | example.com                       | pinecone.io          | aped-1
          docs-a1.svc.aped-1.pinecone.io.evil.com        | ''                                | evil.com             | aped-1.pinecone.io
          """)
  void endsInTheLongestKnownDomain(
      String pasted, String domains, String domain, String environment) {
    List<String> known = domains.isEmpty() ? List.of() : List.of(domains.split(", "));

    IndexHost host = IndexHost.parse(pasted, known);

    String tail = environment + "." + domain;
    checkForms(host, "docs-a1.svc." + tail, "docs-a1.svc.private." + tail, environment, domain);
    assertThat(IndexHost.parse(host.name(), known)).isEqualTo(host);
  }

  private static void checkForms(
      IndexHost host, String publicName, String privateName, String environment, String domain) {
    assertThat(host.publicHost().name()).isEqualTo(publicName);
    assertThat(host.privateHost().name()).isEqualTo(privateName);
    assertThat(host.publicHost().isPrivate()).isFalse();
    assertThat(host.privateHost().isPrivate()).isTrue();
    assertThat(host.publicHost().privateHost()).isEqualTo(host.privateHost());
    assertThat(host.privateHost().publicHost()).isEqualTo(host.publicHost());
    assertThat(host.privateHost().privateHost()).isEqualTo(host.privateHost());
    assertThat(host.publicHost().publicHost()).isEqualTo(host.publicHost());
    assertThat(host.environment()).contains(environment);
    assertThat(host.domain()).contains(domain);
    assertThat(host.privateZone()).contains("private." + environment + "." + domain);
    assertThat(host.isLocal()).isFalse();
    assertThat(host.isPlaintext()).isFalse();
    assertThat(host.port()).isEqualTo(443);
    assertThat(host.authority()).isEqualTo(host.name()).isEqualTo(host.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # pasted                   | name              | port | plaintext | authority
          localhost:5081             | localhost         | 5081 | true      | localhost:5081
          http://localhost:5081      | localhost         | 5081 | true      | localhost:5081
          http://localhost:5081/     | localhost         | 5081 | true      | localhost:5081
          https://localhost:5081     | localhost         | 5081 | false     | localhost:5081
          ' LOCALHOST.:5081 '        | localhost         | 5081 | true      | localhost:5081
          localhost                  | localhost         | 80   | true      | localhost:80
          http://localhost           | localhost         | 80   | true      | localhost:80
          https://localhost          | localhost         | 443  | false     | localhost
          docs.localhost:1           | docs.localhost    | 1    | true      | docs.localhost:1
          localhost:65535            | localhost         | 65535| true      | localhost:65535
          emulator:5081              | emulator          | 5081 | false     | emulator:5081
          https://vectors.corp.local | vectors.corp.local| 443  | false     | vectors.corp.local
          svc                        | svc               | 443  | false     | svc
          a.svc-1.b.c                | a.svc-1.b.c       | 443  | false     | a.svc-1.b.c
          pinecone.io.evil.com       | pinecone.io.evil.com | 443 | false   | pinecone.io.evil.com
          """)
  void isLocalWithoutTheLabelSvc(
      String pasted, String name, int port, boolean plaintext, String authority) {
    IndexHost host = IndexHost.parse(pasted);

    assertThat(host.isLocal()).isTrue();
    assertThat(host.isPrivate()).isFalse();
    assertThat(host.name()).isEqualTo(name);
    assertThat(host.port()).isEqualTo(port);
    assertThat(host.isPlaintext()).isEqualTo(plaintext);
    assertThat(host.authority()).isEqualTo(authority);
    assertThat(host.environment()).isEmpty();
    assertThat(host.domain()).isEmpty();
    assertThat(host.privateZone()).isEmpty();
    assertThat(host.publicHost()).isEqualTo(host);
    assertThatIllegalStateException()
        .isThrownBy(host::privateHost)
        .withMessage("host '" + authority + "' has no private form: its second label is not 'svc'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                       | it is empty                                   | the host of an index
          '   '                                    | it is empty                                   | the host of an index
          https://                                 | it has no name                                | the host of an index
          https:///                                | it has no name                                | the host of an index
          :443                                     | it has no name                                | the host of an index
          .                                        | it has no name                                | the host of an index
          d.svc.e.pinecone.io/vectors/upsert       | it has a path '/vectors/upsert'               | a bare host name
          d.svc.e.pinecone.io//                    | it has a path '//'                            | a bare host name
          d.svc.e.pinecone.io#top                  | it has a fragment                             | a bare host name
          127.0.0.1                                | it is an IP address                           | a host name, since certificates name hosts
          https://10.0.0.1:443/                    | it is an IP address                           | a host name, since certificates name hosts
          2130706433                               | it is an IP address                           | a host name, since certificates name hosts
          ::1                                      | it is an IP address                           | a host name, since certificates name hosts
          [::1]:443                                | it is an IP address                           | a host name, since certificates name hosts
          fd00::10.0.0.1                           | it is an IP address                           | a host name, since certificates name hosts
          d..svc.e.pinecone.io                     | it has an empty label                         | labels of 1 to 63 characters between dots
          .d.svc.e.pinecone.io                     | it has an empty label                         | labels of 1 to 63 characters between dots
          d.svc.e.pinecone.io..                    | it has an empty label                         | labels of 1 to 63 characters between dots
          my_docs.svc.e.pinecone.io                | it has the character '_' (U+005F)             | letters, digits and hyphens
          my docs.svc.e.pinecone.io                | it has the character ' ' (U+0020)             | letters, digits and hyphens
          d.svc.e.pinecone.io\\.evil.com           | it has the character '\\' (U+005C)            | letters, digits and hyphens
          d.svc.e.%70inecone.io                    | it has the character '%' (U+0025)             | letters, digits and hyphens
          *.svc.e.pinecone.io                      | it has the character '*' (U+002A)             | letters, digits and hyphens
          dõcs.svc.e.pinecone.io                   | it has the character 'õ' (U+00F5)             | letters, digits and hyphens
          do\u212As.svc.e.pinecone.io              | it has the character '\u212A' (U+212A)        | letters, digits and hyphens
          🌲.svc.e.pinecone.io                     | it has the character '🌲' (U+1F332)           | letters, digits and hyphens
          d。svc.e.pinecone.io                     | it has the character '。' (U+3002)            | letters, digits and hyphens
          -d.svc.e.pinecone.io                     | its label '-d' begins or ends with a hyphen   | a letter or digit there
          d-.svc.e.pinecone.io                     | its label 'd-' begins or ends with a hyphen   | a letter or digit there
          d.svc.-.pinecone.io                      | its label '-' begins or ends with a hyphen    | a letter or digit there
          api.pinecone.io                          | it is the control plane's host                | the host of an index
          HTTPS://API.pinecone.io.:443/            | it is the control plane's host                | the host of an index
          pinecone.io                              | its second label is not 'svc'                 | <index>-<project>.svc.<environment>.pinecone.io
          docs-a1.aped-1.pinecone.io               | its second label is not 'svc'                 | <index>-<project>.svc.<environment>.pinecone.io
          svc.aped-1.pinecone.io                   | its second label is not 'svc'                 | <index>-<project>.svc.<environment>.pinecone.io
          a.docs.svc.aped-1.pinecone.io            | its second label is not 'svc'                 | <index>-<project>.svc.<environment>.pinecone.io
          api.dev.pinecone.io                      | its second label is not 'svc'                 | <index>-<project>.svc.<environment>.pinecone.io
          d.svc.pinecone.io                        | the environment is missing after 'svc'        | <index>-<project>.svc[.private].<environment>.pinecone.io
          d.svc.private.pinecone.io                | the environment is missing after 'svc.private' | <index>-<project>.svc[.private].<environment>.pinecone.io
          d.svc.example.com                        | the environment is missing after 'svc'        | <index>-<project>.svc[.private].<environment>.…
          d.svc                                    | the environment is missing after 'svc'        | <index>-<project>.svc[.private].<environment>.…
          d.svc.private.private.e.pinecone.io      | 'private' appears twice after 'svc'           | 'svc.private' once
          http://d.svc.e.pinecone.io               | http:// is plaintext                          | https:// or no scheme
          http://emulator:5081                     | http:// is plaintext and the host is not loopback | https://, or localhost
          ftp://d.svc.e.pinecone.io                | its scheme is 'ftp'                           | https:// or no scheme
          grpc://localhost:5081                    | its scheme is 'grpc'                          | https:// or no scheme
          ://localhost                             | its scheme is ''                              | https:// or no scheme
          d.svc.e.pinecone.io:8443                 | its port is 8443                              | port 443; a ConnectRule can dial another port
          localhost:0                              | its port is '0'                               | a number from 1 to 65535
          localhost:70000                          | its port is '70000'                           | a number from 1 to 65535
          localhost:grpc                           | its port is 'grpc'                            | a number from 1 to 65535
          localhost:-1                             | its port is '-1'                              | a number from 1 to 65535
          localhost:                               | its port is ''                                | a number from 1 to 65535
          localhost:443:443                        | its port is '443:443'                         | a number from 1 to 65535
          localhost:4294967739                     | its port is '4294967739'                      | a number from 1 to 65535
          """)
  void isRefusedWithTheProblemAndTheExpectation(String pasted, String wrong, String expected) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexHost.parse(pasted))
        .withMessage("host '" + pasted + "' is refused: " + wrong + "; expected " + expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://user:s3cret@d.svc.e.pinecone.io",
    "s3cret@d.svc.e.pinecone.io",
    "ftp://user:s3cret@d.svc.e.pinecone.io",
    "https://d.svc.e.pinecone.io/?s3cret@evil.com",
    "s3cret@",
  })
  void isRefusedWithUserInfoThatIsNotRepeated(String pasted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexHost.parse(pasted))
        .withMessage(
            "host is refused: it carries user info before an '@'; expected a bare host name");
  }

  @Test
  void hasLabelsOfAtMost63Characters() {
    String longest = "a".repeat(63);
    assertThat(IndexHost.parse(longest + ".svc.e.pinecone.io").name()).startsWith(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexHost.parse(longest + "a.svc.e.pinecone.io"))
        .withMessageContaining("a' has 64 characters; expected labels of 1 to 63 characters");
  }

  @Test
  void hasAtMost253Characters() {
    assertThat(IndexHost.parse(ofLength(253)).name()).hasSize(253);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexHost.parse(ofLength(254)))
        .withMessageEndingWith("its name has 254 characters; expected at most 253");
  }

  @Test
  void hasNoPrivateFormThatWouldBeTooLong() {
    assertThat(IndexHost.parse(ofLength(245)).privateHost().name()).hasSize(253);
    assertThatIllegalStateException()
        .isThrownBy(() -> IndexHost.parse(ofLength(246)).privateHost())
        .withMessageEndingWith("has no private form: it would be over 253 characters long");
  }

  private static String ofLength(int length) {
    String fixed = "docs.svc.";
    String environment = ("e".repeat(61) + ".").repeat(4);
    String domain = "pinecone.io";
    return fixed + environment.substring(fixed.length() + domain.length() + 248 - length) + domain;
  }

  @Test
  void aGatewayUnderAListedDomainIsALocalHost() {
    IndexHost gateway = IndexHost.parse("gateway.example.com", List.of("example.com"));

    assertThat(gateway.isLocal()).isTrue();
    assertThat(gateway.isPlaintext()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"d.svc.e.pinecone.io?key=s3cret", "d.svc.e.pinecone.io/?key=s3cret"})
  void aQueryIsRefusedAndNotRepeated(String pasted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexHost.parse(pasted))
        .withMessageContaining("it has a query; expected a bare host name")
        .withMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @ValueSource(strings = {":", ":a", "a.", "[", "1:", "1."})
  void aVeryLongHostIsRefused(String part) {
    assertThatIllegalArgumentException().isThrownBy(() -> IndexHost.parse(part.repeat(100_000)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pcsk_s3cret", "pckey_label_s3cret", "PCKEY_label_s3cret"})
  void aMisplacedApiKeyIsNotRepeated(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexHost.parse(key))
        .withMessage("host is refused: it looks like an API key; expected a bare host name");
  }

  @Test
  void isEqualByNamePortAndSecurity() {
    IndexHost host = IndexHost.parse("docs.svc.e.pinecone.io");
    assertThat(host)
        .isEqualTo(IndexHost.parse("https://DOCS.svc.e.pinecone.io:443/"))
        .hasSameHashCodeAs(IndexHost.parse("docs.svc.e.pinecone.io."))
        .isNotEqualTo(host.privateHost())
        .isNotEqualTo(IndexHost.parse("docs.svc.e.pinecone.io", List.of("e.pinecone.io.x")).name());
    assertThat(IndexHost.parse("localhost:1"))
        .isNotEqualTo(IndexHost.parse("localhost:2"))
        .isNotEqualTo(IndexHost.parse("https://localhost:1"));
  }
}
