package io.pinelink.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.admin.CreateServiceAccountRequest;
import io.pinelink.admin.ServiceAccountWithSecret;
import io.pinelink.doctor.Doctor;
import io.pinelink.error.UnauthenticatedException;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tests that no output of the client or of its libraries contains a secret, with every logger at
 * its finest level. The server runs in the same process, so its output is included.
 */
@Tag("tls")
class SecretsInLogsIT {
  private static final String KEY = "pcsk_Zm9yLXRoZS1sb2dz_kEy";
  private static final String WRONG_KEY = "pcsk_bm90LWEta2V5_wR0ng";
  private static final String HEADER = "gate-5b8c-t0ken/of-a-Header";
  private static final String CLIENT_SECRET = "c1ient-Secret-9f8e7d6c5b4a";
  private static final String PUBLIC = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";

  private CapturedOutput output;
  private EmbeddedPinecone server;

  @BeforeEach
  void start() {
    output = new CapturedOutput();
    server =
        EmbeddedPinecone.builder()
            .apiKeys(Set.of(KEY))
            .clientCredentials("me", CLIENT_SECRET)
            .start();
  }

  @AfterEach
  void stop() {
    server.close();
    output.close();
  }

  private void createDocs() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
  }

  /** Returns the protocol and REST, the only protocol of the control plane. */
  private static Protocol[] withControl(Protocol protocol) {
    return protocol == Protocol.REST
        ? new Protocol[] {Protocol.REST}
        : new Protocol[] {protocol, Protocol.REST};
  }

  private static void useData(Index docs) {
    Indexes.fill(docs);
    docs.fetch(FetchRequest.byIds("east"));
    docs.describeIndexStats();
  }

  /** Stops everything that still writes, and asserts that no secret appears in any encoding. */
  private void assertNothingShown() {
    server.close();
    String text = output.text();
    for (String secret :
        new String[] {KEY, WRONG_KEY, HEADER, CLIENT_SECRET, ConnectProxy.PASSWORD}) {
      assertHides(text, secret);
    }
    assertHides(text, ConnectProxy.USER + ":" + ConnectProxy.PASSWORD);
    // Tokens of the embedded server.
    assertThat(text).doesNotContainPattern("embedded-[0-9a-f]{8}-[0-9a-f]{4}-");
  }

  private static void assertHides(String text, String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    // Not with "contains", whose failure would print the whole text.
    assertThat(text.contains(secret)).as("shows %s", secret).isFalse();
    assertThat(text.contains(Base64.getEncoder().encodeToString(bytes)))
        .as("shows %s in Base64", secret)
        .isFalse();
    assertThat(text.contains(HexFormat.of().formatHex(bytes)))
        .as("shows %s in hexadecimal", secret)
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theDataPlaneShowsNoKey(Protocol protocol) {
    createDocs();
    try (Pinelink client =
        server.clientBuilder().protocols(protocol).header("x-gate", HEADER).build()) {
      useData(client.indexAt(PUBLIC));
    }

    assertNothingShown();
    if (protocol == Protocol.GRPC) {
      // Requires gRPC's log of the same requests; without it the test would prove nothing.
      assertThat(output.text())
          .containsPattern(
              "FINE \\S*io\\.grpc\\S*\\.NettyClientHandler: .*OUTBOUND HEADERS: .*api-key: .*x-gate: ")
          .containsPattern("INBOUND HEADERS: ");
    }
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aRefusedKeyIsNotShown(Protocol protocol) {
    createDocs();
    try (Pinelink client =
        server.clientBuilder().apiKey(WRONG_KEY).protocols(withControl(protocol)).build()) {
      assertThatThrownBy(() -> client.indexAt(PUBLIC).describeIndexStats())
          .isInstanceOf(UnauthenticatedException.class);
      assertThatThrownBy(() -> client.controlPlane().listIndexes())
          .isInstanceOf(UnauthenticatedException.class);
    }

    assertNothingShown();
  }

  @Test
  void theControlPlaneShowsNoKey() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
      client.controlPlane().describeIndex("docs");
      client.controlPlane().deleteIndex("docs");
    }

    assertNothingShown();
  }

  @Test
  void metricsDiscoveryShowsNoKey() {
    try (AdminClient admin =
            server.configure(AdminClient.builder()).clientCredentials("me", CLIENT_SECRET).build();
        Pinelink client = server.clientBuilder().build();
        Pinelink wrong = server.clientBuilder().apiKey(WRONG_KEY).build()) {
      String project = admin.listProjects().items().get(0).id();
      assertThat(client.controlPlane().discoverMetrics(project).groups()).isEmpty();
      assertThatThrownBy(() -> wrong.controlPlane().discoverMetrics(project))
          .isInstanceOf(UnauthenticatedException.class);
    }

    assertNothingShown();
  }

  @Test
  void aServiceAccountShowsNoSecret() {
    ServiceAccountWithSecret rotated;
    try (AdminClient admin =
        server.configure(AdminClient.builder()).clientCredentials("me", CLIENT_SECRET).build()) {
      ServiceAccountWithSecret created =
          admin.createServiceAccount(CreateServiceAccountRequest.named("ci"));
      rotated = admin.rotateServiceAccountSecret(created.serviceAccount().id());
      try (AdminClient own =
          server
              .configure(AdminClient.builder())
              .clientCredentials(rotated.serviceAccount().clientId(), rotated.clientSecret())
              .build()) {
        assertThat(own.listProjects().items()).hasSize(1);
      }
    }

    assertNothingShown();
    assertHides(output.text(), rotated.clientSecret());
  }

  @Test
  void theDoctorShowsNoKey() {
    createDocs();
    try (Pinelink client =
        server.clientBuilder().routePolicy(RoutePolicy.privateRequired()).build()) {
      assertThat(Doctor.of(client).check(PUBLIC).dataCanFlow()).isTrue();
    }

    assertNothingShown();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void theProbeOfAPrivateRouteShowsNoKey(Protocol protocol) {
    createDocs();
    try (Pinelink client =
        server
            .clientBuilder()
            .protocols(protocol)
            .routePolicy(RoutePolicy.privatePreferred(Duration.ofSeconds(20)))
            .build()) {
      Index docs = client.indexAt(PUBLIC);
      useData(docs);
      assertThat(docs.route().kind()).isEqualTo(Route.Kind.PRIVATE);
    }

    assertNothingShown();
  }

  @Test
  void theAdminApiShowsNeitherSecretNorToken() {
    try (AdminClient admin =
            server.configure(AdminClient.builder()).clientCredentials("me", CLIENT_SECRET).build();
        AdminClient wrong =
            server.configure(AdminClient.builder()).clientCredentials("me", WRONG_KEY).build()) {
      assertThat(admin.listProjects().items()).hasSize(1);
      assertThatThrownBy(wrong::listProjects).isInstanceOf(UnauthenticatedException.class);
    }

    assertNothingShown();
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void aProxyWithCredentialsShowsNoPassword(Protocol protocol) throws Exception {
    createDocs();
    try (ConnectProxy proxy = new ConnectProxy(server.address(Listener.PUBLIC_DATA));
        ConnectProxy control = new ConnectProxy(server.address(Listener.CONTROL));
        Pinelink client =
            Pinelink.builder()
                .apiKey(KEY)
                .tls(TlsOptions.trustOnly(server.authority().certificate()))
                .protocols(withControl(protocol))
                .addressGuard(AddressGuard.privateOnly().allowingLoopback())
                .proxy(through(proxy))
                .controlPlaneProxy(through(control))
                .build()) {
      useData(client.indexAt(PUBLIC));
      client.controlPlane().listIndexes();
      assertThat(proxy.asked).isNotEmpty();
      assertThat(control.asked).isNotEmpty();
    }

    assertNothingShown();
  }

  private static ProxyOptions through(ConnectProxy proxy) {
    return ProxyOptions.http("127.0.0.1", proxy.port())
        .credentials(ConnectProxy.USER, ConnectProxy.PASSWORD);
  }

  @Test
  void everyLoggerIsCapturedAtItsFinestLevel() {
    System.getLogger("io.pinelink").log(System.Logger.Level.TRACE, "canary {0}", "one");
    InternalLoggerFactory.getInstance("io.grpc.netty.shaded.io.netty.canary")
        .trace("canary {}", "two");
    System.out.println("canary three");

    assertThat(output.text())
        .contains("canary one")
        .contains("canary two")
        .contains("canary three");
  }
}
