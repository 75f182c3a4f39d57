package io.pinelink.server.internal.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexNamesTest {
  private final IndexNames names = new IndexNames(false);

  @ParameterizedTest
  @CsvSource({
    "localhost, docs.localhost:5080",
    "LOCALHOST:15080, docs.localhost:15080",
    "pinecone.test, docs.pinecone.test:5080",
    "http://pinecone.test, http://docs.pinecone.test",
    "http://pinecone.test:80, http://docs.pinecone.test",
    "https://pinecone.test/, https://docs.pinecone.test",
    "https://pinecone.test:8443, https://docs.pinecone.test:8443",
    "pinecone.test:443, docs.pinecone.test",
    "my_pinecone:1, docs.my_pinecone:1"
  })
  void theNameOfTheIndexPrecedesTheAdvertisedHost(String address, String host) {
    names.advertise("--advertise", address);

    assertThat(names.host("docs", 5080)).isEqualTo(host);
  }

  @Test
  void localhostIsTheDefault() {
    assertThat(names.host("docs", 5080)).isEqualTo("docs.localhost:5080");
    assertThat(names.advertised("docs", 5080)).isEmpty();
  }

  @Test
  void withAPortPerIndexOnlyTheHostIsAdvertised() {
    IndexNames ports = new IndexNames(true);
    assertThat(ports.host(5081)).isEqualTo("localhost:5081");

    ports.advertise("PINECONE_HOST", "192.168.1.7");
    assertThat(ports.host(5081)).isEqualTo("192.168.1.7:5081");
    ports.advertise("PINECONE_HOST", "http://pinecone");
    assertThat(ports.host(5081)).isEqualTo("http://pinecone:5081");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ports.advertise("PINECONE_HOST", "pinecone:15081"))
        .withMessageStartingWith(
            "PINECONE_HOST is 'pinecone:15081', with a port: each index has a port of its own.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ftp://localhost",
        "localhost:",
        "localhost:0",
        "localhost:65536",
        "a..b",
        "a b",
        ".a",
        "http://",
        "host/path",
        "user@host",
        "-a"
      })
  void otherTextsAreRefusedByTheNameOfTheSetting(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.advertise("--advertise", text))
        .withMessage(
            "--advertise is '"
                + text
                + "', expected HOST, HOST:PORT, or either after http:// or https://");
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "http://10.0.0.1:80", "[::1]:5080"})
  void indexNamesCannotPrecedeAnIpAddress(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.advertise("--advertise", address))
        .withMessageContaining("an IP address: expected a name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pinecone.io",
        "https://docs-a1b234c.svc.aped-4627-b74a.PINECONE.io",
        "api.pinecone.io"
      })
  void hostsOfTheServiceAreNotAdvertised(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> names.advertise("--advertise", address))
        .withMessageContaining("clients would leave this server, with their keys");
  }

  @Test
  void oneLabelBeforeASuffixNamesAnIndex() {
    names.advertise("--advertise", "pinecone.localhost");

    assertThat(names.haveIndexAt("docs.localhost")).isTrue();
    assertThat(names.haveIndexAt("docs.pinecone.localhost")).isTrue();
    assertThat(names.haveIndexAt("pinecone.localhost")).isFalse();
    assertThat(names.haveIndexAt("localhost")).isFalse();
    assertThat(names.haveIndexAt("a.docs.localhost")).isFalse();
    assertThat(names.haveIndexAt(".localhost")).isFalse();
    assertThat(names.leadTo("docs", "docs.localhost")).isTrue();
    assertThat(names.leadTo("docs", "docs2.localhost")).isFalse();
    assertThat(names.leadTo("docs", "docs.evil.example")).isFalse();
  }
}
