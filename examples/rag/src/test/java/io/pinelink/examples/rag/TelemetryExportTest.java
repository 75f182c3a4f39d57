package io.pinelink.examples.rag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.trace.v1.Span;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The counters and spans of the running application, as Prometheus and a collector receive them.
 */
class TelemetryExportTest {
  /** Spans are exported every five seconds, and later on a busy machine. */
  private static final Duration EXPORT = Duration.ofSeconds(30);

  private static OtlpCollector collector;
  private static RunningRag rag;

  @BeforeAll
  static void start() throws IOException {
    collector = OtlpCollector.start();
    rag =
        RunningRag.start(
            "spring.profiles.active=otlp",
            "rag.collector=" + collector.url(),
            "rag.guides=classpath*:guides/telemetry.md",
            "management.otlp.metrics.export.step=1s");
  }

  @AfterAll
  static void stop() {
    rag.close();
    collector.close();
  }

  @Test
  void prometheusShowsNoPublicTraffic() throws Exception {
    rag.ask("Which metric is the audit of routes?");

    Map<String, List<Double>> attempts =
        rag.get("/actuator/prometheus")
            .body()
            .lines()
            .filter(line -> line.startsWith("pinelink_client_attempts_total{"))
            .collect(
                Collectors.groupingBy(
                    line -> line.replaceAll(".*pinelink_route_kind=\"(\\w+)\".*", "$1"),
                    Collectors.mapping(
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
                        Collectors.toList())));

    assertThat(attempts.get("public")).isNotEmpty().containsOnly(0.0);
    assertThat(attempts.get("private")).anyMatch(count -> count > 0);
  }

  @Test
  void prometheusHasTheDurationOfSearches() throws Exception {
    rag.ask("Which metric is the audit of routes?");

    String metrics = rag.get("/actuator/prometheus").body();
    assertThat(metrics)
        .containsPattern(
            "db_client_operation_duration_seconds_count\\{[^}]*db_operation_name=\"query\"[^}]*"
                + "pinelink_route_kind=\"private\"[^}]*\\} [1-9]");
    assertThat(metrics.lines())
        .filteredOn(line -> line.startsWith("db_client_operation_duration_seconds_bucket{"))
        .filteredOn(line -> line.contains("db_operation_name=\"query\""))
        .anyMatch(line -> line.contains("le=\"0.5\""))
        .anyMatch(line -> line.matches(".*le=\"\\+Inf\".*} [1-9].*"));
  }

  @Test
  void theCollectorReceivesTheCounterOfAttempts() {
    await()
        .atMost(EXPORT)
        .untilAsserted(
            () -> {
              assertThat(attempts("private")).isNotEmpty().anyMatch(count -> count > 0);
              assertThat(attempts("public")).isNotEmpty().containsOnly(0.0);
            });
  }

  /** Returns the values of the counter, in all exports so far. */
  private static List<Double> attempts(String kind) {
    return collector.metrics().stream()
        .filter(metric -> metric.getName().equals("pinelink.client.attempts"))
        .flatMap(metric -> metric.getSum().getDataPointsList().stream())
        .filter(point -> kind.equals(value(point.getAttributesList(), "pinelink.route.kind")))
        .map(NumberDataPoint::getAsDouble)
        .toList();
  }

  @Test
  void theCollectorReceivesAChildSpanOfTheRequestForEachCall() throws Exception {
    // The first search asks the index for its metric, too.
    rag.ask("Which metric is the audit of routes?");
    rag.pinecone().clearRequests();
    int before = collector.spans().size();

    rag.ask("Which attributes does a span have?");

    List<RecordedRequest> requests = rag.pinecone().requests();
    assertThat(requests).extracting(RecordedRequest::operation).containsExactly("query");
    assertThat(requests)
        .extracting(RecordedRequest::listener)
        .containsExactly(Listener.PRIVATE_DATA);
    Span request =
        await().atMost(EXPORT).until(() -> requestSpan(before), Optional::isPresent).orElseThrow();
    Map<ByteString, Span> trace =
        collector.spans().stream()
            .filter(span -> span.getTraceId().equals(request.getTraceId()))
            .collect(Collectors.toMap(Span::getSpanId, Function.identity()));
    List<Span> calls =
        trace.values().stream()
            .filter(span -> "pinecone".equals(value(span, "db.system.name")))
            .toList();
    assertThat(calls).hasSize(1);
    Span call = calls.get(0);
    assertThat(call.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
    assertThat(call.getName()).isEqualTo("query guides");
    assertThat(value(call, "pinelink.route.kind")).isEqualTo("private");
    assertThat(value(call, "pinelink.attempts")).isEqualTo("1");
    assertThat(ancestors(call, trace)).endsWith(request.getName());
  }

  /** Finds the span of the newest request; its children were sent before it. */
  private static Optional<Span> requestSpan(int from) {
    return collector.spans().stream()
        .skip(from)
        .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
        .filter(span -> span.getName().equals("http post /ask"))
        .filter(span -> hasCall(span, from))
        .findFirst();
  }

  private static boolean hasCall(Span request, int from) {
    return collector.spans().stream()
        .skip(from)
        .anyMatch(
            span ->
                span.getTraceId().equals(request.getTraceId())
                    && span.getName().startsWith("query "));
  }

  /** Returns the names of the spans above a span, up to the one without a parent. */
  private static List<String> ancestors(Span span, Map<ByteString, Span> trace) {
    List<String> names = new ArrayList<>();
    Span above = trace.get(span.getParentSpanId());
    while (above != null) {
      names.add(above.getName());
      above = trace.get(above.getParentSpanId());
    }
    return names;
  }

  private static String value(Span span, String key) {
    return value(span.getAttributesList(), key);
  }

  private static String value(List<KeyValue> attributes, String key) {
    return attributes.stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(attribute -> attribute.getValue().getStringValue())
        .findFirst()
        .orElse("");
  }
}
