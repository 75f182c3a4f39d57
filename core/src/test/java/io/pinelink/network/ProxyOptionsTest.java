package io.pinelink.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.internal.routing.NetworkOptions;
import io.pinelink.routing.Route;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProxyOptionsTest {
  private static final String PRIVATE = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final String PUBLIC = "docs-a1.svc.aped-1.pinecone.io";
  private static final String CONTROL = "api.pinecone.io";

  private static Optional<String> proxyFor(ProxyOptions options, String host, Route.Kind kind) {
    return NetworkOptions.proxyFor(options, host, 443, kind).map(HttpProxy::toString);
  }

  private static void jvm(Map<String, String> properties) {
    properties.forEach(System::setProperty);
  }

  @AfterEach
  void forget() {
    System.clearProperty("https.proxyHost");
    System.clearProperty("https.proxyPort");
    System.clearProperty("http.nonProxyHosts");
  }

  @Test
  void aConfiguredProxyIsForPublicRoutesOnly() {
    ProxyOptions options = ProxyOptions.http("proxy.example", 3128);

    assertThat(proxyFor(options, PUBLIC, Route.Kind.PUBLIC)).contains("proxy.example:3128");
    assertThat(proxyFor(options, PRIVATE, Route.Kind.PRIVATE)).isEmpty();
    assertThat(proxyFor(options, "localhost", Route.Kind.LOCAL)).isEmpty();
    assertThat(proxyFor(options.alsoForPrivateRoutes(), PRIVATE, Route.Kind.PRIVATE))
        .contains("proxy.example:3128");
  }

  @Test
  void someHostsGoDirectly() {
    ProxyOptions options =
        ProxyOptions.http("proxy.example", 3128).exceptFor("*.svc.aped-1.pinecone.io");

    assertThat(proxyFor(options, PUBLIC, Route.Kind.PUBLIC)).isEmpty();
    assertThat(proxyFor(options, CONTROL, Route.Kind.PUBLIC)).contains("proxy.example:3128");
    assertThatIllegalArgumentException()
        .as("a star in the middle would never match")
        .isThrownBy(() -> options.exceptFor("*.private.*.pinecone.io"));
  }

  @Test
  void theProxyOfTheJvmIsForPublicRoutesOnly() {
    jvm(Map.of("https.proxyHost", "proxy.example", "https.proxyPort", "3128"));
    ProxyOptions options = ProxyOptions.fromJvm();

    assertThat(proxyFor(options, CONTROL, Route.Kind.PUBLIC)).contains("proxy.example:3128");
    assertThat(proxyFor(options, PRIVATE, Route.Kind.PRIVATE)).isEmpty();
    assertThat(proxyFor(ProxyOptions.none(), CONTROL, Route.Kind.PUBLIC)).isEmpty();
  }

  @Test
  void nonProxyHostsOfTheJvmAreRespected() {
    jvm(
        Map.of(
            "https.proxyHost", "proxy.example",
            "https.proxyPort", "3128",
            "http.nonProxyHosts", "*.pinecone.io"));

    assertThat(proxyFor(ProxyOptions.fromJvm(), CONTROL, Route.Kind.PUBLIC)).isEmpty();
  }

  @Test
  void withoutPropertiesThereIsNoProxy() {
    assertThat(proxyFor(ProxyOptions.fromJvm(), CONTROL, Route.Kind.PUBLIC)).isEmpty();
  }

  @Test
  void aPasswordIsNeverShown() {
    ProxyOptions options = ProxyOptions.http("proxy.example", 3128).credentials("me", "hunter2");
    HttpProxy proxy =
        NetworkOptions.proxyFor(options, CONTROL, 443, Route.Kind.PUBLIC).orElseThrow();

    assertThat(proxy.credentials()).contains(new HttpProxy.Credentials("me", "hunter2"));
    assertThat(options + " " + proxy + " " + proxy.credentials()).doesNotContain("hunter2");
  }

  @Test
  void credentialsNeedAProxyAndAProxyAName() {
    assertThatIllegalStateException().isThrownBy(() -> ProxyOptions.none().credentials("a", "b"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProxyOptions.http("http://proxy.example", 3128));
    assertThatIllegalArgumentException().isThrownBy(() -> ProxyOptions.http("proxy.example", 0));
  }
}
