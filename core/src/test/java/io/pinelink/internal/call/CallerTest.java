package io.pinelink.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.FakeTransport;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.credential.ApiKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerTest {
  private final Caller caller =
      Caller.of(
          ClientState.of(
              new InFlightCalls(),
              new RouteCounts(new RouteListener() {}),
              SelectedApiVersion.ofEachOperation(),
              CallListeners.none()),
          new FakeTransport(Protocol.REST),
          new ApiKey("any-api-key"),
          new CurrentRoute(
              ControlPlaneEndpoint.route(
                  "api.pinecone.io", List.of(), new TrustedDomains(List.of()))),
          Duration.ofSeconds(30));

  @Test
  void viewsOfManyNamespacesShareTheSettingsOfCalls() {
    Caller first = caller.inNamespace("first").inPlace();
    Caller second = first.inNamespace("second").inPlace();

    assertThat(first.settings()).isSameAs(caller.settings());
    assertThat(second.settings()).isSameAs(caller.settings());
    assertThat(second.namespace()).isEqualTo("second");
  }
}
