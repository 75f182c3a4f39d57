package io.pinelink.internal.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.network.AddressGuard;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.Kind;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlPlaneEndpointTest {
  private static Route route(String text, ConnectRule... rules) {
    return ControlPlaneEndpoint.route(
        text, List.of(rules), new TrustedDomains(List.of("example.com")));
  }

  @ParameterizedTest
  @CsvSource({
    "api.pinecone.io,         api.pinecone.io, api.pinecone.io,   PUBLIC, false",
    "https://API.pinecone.io/, api.pinecone.io, api.pinecone.io,  PUBLIC, false",
    "api.pinecone.io:8443,    api.pinecone.io, api.pinecone.io:8443, PUBLIC, false",
    "control.example.com,     control.example.com, control.example.com, PUBLIC, false",
    "localhost:5080,          localhost,       localhost:5080,    LOCAL,  true",
    "http://localhost:5080,   localhost,       localhost:5080,    LOCAL,  true",
    "https://localhost:5080,  localhost,       localhost:5080,    LOCAL,  false",
  })
  void isAlwaysPublicOrLocal(
      String text, String host, String authority, Kind kind, boolean plaintext) {
    Route route = route(text);

    assertThat(route.host()).isEqualTo(host);
    assertThat(route.authority()).isEqualTo(authority);
    assertThat(route.kind()).isEqualTo(kind);
    assertThat(route.plaintext()).isEqualTo(plaintext);
    assertThat(route.policy()).isEmpty();
    assertThat(route.privateZone()).isEmpty();
    assertThat(route.dial())
        .containsExactly(InetSocketAddress.createUnresolved(host, route.port()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs-a1.svc.aped-1.pinecone.io",
        "docs-a1.svc.private.aped-1.pinecone.io",
        "https://DOCS-A1.SVC.aped-1.pinecone.io/",
        "docs-a1.svc.prod.example.com",
        "api.svc.aped-1.pinecone.io"
      })
  void isNeverTheHostOfAnIndex(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route(text))
        .withMessage(
            "host '%s' is refused: it is the host of an index; expected a control plane, such as"
                + " api.pinecone.io",
            text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.pinecone.io.evil.com", "apipinecone.io", "emulator:5080"})
  void isOnlyAtTrustedHosts(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route(text))
        .withMessageContaining("the API key is sent only to hosts under pinecone.io");
  }

  @Test
  void isPlaintextOnlyOnLoopback() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> route("http://api.pinecone.io"))
        .withMessageEndingWith(
            "http:// is plaintext and the host is not loopback; expected https://");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> route("localhost:5080", ConnectRule.forHost("localhost").dial("10.0.0.1", 80)))
        .withMessageContaining("is not loopback");
  }

  @Test
  void resolvesOnlyToLoopbackUnderLocalhost() {
    assertThat(route("https://api.localhost").dialOptions().guard())
        .contains(AddressGuard.privateOnly().allowingLoopback().onlyLoopback());
    assertThat(route("api.pinecone.io").dialOptions().guard()).isEmpty();
  }

  @Test
  void isDialledByAConnectRule() {
    Route route = route("api.pinecone.io", ConnectRule.forHost("api.pinecone.io").dial("proxy", 9));
    assertThat(route.dial()).containsExactly(InetSocketAddress.createUnresolved("proxy", 9));
    assertThat(route.authority()).isEqualTo("api.pinecone.io");
  }
}
