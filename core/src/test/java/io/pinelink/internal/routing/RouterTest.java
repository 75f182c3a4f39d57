package io.pinelink.internal.routing;

import static io.pinelink.routing.RoutePolicy.asGiven;
import static io.pinelink.routing.RoutePolicy.privateRequired;
import static io.pinelink.routing.RoutePolicy.publicOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pinelink.network.AddressGuard;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.DialOptions;
import io.pinelink.routing.Route.Kind;
import io.pinelink.routing.Route.Source;
import io.pinelink.routing.RoutePolicy;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {
  private static final String PUBLIC = "docs-a1.svc.aped-1.pinecone.io";
  private static final String PRIVATE = "docs-a1.svc.private.aped-1.pinecone.io";
  private static final ConnectRule LOCALHOST =
      ConnectRule.forHost("localhost").dial("localhost", 5081);

  private static Route described(Router router, String host, @Nullable String listed) {
    return router
        .choose(new IndexHosts(host, Optional.ofNullable(listed), Source.CONTROL_PLANE))
        .first();
  }

  private static Router router(RoutePolicy policy, ConnectRule... rules) {
    return new Router(policy, List.of(rules), new TrustedDomains(List.of("vectors.example.com")));
  }

  private static RoutePolicy policy(String name) {
    return switch (name) {
      case "asGiven" -> asGiven();
      case "publicOnly" -> publicOnly();
      case "privateRequired" -> privateRequired();
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          asGiven         | docs-a1.svc.aped-1.pinecone.io         | docs-a1.svc.aped-1.pinecone.io         | PUBLIC  | the host was given in this form
          asGiven         | docs-a1.svc.private.aped-1.pinecone.io | docs-a1.svc.private.aped-1.pinecone.io | PRIVATE | the host was given in this form
          asGiven         | http://localhost:5081                  | localhost                              | LOCAL   | the host was given in this form
          publicOnly      | docs-a1.svc.aped-1.pinecone.io         | docs-a1.svc.aped-1.pinecone.io         | PUBLIC  | publicOnly
          publicOnly      | localhost:5081                         | localhost                              | LOCAL   | publicOnly
          privateRequired | docs-a1.svc.aped-1.pinecone.io         | docs-a1.svc.private.aped-1.pinecone.io | PRIVATE | privateRequired; rewritten from docs-a1.svc.aped-1.pinecone.io
          privateRequired | docs-a1.svc.private.aped-1.pinecone.io | docs-a1.svc.private.aped-1.pinecone.io | PRIVATE | privateRequired; the host is a private form
          privateRequired | svc.svc.prod.vectors.example.com       | svc.svc.private.prod.vectors.example.com | PRIVATE | privateRequired; rewritten from svc.svc.prod.vectors.example.com
          """)
  void aNamedHostFollowsThePolicy(
      String policy, String given, String dialled, Kind kind, String reason) {
    Route route = router(policy(policy)).toHost(given);

    assertThat(route.host()).isEqualTo(dialled);
    assertThat(route.kind()).isEqualTo(kind);
    assertThat(route.reason()).isEqualTo(reason);
    assertThat(route.source()).isEqualTo(Source.EXPLICIT);
    assertThat(route.policy()).contains(policy(policy));
    assertThat(route.dial())
        .containsExactly(InetSocketAddress.createUnresolved(dialled, route.port()));
    assertThat(route.plaintext()).isEqualTo(kind == Kind.LOCAL);
    assertThat(route.privateZone().isPresent()).isEqualTo(kind == Kind.PRIVATE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # policy        | host     | private_host           | dialled | reason
          asGiven         | public   | -                      | public  | the control plane's host
          asGiven         | public   | ''                     | public  | the control plane's host
          asGiven         | public   | private                | public  | the control plane's host; it lists the private host docs-a1.svc.private.aped-1.pinecone.io too
          asGiven         | private  | private                | private | the control plane's host
          asGiven         | public   | no host/at all         | public  | the control plane's host; it lists the private host no host/at all too
          publicOnly      | public   | -                      | public  | publicOnly
          publicOnly      | public   | private                | public  | publicOnly
          publicOnly      | public   | no host/at all         | public  | publicOnly
          privateRequired | public   | private                | private | privateRequired; the control plane's private host
          privateRequired | private  | private                | private | privateRequired; the control plane's private host
          privateRequired | private  | -                      | private | privateRequired; the host is a private form
          privateRequired | localhost:5081 | private          | private | privateRequired; the control plane's private host
          privateRequired | public   | -                      | private | privateRequired; rewritten from docs-a1.svc.aped-1.pinecone.io: the control plane lists no private host, so no private endpoint seems to be registered for the project
          privateRequired | public   | ''                     | private | privateRequired; rewritten from docs-a1.svc.aped-1.pinecone.io: the control plane lists no private host, so no private endpoint seems to be registered for the project
          """)
  void aDescribedIndexFollowsThePolicy(
      String policy, String host, @Nullable String listed, String dialled, String reason) {
    Route route =
        described(router(policy(policy)), form(host), listed == null ? null : form(listed));

    assertThat(route.host()).isEqualTo(form(dialled));
    assertThat(route.kind()).isEqualTo(dialled.equals("public") ? Kind.PUBLIC : Kind.PRIVATE);
    assertThat(route.reason()).isEqualTo(reason);
    assertThat(route.source()).isEqualTo(Source.CONTROL_PLANE);
    assertThat(route.policy()).contains(policy(policy));
  }

  private static String form(String word) {
    return word.equals("public") ? PUBLIC : word.equals("private") ? PRIVATE : word;
  }

  @Test
  void publicOnlyRefusesAPrivateForm() {
    String message =
        "host '" + PRIVATE + "' is refused: it is a private form and the policy is publicOnly";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> router(publicOnly()).toHost(PRIVATE))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> described(router(publicOnly()), PRIVATE, null))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PUBLIC,
        "docs-a1.svc.private-1.aped-1.pinecone.io",
        "private.svc.aped-1.pinecone.io",
        "localhost:5081",
        "http://localhost",
        "emulator.example.com",
        "docs-a1.svc.aped-1.evil.com"
      })
  void privateRequiredRefusesAPublicHostThatIsListed(String listed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> described(router(privateRequired(), LOCALHOST), PUBLIC, listed))
        .withMessageContaining("the policy is privateRequired and the host is not a private form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.1",
        "api.pinecone.io",
        "https://user:pw@docs-a1.svc.private.aped-1.pinecone.io",
        "docs-a1.svc.private.aped-1.pinecone.io/../x",
        "http://docs-a1.svc.private.aped-1.pinecone.io",
        "docs-a1.svc.private.private.aped-1.pinecone.io",
        "docs-a1.svc.private.aped-1.pinecone.io:80"
      })
  void privateRequiredRefusesAnInvalidHostThatIsListed(String listed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> described(router(privateRequired()), PUBLIC, listed))
        .withMessageContaining("is refused");
  }

  @Test
  void privateRequiredNeverDialsAPublicForm() {
    for (String host : List.of(PUBLIC, PRIVATE, "localhost", "a.b.c", "svc.svc.svc.pinecone.io")) {
      for (String listed : List.of("", PUBLIC, PRIVATE, "localhost", "svc.svc.svc.pinecone.io")) {
        try {
          Route route = described(router(privateRequired()), host, listed);
          assertThat(route.kind()).as("%s, %s", host, listed).isEqualTo(Kind.PRIVATE);
          assertThat(IndexHost.parse(route.host()).isPrivate()).isTrue();
        } catch (IllegalArgumentException refused) {
          assertThat(refused).hasMessageContaining("privateRequired");
        }
      }
    }
  }

  @Test
  void privateRequiredRefusesALocalHostWithoutAConnectRule() {
    String message =
        "host 'localhost:5081' is refused: the policy is privateRequired and the host has no"
            + " private form; a ConnectRule for it must name the address to dial";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> router(privateRequired()).toHost("localhost:5081"))
        .withMessage(message);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> described(router(privateRequired()), "localhost:5081", null))
        .withMessage(message);
  }

  @Test
  void privateRequiredAcceptsALocalHostThatAConnectRuleDials() {
    Route route = router(privateRequired(), LOCALHOST).toHost("localhost:9");

    assertThat(route.kind()).isEqualTo(Kind.LOCAL);
    assertThat(route.dial()).containsExactly(InetSocketAddress.createUnresolved("localhost", 5081));
    assertThat(route.reason()).isEqualTo("privateRequired; a local host dialled by a connect rule");
  }

  @Test
  void privateRequiredRefusesAHostWhosePrivateFormIsTooLong() {
    String environment = ("e".repeat(60) + ".").repeat(3) + "e".repeat(44);
    String host = "docs-a1.svc." + environment + ".pinecone.io";
    assertThatIllegalArgumentException()
        .isThrownBy(() -> router(privateRequired()).toHost(host))
        .withMessageContaining("has no private form: it would be over 253 characters long");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs-a1.svc.aped-1.pinecone.io.evil.com",
        "docs-a1.svc.private.aped-1.evilpinecone.io",
        "docs-a1.svc.prod.example.com",
        "emulator:5081",
        "localhost.evil.com"
      })
  void aNamedHostThatMayNotReceiveTheKeyIsRefused(String host) {
    for (RoutePolicy policy : List.of(asGiven(), publicOnly(), privateRequired())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> router(policy).toHost(host))
          .withMessageContaining("the API key is sent only to hosts under pinecone.io");
    }
  }

  @Test
  void theControlPlaneMayNameAHostOfAnyDomain() {
    Route route = described(router(asGiven()), "docs-a1.svc.prod.example.com", null);
    assertThat(route.host()).isEqualTo("docs-a1.svc.prod.example.com");
    assertThat(route.kind()).isEqualTo(Kind.PUBLIC);
  }

  @Test
  void theFirstConnectRuleForTheDialledFormDecides() {
    ConnectRule other = ConnectRule.forHost(PUBLIC).dial("wrong.example.com");
    ConnectRule first =
        ConnectRule.forHost("*.svc.private.aped-1.pinecone.io").dial("vpce-1", 8443);
    ConnectRule second = ConnectRule.forHost(PRIVATE).dial("vpce-2");

    Route route = router(privateRequired(), other, first, second).toHost(PUBLIC);

    assertThat(route.dial()).containsExactly(InetSocketAddress.createUnresolved("vpce-1", 8443));
    assertThat(route.authority()).isEqualTo(PRIVATE);
    assertThat(route.privateZone()).contains("private.aped-1.pinecone.io");
  }

  @Test
  void plaintextNeverLeavesLoopback() {
    ConnectRule away = ConnectRule.forHost("localhost").dial("emulator.example.com", 80);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> router(asGiven(), away).toHost("localhost:5081"))
        .withMessageContaining("it is plaintext and emulator.example.com");
    assertThat(router(asGiven(), away).toHost("https://localhost:5081").plaintext()).isFalse();
  }

  @Test
  void privatePreferredProbesTheNetwork() {
    RoutePolicy policy = RoutePolicy.privatePreferred(Duration.ofSeconds(2));
    RouteChoice choice = router(policy).choose(IndexHosts.given(PUBLIC));

    assertThat(choice.first().host()).isEqualTo(PRIVATE);
    assertThat(choice.first().kind()).isEqualTo(Kind.PRIVATE);
    assertThat(choice.otherwise()).isNotNull();
    Instant now = Instant.parse("2026-11-25T09:00:00Z");
    Route works = choice.works("answered", now);
    assertThat(works.host()).isEqualTo(PRIVATE);
    assertThat(works.reason()).isEqualTo("privatePreferred(2 s); " + PRIVATE + " answered");
    assertThat(works.decision().at()).contains(now);
    Route fails = choice.fails("no answer", now);
    assertThat(fails.host()).isEqualTo(PUBLIC);
    assertThat(fails.kind()).isEqualTo(Kind.PUBLIC);
    assertThat(fails.reason())
        .isEqualTo(
            "privatePreferred(2 s); public, since " + PRIVATE + " did not answer: no answer");
  }

  @Test
  void privatePreferredDoesNotProbeAHostWithOneForm() {
    Router router = router(RoutePolicy.privatePreferred(Duration.ofSeconds(2)));

    assertThat(router.choose(IndexHosts.given(PRIVATE)).otherwise()).isNull();
    assertThat(router.choose(IndexHosts.given("localhost:5081")).otherwise()).isNull();
  }

  @Test
  void idleConnectionsAreKeptForTheIdleTimeoutOfTheNetwork() {
    assertThat(idle("docs-a1.svc.private.aped-4627-b74a.pinecone.io"))
        .isEqualTo(Duration.ofMinutes(4));
    assertThat(idle("docs-a1.svc.private.eastus2-5e25.prod-azure.pinecone.io"))
        .isEqualTo(Duration.ofMinutes(3));
    assertThat(idle("docs-a1.svc.private.aws-us-east-1-26bf.byoc.pinecone.io"))
        .isEqualTo(Duration.ofSeconds(50));
    assertThat(idle("docs-a1.svc.aws-us-east-1-26bf.byoc.pinecone.io"))
        .isEqualTo(Duration.ofSeconds(50));
    assertThat(idle("docs-a1.svc.private.unknown-1.pinecone.io")).isEqualTo(Duration.ofSeconds(50));
    assertThat(idle("docs-a1.svc.aped-4627-b74a.pinecone.io")).isEqualTo(Duration.ofMinutes(3));
  }

  private static Duration idle(String host) {
    return router(asGiven()).toHost(host).dialOptions().lifetime().idle();
  }

  @Test
  void onlyPrivateRoutesAreGuarded() {
    assertThat(router(asGiven()).toHost(PRIVATE).dialOptions().guard()).isPresent();
    assertThat(router(asGiven()).toHost(PUBLIC).dialOptions().guard()).isEmpty();
    assertThat(router(asGiven()).toHost("localhost:5081").dialOptions().guard()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {PUBLIC, PRIVATE, "localhost:5081", "emulator.vectors.example.com"})
  void everyRouteOfPrivateRequiredIsGuarded(String host) {
    ConnectRule emulator = ConnectRule.forHost("*.vectors.example.com").dial("52.1.2.3");

    Route route = router(privateRequired(), LOCALHOST, emulator).toHost(host);

    assertThat(route.dialOptions().guard()).contains(AddressGuard.privateOnly());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://docs.localhost", "https://localhost:5081", "docs-a1.svc.e.x.localhost"})
  void aNameUnderLocalhostIsGuardedToLoopback(String host) {
    DialOptions options = router(asGiven()).toHost(host).dialOptions();

    assertThat(options.guard())
        .contains(AddressGuard.privateOnly().allowingLoopback().onlyLoopback());
    assertThat(options.proxy()).isEmpty();
  }

  @Test
  void aListedNameUnderLocalhostIsNotGuarded() {
    Router router = new Router(asGiven(), List.of(), new TrustedDomains(List.of("docs.localhost")));

    assertThat(router.toHost("https://docs.localhost").dialOptions().guard()).isEmpty();
    assertThat(router.toHost("https://other.localhost").dialOptions().guard()).isPresent();
  }
}
