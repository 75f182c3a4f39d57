package io.pinelink.opentelemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.ServiceException;
import io.pinelink.interceptor.CallInterceptor;
import io.pinelink.model.FetchRequest;
import io.pinelink.model.Metadata;
import io.pinelink.model.QueryRequest;
import io.pinelink.model.UpsertRequest;
import io.pinelink.model.Vector;
import io.pinelink.server.Fault;
import io.pinelink.telemetry.CallObserver.GiveUpReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests what spans and metrics contain, and what they must not contain. */
@Timeout(60)
class OpenTelemetryCallListenerIT {
  private static final QueryRequest QUERY = QueryRequest.builder().vector(1, 0).topK(3).build();
  private static final UpsertRequest TWO =
      UpsertRequest.of(
          List.of(Vector.of("a", new float[] {1, 0}), Vector.of("b", new float[] {0, 1})));

  @Test
  void aCallIsOneClientSpanByTheConventions() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client).namespace("n");
      index.upsert(TWO);
      index.query(QUERY);

      SpanData query = service.span("query docs");
      assertThat(query.getKind()).isEqualTo(SpanKind.CLIENT);
      assertThat(query.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
      assertThat(query.getAttributes().asMap())
          .containsEntry(stringKey("db.system.name"), "pinecone")
          .containsEntry(stringKey("db.operation.name"), "query")
          .containsEntry(stringKey("db.collection.name"), "docs")
          .containsEntry(stringKey("db.namespace"), "n")
          .containsEntry(stringKey("server.address"), index.route().host())
          .containsEntry(longKey("server.port"), (long) index.route().port())
          .containsEntry(longKey("db.response.returned_rows"), 2L)
          .containsEntry(stringKey("pinelink.plane"), "data")
          .containsEntry(stringKey("pinelink.route.kind"), "private")
          .containsEntry(stringKey("pinelink.route.policy"), "private_required")
          .containsEntry(stringKey("pinelink.route.address_class"), "loopback")
          .containsEntry(stringKey("pinelink.outcome"), "succeeded")
          .containsEntry(longKey("pinelink.attempts"), 1L);
      assertThat(service.span("upsert docs").getAttributes().get(Keys.BATCH_SIZE)).isEqualTo(2);
      assertThat(service.span("describeIndex docs").getAttributes().get(Keys.PLANE))
          .isEqualTo("control");
    }
  }

  @Test
  void aRetryIsAnEventOfTheSameSpan() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client);
      service.server.faults().next("query", Fault.refuse(ErrorCode.UNAVAILABLE, "no"));
      index.query(QUERY);

      SpanData query = service.span("query docs");
      assertThat(query.getEvents())
          .extracting(EventData::getName)
          .containsExactly("pinelink.attempt.failed", "pinelink.attempt.retry");
      assertThat(query.getEvents().get(0).getAttributes().get(Keys.ERROR_TYPE))
          .isEqualTo("UNAVAILABLE");
      assertThat(query.getAttributes().get(Keys.ATTEMPTS)).isEqualTo(2);
      assertThat(query.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }
  }

  @Test
  void aRefusedCallIsAnErrorWithItsCode() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client);
      service.server.faults().next("query", Fault.refuse(ErrorCode.PERMISSION_DENIED, "no"));
      assertThatThrownBy(() -> index.query(QUERY)).isInstanceOf(ServiceException.class);

      SpanData query = service.span("query docs");
      assertThat(query.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(query.getAttributes().get(Keys.STATUS_CODE)).isEqualTo("PERMISSION_DENIED");
      assertThat(query.getAttributes().get(Keys.ERROR_TYPE)).isEqualTo("PERMISSION_DENIED");
      assertThat(query.getAttributes().get(Keys.OUTCOME)).isEqualTo("failed");
    }
  }

  @Test
  void theCallersSpanIsTheParentAndTheCallSpanIsCurrentBelow() {
    List<String> below = new CopyOnWriteArrayList<>();
    try (TracedService service = TracedService.start();
        Pinelink client = service.client(b -> b.interceptor(looking(below)))) {
      Index index = TracedService.open(client);
      below.clear();
      service.exporter.reset();
      Span request = service.sdk.getTracer("test").spanBuilder("request").startSpan();
      try (Scope ignored = request.makeCurrent()) {
        assertThat(ignored).isNotNull();
        index.query(QUERY);
        index.async().fetch(FetchRequest.byIds("a")).join();
        assertThat(Span.current()).isEqualTo(request);
      } finally {
        request.end();
      }

      SpanData query = service.span("query docs");
      SpanData fetch = service.span("fetch docs");
      assertThat(List.of(query, fetch))
          .allSatisfy(
              span ->
                  assertThat(span.getParentSpanId())
                      .isEqualTo(request.getSpanContext().getSpanId()));
      assertThat(below).containsExactly(query.getSpanId(), fetch.getSpanId());
    }
  }

  /** Stands for the instrumentation of a transport: it sees the current span. */
  private static CallInterceptor looking(List<String> seen) {
    return call -> {
      seen.add(Span.current().getSpanContext().getSpanId());
      return call.proceed();
    };
  }

  @Test
  void aSamplerSeesTheAttributesAtTheStart() {
    List<Attributes> seen = new CopyOnWriteArrayList<>();
    Sampler sampler =
        new Sampler() {
          @Override
          public SamplingResult shouldSample(
              Context parent,
              String traceId,
              String name,
              SpanKind kind,
              Attributes attributes,
              List<LinkData> links) {
            seen.add(attributes);
            return SamplingResult.drop();
          }

          @Override
          public String getDescription() {
            return "looks and drops";
          }
        };
    try (TracedService service = TracedService.sampling(sampler);
        Pinelink client = service.client()) {
      TracedService.open(client).query(QUERY);

      assertThat(service.spans()).isEmpty();
      assertThat(service.points("db.client.operation.duration")).isNotEmpty();
    }

    assertThat(seen)
        .hasSize(2)
        .anySatisfy(
            attributes ->
                assertThat(attributes.asMap())
                    .containsEntry(stringKey("db.operation.name"), "query")
                    .containsEntry(stringKey("db.collection.name"), "docs")
                    .containsEntry(stringKey("pinelink.route.kind"), "private")
                    .containsKey(stringKey("server.address")));
  }

  @Test
  void theDurationHasTheBucketsOfTheConventions() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      TracedService.open(client).query(QUERY);

      assertThat(service.points("db.client.operation.duration"))
          .hasSize(2)
          .allSatisfy(
              point -> {
                HistogramPointData histogram = (HistogramPointData) point;
                assertThat(histogram.getCount()).isEqualTo(1);
                assertThat(histogram.getBoundaries())
                    .containsExactly(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);
              });
    }
  }

  @Test
  void attemptsAreCountedByRouteAndThoseOverAPublicRouteStartAtZero() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client);
      index.query(QUERY);
      index.query(QUERY);

      assertThat(attempts(service, "first", "data", "private")).isEqualTo(2);
      assertThat(attempts(service, "first", "data", "public")).isZero();
      assertThat(service.points("pinelink.client.attempts")).hasSize(20);
    }
  }

  @Test
  void reasonsToGiveUpAreReportedWithZeroWhenAnOperationIsFirstCalled() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client);
      index.query(QUERY);
      index.query(QUERY);

      assertThat(service.points("pinelink.client.give_ups"))
          .hasSize(2 * GiveUpReason.values().length) // of describeIndex and query
          .allSatisfy(point -> assertThat(((LongPointData) point).getValue()).isZero())
          .anySatisfy(
              point ->
                  assertThat(point.getAttributes())
                      .isEqualTo(
                          Attributes.of(
                              Keys.OPERATION, "query", Keys.GIVE_UP_REASON, "no_budget")));
    }
  }

  @Test
  void aConnectionIsCountedByItsResultRouteAndAddress() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      TracedService.open(client).query(QUERY);

      assertThat(service.points("pinelink.client.connections"))
          .anySatisfy(
              point ->
                  assertThat(point.getAttributes())
                      .isEqualTo(
                          Attributes.of(
                              Keys.CONNECTION_RESULT,
                              "established",
                              Keys.PLANE,
                              "data",
                              Keys.ROUTE_KIND,
                              "private",
                              Keys.ADDRESS_CLASS,
                              "loopback")));
    }
  }

  private static long attempts(TracedService service, String kind, String plane, String route) {
    return service.points("pinelink.client.attempts").stream()
        .filter(
            point ->
                point
                    .getAttributes()
                    .equals(
                        Attributes.of(
                            Keys.ATTEMPT_KIND, kind, Keys.PLANE, plane, Keys.ROUTE_KIND, route)))
        .mapToLong(point -> ((LongPointData) point).getValue())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no such series"));
  }

  @Test
  void noExportedDataContainsContentOrKeys() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client).namespace("n");
      Vector vector =
          Vector.of(
              "SECRET-id",
              new float[] {0.8125f, 0.3125f},
              Metadata.of("SECRET-field", "SECRET-value"));
      index.upsert(UpsertRequest.of(List.of(vector, Vector.of("SECRET-2", new float[] {1, 0}))));
      index.query(QueryRequest.builder().vector(0.8125f, 0.3125f).includeMetadata().build());
      index.fetch(FetchRequest.byIds("SECRET-id", "SECRET-absent"));
      service
          .server
          .faults()
          .next("query", Fault.refuse(ErrorCode.INVALID_ARGUMENT, "SECRET-message of SECRET-id"));
      assertThatThrownBy(() -> index.query(QUERY)).hasMessageContaining("SECRET-message");

      assertThat(service.spans()).hasSizeGreaterThanOrEqualTo(5);
      String exported = service.spans() + "\n" + service.metrics();
      assertThat(exported).contains("docs").doesNotContain("SECRET", "0.8125", "0.3125");
    }
  }

  @Test
  void namespacesCanBeLeftOut() {
    try (TracedService service = TracedService.start();
        Pinelink client =
            service.client(
                OpenTelemetry.noop(),
                b ->
                    b.callListener(
                        OpenTelemetryCallListener.of(service.sdk).withoutNamespaces()))) {
      TracedService.open(client).namespace("customer-7").query(QUERY);

      assertThat(service.span("query docs").toString()).doesNotContain("customer-7");
    }
  }

  @Test
  void aCancelledCallIsNotAnError() {
    try (TracedService service = TracedService.start();
        Pinelink client = service.client()) {
      Index index = TracedService.open(client);
      service.server.faults().next("query", Fault.hang());
      index.async().query(QUERY).cancel(true);

      SpanData query = service.span("query docs");
      assertThat(query.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
      assertThat(query.getAttributes().get(Keys.OUTCOME)).isEqualTo("cancelled");
    }
  }
}
