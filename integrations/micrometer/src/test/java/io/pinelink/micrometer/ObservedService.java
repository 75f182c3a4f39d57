package io.pinelink.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.model.Metric;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import io.pinelink.telemetry.CallListener;
import java.util.List;
import java.util.Set;

/** A server on loopback with TLS, and a registry of Prometheus. */
final class ObservedService implements AutoCloseable {
  static final String KEY = "SECRET-api-key";

  final EmbeddedPinecone server = EmbeddedPinecone.builder().apiKeys(Set.of(KEY)).start();
  final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  ObservedService() {
    registry.config().meterFilter(MicrometerCallListener.durationBuckets());
    try (Pinelink setUp = server.clientBuilder().apiKey(KEY).build()) {
      setUp
          .controlPlane()
          .createIndex(
              CreateIndexRequest.builder("docs", IndexSpec.serverless(Cloud.AWS, "us-east-1"))
                  .dimension(2)
                  .metric(Metric.COSINE)
                  .build());
    }
  }

  /** Returns a builder for a client that may reach the data by the private route only. */
  Pinelink.Builder builder(CallListener listener) {
    return server
        .clientBuilder()
        .apiKey(KEY)
        .routePolicy(RoutePolicy.privateRequired())
        .callListener(listener);
  }

  static Index open(Pinelink client) {
    return client.index("docs");
  }

  /** Closes both, after a check that data went through the private listener, and no other one. */
  @Override
  public void close() {
    List<RecordedRequest> requests = server.requests();
    registry.close();
    server.close();
    assertThat(requests)
        .extracting(RecordedRequest::listener)
        .isSubsetOf(Listener.CONTROL, Listener.PRIVATE_DATA);
  }
}
