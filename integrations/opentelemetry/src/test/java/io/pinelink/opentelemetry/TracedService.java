package io.pinelink.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
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
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A server on loopback with TLS, and an SDK that keeps what clients report in memory. */
final class TracedService implements AutoCloseable {
  static final String KEY = "SECRET-api-key";

  final EmbeddedPinecone server;
  final InMemorySpanExporter exporter = InMemorySpanExporter.create();
  final InMemoryMetricReader reader = InMemoryMetricReader.create();
  final OpenTelemetrySdk sdk;

  private TracedService(Sampler sampler) {
    server = EmbeddedPinecone.builder().apiKeys(Set.of(KEY)).start();
    sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setSampler(sampler)
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
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

  static TracedService start() {
    return new TracedService(Sampler.alwaysOn());
  }

  static TracedService sampling(Sampler sampler) {
    return new TracedService(sampler);
  }

  /** Returns a client that may reach the data by the private route only. */
  Pinelink client() {
    return client(UnaryOperator.identity());
  }

  Pinelink client(UnaryOperator<Pinelink.Builder> options) {
    return client(sdk, options);
  }

  Pinelink client(OpenTelemetry openTelemetry, UnaryOperator<Pinelink.Builder> options) {
    return options
        .apply(
            server
                .clientBuilder()
                .apiKey(KEY)
                .routePolicy(RoutePolicy.privateRequired())
                .callListener(OpenTelemetryCallListener.of(openTelemetry)))
        .build();
  }

  static Index open(Pinelink client) {
    return client.index("docs");
  }

  List<SpanData> spans() {
    return exporter.getFinishedSpanItems();
  }

  SpanData span(String name) {
    List<SpanData> named = spans().stream().filter(span -> span.getName().equals(name)).toList();
    assertThat(named).as("spans named %s", name).hasSize(1);
    return named.get(0);
  }

  Collection<MetricData> metrics() {
    return reader.collectAllMetrics();
  }

  Collection<? extends PointData> points(String metric) {
    return metrics().stream()
        .filter(data -> data.getName().equals(metric))
        .findFirst()
        .map(data -> data.getData().getPoints())
        .orElse(List.of());
  }

  /** Closes all, after a check that data went through the private listener, and no other one. */
  @Override
  public void close() {
    List<RecordedRequest> requests = server.requests();
    sdk.close();
    server.close();
    assertThat(requests)
        .extracting(RecordedRequest::listener)
        .isSubsetOf(Listener.CONTROL, Listener.PRIVATE_DATA);
  }
}
