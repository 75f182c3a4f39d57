package io.pinelink.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedDomainsTest {
  private static final TrustedDomains NONE = new TrustedDomains(List.of());
  private static final TrustedDomains OWN = new TrustedDomains(List.of("Vectors.Example.com."));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pinecone.io",
        "api.pinecone.io",
        "docs-a1.svc.aped-1.pinecone.io",
        "docs-a1.svc.private.aped-1.pinecone.io",
        "localhost",
        "docs.localhost"
      })
  void theServiceAndLoopbackReceiveTheKey(String name) {
    assertThat(NONE.mayReceiveKey(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evilpinecone.io",
        "pinecone.io.evil.com",
        "docs-a1.svc.aped-1.pinecone.io.evil.com",
        "docs-a1.svc.private.aped-1.evilpinecone.io",
        "pinecone.io-evil.com",
        "pinecone-io.com",
        "pinecone.iox",
        "io",
        "xpinecone.io",
        "evillocalhost",
        "localhost.evil.com",
        "vectors.example.com",
        "10.0.0.1.evil.com",
        "emulator"
      })
  void otherHostsReceiveNoKey(String name) {
    assertThat(NONE.mayReceiveKey(name)).isFalse();
  }

  @Test
  void aListedDomainReceivesTheKeyByWholeLabels() {
    assertThat(OWN.mayReceiveKey("vectors.example.com")).isTrue();
    assertThat(OWN.mayReceiveKey("docs.svc.e.vectors.example.com")).isTrue();
    assertThat(OWN.mayReceiveKey("example.com")).isFalse();
    assertThat(OWN.mayReceiveKey("evilvectors.example.com")).isFalse();
    assertThat(OWN.mayReceiveKey("vectors.example.com.evil.com")).isFalse();
    assertThat(OWN.mayReceiveKey("api.pinecone.io")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com", "localhost", "https://example.com", "example.com:443"})
  void aListedDomainIsABareNameOfTwoLabels(String domain) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrustedDomains(List.of(domain)))
        .withMessage(
            "host '%s' is refused: a trusted domain is a bare name; expected at least two labels"
                + " and no port",
            domain);
  }

  @Test
  void aRefusalExplainsHowToTrustADomain() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NONE.check("docs.svc.e.example.com"))
        .withMessage(
            "host 'docs.svc.e.example.com' is refused: the API key is sent only to hosts under"
                + " pinecone.io, trusted domains and loopback; if the host is yours, name its"
                + " domain with trustedDomain(…)");
  }
}
