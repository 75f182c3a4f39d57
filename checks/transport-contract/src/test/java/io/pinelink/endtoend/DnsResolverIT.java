package io.pinelink.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.doctor.Doctor;
import io.pinelink.error.NetworkCause;
import io.pinelink.error.TransportException;
import io.pinelink.model.Metric;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.DnsResolver;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.retry.RetryOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.testsupport.Indexes;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that a client asks the DNS resolver that it was given, and no other, for every name. */
class DnsResolverIT {
  private static final String HOST = "docs-a1b234c.svc.aped-4627-b74a.pinecone.io";
  private static final String PRIVATE = "docs-a1b234c.svc.private.aped-4627-b74a.pinecone.io";

  private final EmbeddedPinecone server = EmbeddedPinecone.start();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /** The names end in .test, which no DNS server has. */
  private final DnsResolver resolver =
      name -> {
        asked.add(name);
        return new InetAddress[] {InetAddress.getLoopbackAddress()};
      };

  DnsResolverIT() {
    try (Pinelink client = server.clientBuilder().build()) {
      Indexes.create(client, "docs", Metric.COSINE);
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ConnectRule rule(String host, String dialled, Listener listener) {
    return ConnectRule.forHost(host).dial(dialled, server.address(listener).getPort());
  }

  private Pinelink.Builder builder() {
    return Pinelink.builder()
        .apiKey(EmbeddedPinecone.API_KEY)
        .tls(TlsOptions.trustOnly(server.authority().certificate()))
        .proxy(ProxyOptions.none())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .connectRule(rule("api.pinecone.io", "control.test", Listener.CONTROL))
        .connectRule(rule(HOST, "public.test", Listener.PUBLIC_DATA))
        .connectRule(rule(PRIVATE, "private.test", Listener.PRIVATE_DATA))
        .dnsResolver(resolver);
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void namesOfBothPlanesAreResolvedByTheGivenResolver(Protocol protocol) {
    try (Pinelink client = builder().protocols(protocol, Protocol.REST).build()) {
      assertThat(client.index("docs").describeIndexStats().info().protocol()).isEqualTo(protocol);
    }
    assertThat(asked).containsExactlyInAnyOrder("control.test", "public.test");
  }

  @Test
  void probesAskTheGivenResolver() {
    RoutePolicy policy = RoutePolicy.privatePreferred(Duration.ofSeconds(30));
    try (Pinelink client = builder().routePolicy(policy).build()) {
      Index docs = client.indexAt(HOST);

      assertThat(docs.route().kind()).isEqualTo(Route.Kind.PRIVATE);
      assertThat(asked).containsExactly("private.test");
    }
  }

  @Test
  void diagnosesAskTheGivenResolver() {
    try (Pinelink client = builder().build()) {
      assertThat(Doctor.of(client).check(PRIVATE).dataCanFlow()).isTrue();
    }
    assertThat(asked).containsExactlyInAnyOrder("private.test", "control.test");
  }

  @Test
  void adminClientsAskTheGivenResolver() {
    try (AdminClient admin =
        AdminClient.builder()
            .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET)
            .tls(TlsOptions.trustOnly(server.authority().certificate()))
            .proxy(ProxyOptions.none())
            .connectRule(rule("api.pinecone.io", "control.test", Listener.CONTROL))
            .connectRule(rule("login.pinecone.io", "login.test", Listener.CONTROL))
            .dnsResolver(resolver)
            .build()) {
      assertThat(admin.listProjects().items()).isNotEmpty();
    }
    assertThat(asked).containsExactlyInAnyOrder("control.test", "login.test");
  }

  @ParameterizedTest
  @EnumSource(Protocol.class)
  void failureOfTheGivenResolverIsAnUnknownHost(Protocol protocol) {
    DnsResolver broken =
        name -> {
          throw new IllegalStateException("no such zone");
        };
    try (Pinelink client =
        builder()
            .dnsResolver(broken)
            .protocols(protocol)
            .retryOptions(RetryOptions.none())
            .build()) {
      Index docs = client.indexAt(HOST);

      assertThatThrownBy(docs::describeIndexStats)
          .isInstanceOfSatisfying(
              TransportException.class,
              e -> assertThat(e.networkCause()).isEqualTo(NetworkCause.UNKNOWN_HOST));
    }
  }
}
