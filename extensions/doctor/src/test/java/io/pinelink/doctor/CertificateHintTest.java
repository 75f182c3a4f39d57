package io.pinelink.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pinelink.internal.concurrent.Scheduler;
import io.pinelink.internal.probe.ProbeConnector;
import io.pinelink.internal.routing.PrivateRoute;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.network.TlsServer;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.spi.Deadline;
import io.pinelink.spi.dial.AddressResolver;
import io.pinelink.spi.dial.ConnectTarget;
import io.pinelink.spi.dial.Destination;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateHintTest {
  private static final String HOST = "docs-a1.svc.private.aped-4627-b74a.pinecone.io";

  /** Returns the hint for a server whose certificate is for this name. */
  private static Optional<String> hint(String certificate, ConnectRule... rules) throws Exception {
    try (TlsServer server = new TlsServer(certificate, Instant.now(), "h2")) {
      Route route =
          PrivateRoute.router(
                  RoutePolicy.privateRequired(),
                  TlsOptions.trustOnly(server.authority()),
                  ProxyOptions.none(),
                  rules)
              .choose(IndexHosts.given(HOST))
              .first();
      IOException refused =
          catchThrowableOfType(
              IOException.class,
              () ->
                  new PathConnector(
                          new ProbeConnector(AddressResolver.system(), Scheduler.system()))
                      .shake(
                          Destination.of(route),
                          new ConnectTarget(server.address(), null),
                          Deadline.after(Duration.ofSeconds(30))));
      return CertificateHint.of(route, refused);
    }
  }

  @Test
  void anEndpointOfAnotherRegionIsNamedWithTheRecordAndTheService() throws Exception {
    assertThat(hint("any.svc.private.apw5-4e34-81fa.pinecone.io"))
        .contains(
            "the wildcard record of the zone private.aped-4627-b74a.pinecone.io leads to a server of"
                + " apw5-4e34-81fa (aws us-west-2), but the index is in aped-4627-b74a (aws"
                + " us-east-1): lead it to an endpoint of aped-4627-b74a, whose service is"
                + " com.amazonaws.vpce.us-east-1.vpce-svc-05ef6f1f0b9130b54");
  }

  @Test
  void anEnvironmentOutsideTheCatalogueIsNamedWithoutARegion() throws Exception {
    assertThat(hint("any.svc.private.aws-us-east-1-26bf.byoc.pinecone.io").orElseThrow())
        .contains("leads to a server of aws-us-east-1-26bf.byoc, but the index is in");
  }

  @Test
  void aServerOfThePublicFormIsNamed() throws Exception {
    assertThat(hint("any.svc.aped-4627-b74a.pinecone.io"))
        .contains(
            "the wildcard record of the zone private.aped-4627-b74a.pinecone.io leads to a server of"
                + " the public form of the host: lead it to one of the private form");
  }

  @Test
  void aRuleIsNamedInsteadOfTheZone() throws Exception {
    assertThat(
            hint(
                "any.svc.private.apw5-4e34-81fa.pinecone.io",
                ConnectRule.forHost(HOST).dial("vpce-1.example")))
        .hasValueSatisfying(
            hint ->
                assertThat(hint)
                    .startsWith("the ConnectRule that dials vpce-1.example:443 leads to a server"));
  }

  @Test
  void aCertificateForSomethingElseHasNoHint() throws Exception {
    assertThat(hint("intranet.corp.example")).isEmpty();
    assertThat(hint("any.svc.cluster.local")).isEmpty();
  }

  @Test
  void aCertificateForTheFormAndEnvironmentOfTheHostHasNoHint() throws Exception {
    assertThat(hint("any.svc.private.aped-4627-b74a.pinecone.io")).isEmpty();
  }

  @Test
  void anotherFailureHasNoHint() {
    Route route =
        PrivateRoute.router(
                RoutePolicy.privateRequired(), TlsOptions.systemTrust(), ProxyOptions.none())
            .choose(IndexHosts.given(HOST))
            .first();

    assertThat(CertificateHint.of(route, new IOException("reset"))).isEmpty();
  }
}
