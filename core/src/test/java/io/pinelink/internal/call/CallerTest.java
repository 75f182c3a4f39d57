package io.pinelink.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.FakeTransport;
import io.pinelink.internal.routing.ControlPlaneEndpoint;
import io.pinelink.internal.routing.TrustedDomains;
import io.pinelink.model.Protocol;
import io.pinelink.routing.RouteListener;
import io.pinelink.spi.ControlOperations;
import io.pinelink.spi.credential.ApiKey;
import io.pinelink.spi.request.ByName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CallerTest {
  private final Caller caller =
      Caller.of(
          ClientState.of(
              new InFlightCalls(),
              new RouteCounts(new RouteListener() {}),
              SelectedApiVersion.ofEachOperation(),
              CallListeners.none()),
          new FakeTransport(Protocol.GRPC),
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

  @Test
  @Timeout(10) // closing would wait for the deadline of a call that still counts
  void aCallThatIsRefusedBeforeItIsSentIsNotInFlight() {
    InFlightCalls inFlight = caller.client().inFlight();
    assertThatIllegalStateException()
        .isThrownBy(() -> caller.call(ControlOperations.DESCRIBE_INDEX, ByName.ofIndex("docs")))
        .withMessageContaining("pinelink-rest");

    assertThat(inFlight.close()).isTrue();
    inFlight.awaitNone();
  }
}
