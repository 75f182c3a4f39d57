package io.pinelink.opentelemetry;

import static io.pinelink.testsupport.AllocatedBytes.leastAllocated;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.internal.response.FailedCall;
import io.pinelink.internal.response.VectorResponses;
import io.pinelink.model.Protocol;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.QueryResponse;
import io.pinelink.routing.Route;
import io.pinelink.spi.Failures;
import io.pinelink.spi.Refusal;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallObserver.GiveUpReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The bytes that a call allocates for telemetry that is switched off. */
class AllocationTest {
  private static final String HOST = "docs-a1.svc.aped-1.pinecone.io";
  private static final QueryRequest QUERY = QueryRequest.nearest(1);

  /** Answers without a network, so that nothing but the client allocates. */
  private static CallInterceptor answering(Route route) {
    CompletableFuture<QueryResponse> answer =
        CompletableFuture.completedFuture(
            new VectorResponses.QueryResult(
                List.of(),
                "",
                OptionalLong.of(1),
                OptionalLong.empty(),
                Optional.empty(),
                VectorResponses.info("r", "", null, null, route, Protocol.GRPC, 1)));
    return call -> answer;
  }

  private static Pinelink.Builder builder() {
    return Pinelink.builder().apiKey("any-api-key").callbackExecutor(Runnable::run);
  }

  private static long ofQuery(Pinelink.Builder builder) throws Exception {
    Route route;
    try (Pinelink other = builder().build()) {
      route = other.indexAt(HOST).route();
    }
    try (Pinelink client = builder.interceptor(answering(route)).build()) {
      Index index = client.indexAt(HOST);
      for (int i = 0; i < 20_000; i++) { // compiled as in a running program
        index.query(QUERY);
      }
      return leastAllocated(() -> index.query(QUERY));
    }
  }

  @Test
  void withoutAnSdkTheListenerAllocatesNothing() throws Exception {
    CallListener listener = OpenTelemetryCallListener.of(OpenTelemetry.noop());

    assertThat(listener.isEnabled()).isFalse();
    assertThat(ofQuery(builder().callListener(listener))).isEqualTo(ofQuery(builder()));
  }

  @Test
  void theMeasurementDetectsAnEnabledListener() throws Exception {
    CallListener listener = call -> CallObserver.none();

    assertThat(ofQuery(builder().callListener(listener))).isGreaterThan(ofQuery(builder()));
  }

  @Test
  void aSpanThatIsNotRecordingAllocatesNothingForItsEvents() throws Exception {
    List<CallObserver> observers = new ArrayList<>();
    Route route;
    try (OpenTelemetrySdk sdk =
            OpenTelemetrySdk.builder()
                .setTracerProvider(
                    SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build())
                .build();
        Pinelink client =
            builder()
                .callListener(
                    call -> {
                      CallObserver observer = OpenTelemetryCallListener.of(sdk).started(call);
                      observers.add(observer);
                      return observer;
                    })
                .build()) {
      Index index = client.indexAt(HOST);
      route = index.route();
      index.async().query(QUERY).cancel(true);
    }
    CallObserver observer = observers.get(0);
    ServiceException failure =
        Failures.refusal(
            new FailedCall("query", route, 1),
            new Refusal(ErrorCode.UNAVAILABLE, "", null, null),
            null);

    long allocated =
        leastAllocated(
            () -> {
              observer.attemptFailed(1, failure);
              observer.retrying(Duration.ZERO);
              observer.attemptStarted(2, AttemptKind.RETRY, route);
              observer.gaveUp(GiveUpReason.NO_TIME);
              return observer;
            });

    assertThat(allocated).isZero();
  }
}
