package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.doctor.Diagnosis.Check;
import io.pinelink.doctor.Diagnosis.Status;
import io.pinelink.doctor.Diagnosis.Step;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyCheckTest {
  private static final Route DATA =
      PrivateRoute.router(
              RoutePolicy.privateRequired(), TlsOptions.systemTrust(), ProxyOptions.none())
          .toHost(PrivateRoute.HOST);
  private static final Route CONTROL =
      ControlPlaneEndpoint.route("api.pinecone.io", List.of(), new TrustedDomains(List.of()));

  private final DiagnosisBuilder findings = new DiagnosisBuilder(System::nanoTime);
  private final Properties properties = new Properties();

  private Step check(
      Map<String, String> environment, @Nullable ProxySelector jvm, @Nullable String field) {
    ProbeAnswer answer =
        field == null
            ? null
            : new ProbeAnswer(
                new HttpHead("HTTP/1.1 401 Unauthorized\r\n" + field + "\r\n\r\n"),
                Instant.EPOCH,
                Duration.ZERO);
    new ProxyCheck(environment, properties, jvm, findings).check(DATA, CONTROL, answer);
    return findings.steps().get(findings.steps().size() - 1);
  }

  @Test
  void withoutProxiesThereIsNoFinding() {
    Step step = check(Map.of("https_proxy", " "), null, "Server: envoy");

    assertThat(step.status()).isEqualTo(Status.OK);
    assertThat(step.seen()).isEqualTo("private data: no proxy; control plane: no proxy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Via: 1.1 proxy1 (squid/6.13)", "x-bluecoat-via: 4b1", "VIA: 1.1 x"})
  void aProxyThatNamesItselfIsAWarning(String field) {
    Step step = check(Map.of(), null, field);

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.hint().orElseThrow())
        .endsWith("exclude *.private.aped-1.pinecone.io from inspection");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Via: 1.1 kong/3.9            | if it is a gateway in front of the service, nothing
          Via: 1.1 proxy1 (squid/6.13) | what decrypts TLS
          X-Squid-Error: ERR_NONE 0    | what decrypts TLS
          """)
  void onlyAProxyOfTheServiceMayBeRight(String field, String hint) {
    assertThat(check(Map.of(), null, field).hint().orElseThrow()).startsWith(hint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"via: 1.1 google", "Via: 1.1 4f2a.cloudfront.net (CloudFront)"})
  void loadBalancersOfCloudsAreNot(String field) {
    assertThat(check(Map.of(), null, field).status()).isEqualTo(Status.OK);
  }

  @Test
  void aProxyOfOtherProgramsIsNamedWithoutItsCredentials() {
    Step step =
        check(Map.of("HTTPS_PROXY", "http://user:p@/?#ss@proxy.example:3128/path"), null, null);

    assertThat(step.status()).isEqualTo(Status.OK);
    assertThat(step.seen())
        .endsWith("; other programs use proxy.example:3128 (HTTPS_PROXY), this client does not");
  }

  @Test
  void aProxyOfOtherProgramsIsAWarningIfTheControlPlaneCannotBeReached() {
    findings.fail(Check.CONTROL_PLANE, "timed out", null);

    Step step = check(Map.of("https_proxy", "proxy.example:3128"), null, null);

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.hint().orElseThrow()).startsWith("the JVM does not read https_proxy");
  }

  @Test
  void aProxySelectorThatFailsIsNoFinding() {
    Step step =
        check(
            Map.of(),
            new ProxySelector() {
              @Override
              public List<Proxy> select(URI uri) {
                throw new IllegalStateException("not configured");
              }

              @Override
              public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
            },
            null);

    assertThat(step.status()).isEqualTo(Status.OK);
    assertThat(step.seen()).endsWith("failed: java.lang.IllegalStateException");
  }

  @Test
  void theProxyOfOtherLibrariesOfTheJvmIsAWarning() {
    properties.setProperty("http.nonProxyHosts", "localhost|*.private.*.pinecone.io|*.internal");

    Step step =
        check(
            Map.of(),
            ProxySelector.of(InetSocketAddress.createUnresolved("proxy.example", 3128)),
            null);

    assertThat(step.status()).isEqualTo(Status.WARNING);
    assertThat(step.seen()).endsWith("reach " + PrivateRoute.HOST + " through proxy.example:3128");
    assertThat(step.hint())
        .contains(
            "add *.private.aped-1.pinecone.io to http.nonProxyHosts; *.private.*.pinecone.io"
                + " matches nothing, since its star is in the middle");
  }
}
