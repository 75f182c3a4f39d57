package io.pinelink.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.pinelink.server.Fault;
import io.pinelink.server.RecordedRequest;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Health checking without an API key. */
@Tag("tls")
class GrpcHealthIT {
  private static HealthCheckRequest of(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }

  private static HealthGrpc.HealthBlockingStub stub(DataPlaneChannels channels) {
    return HealthGrpc.newBlockingStub(channels.channel()).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theServerAndItsServicesAreServing(boolean tls) throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(tls)) {
      for (String service : new String[] {"", "VectorService", "grpc.health.v1.Health"}) {
        assertThat(stub(channels).check(of(service)).getStatus()).isEqualTo(ServingStatus.SERVING);
      }
    }
  }

  @Test
  void healthIsCheckedAtTheHostOfAnIndex() {
    try (DataPlaneChannels channels = DataPlaneChannels.onOnePort()) {
      assertThat(stub(channels).check(of("")).getStatus()).isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void aCompressedRequestIsRead() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      assertThat(stub(channels).withCompression("gzip").check(of("VectorService")).getStatus())
          .isEqualTo(ServingStatus.SERVING);
    }
  }

  @Test
  void aServiceThatIsNotServedIsNotFound() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      assertThatThrownBy(() -> stub(channels).check(of("OtherService")))
          .isInstanceOfSatisfying(
              StatusRuntimeException.class,
              e -> {
                assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
                assertThat(e.getStatus().getDescription()).contains("'OtherService'");
              });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"VectorService", "OtherService"})
  void aWatchReportsTheStatusAndStaysOpenUntilItIsCancelled(String service) throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      Context.CancellableContext watching = Context.current().withCancellation();
      watching.run(
          () -> {
            Iterator<HealthCheckResponse> statuses = stub(channels).watch(of(service));
            assertThat(statuses.next().getStatus())
                .isEqualTo(
                    service.equals("VectorService")
                        ? ServingStatus.SERVING
                        : ServingStatus.SERVICE_UNKNOWN);
          });
      watching.cancel(null);

      RecordedRequest recorded =
          channels
              .server()
              .awaitRequest(
                  r -> r.path().equals("/grpc.health.v1.Health/Watch") && r.cancelled(),
                  Duration.ofSeconds(30));
      assertThat(recorded.grpcStatus()).isEmpty();
    }
  }

  @Test
  void scriptedFaultsWaitForCallsOfTheService() throws Exception {
    try (DataPlaneChannels channels = DataPlaneChannels.open(false)) {
      channels.server().faults().nextOfAny(Fault.drop());

      assertThat(stub(channels).check(of("")).getStatus()).isEqualTo(ServingStatus.SERVING);
      assertThat(channels.server().faults().pending()).hasSize(1);
    }
  }
}
