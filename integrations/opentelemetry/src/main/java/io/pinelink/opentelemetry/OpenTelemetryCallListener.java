package io.pinelink.opentelemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.pinelink.bulk.BulkListener;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener.Connection;
import io.pinelink.telemetry.BulkStart;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallListener;
import io.pinelink.telemetry.CallObserver;
import io.pinelink.telemetry.CallStart;
import io.pinelink.telemetry.RetryTokens;
import java.util.Objects;

/**
 * Reports each call to OpenTelemetry: as one span of the kind {@code CLIENT}, by the semantic
 * conventions for databases, and in metrics.
 *
 * <pre>{@code
 * Pinelink client = Pinelink.builder()
 *     .callListener(OpenTelemetryCallListener.of(GlobalOpenTelemetry.get()))
 *     .build();
 * }</pre>
 *
 * <p>The parent of a span is the span that is current on the thread that starts the call. The span
 * is current while the call is sent, so that spans of an instrumented gRPC or HTTP library become
 * its children. The guide {@code docs/telemetry.md} lists all names.
 *
 * <p>Thread-safe. One listener may serve several clients. Create it after the SDK: it uses the
 * providers that exist at that time.
 */
public final class OpenTelemetryCallListener implements CallListener {
  private static final String SCOPE = "io.pinelink.opentelemetry";
  private static final String SCHEMA = "https://opentelemetry.io/schemas/1.33.0";

  private final Tracer tracer;
  private final boolean traced;
  private final CallInstruments instruments;
  private final boolean namespaces;

  private OpenTelemetryCallListener(
      Tracer tracer, CallInstruments instruments, boolean namespaces) {
    this.tracer = tracer;
    this.traced = tracer.getClass() != TracerProvider.noop().get("noop").getClass();
    this.instruments = instruments;
    this.namespaces = namespaces;
  }

  /** Creates a listener that reports to the tracer and meter providers of {@code openTelemetry}. */
  public static OpenTelemetryCallListener of(OpenTelemetry openTelemetry) {
    Objects.requireNonNull(openTelemetry, "openTelemetry is null");
    TracerBuilder tracer =
        openTelemetry.getTracerProvider().tracerBuilder(SCOPE).setSchemaUrl(SCHEMA);
    MeterBuilder meter = openTelemetry.getMeterProvider().meterBuilder(SCOPE).setSchemaUrl(SCHEMA);
    // Absent if the classes are not in a jar.
    String version = OpenTelemetryCallListener.class.getPackage().getImplementationVersion();
    if (version != null) {
      tracer.setInstrumentationVersion(version);
      meter.setInstrumentationVersion(version);
    }
    return new OpenTelemetryCallListener(tracer.build(), new CallInstruments(meter.build()), true);
  }

  /**
   * Returns a listener whose spans do not contain the namespace, for programs whose namespaces are
   * named after customers. No metric contains it in any case.
   */
  public OpenTelemetryCallListener withoutNamespaces() {
    return new OpenTelemetryCallListener(tracer, instruments, false);
  }

  /** Returns whether there was an SDK when this listener was created. */
  @Override
  public boolean isEnabled() {
    return traced || instruments.isEnabled();
  }

  @Override
  public CallObserver started(CallStart call) {
    instruments.started(call);
    Context parent = Context.current();
    if (!traced) {
      return new SpanObserver(call, Span.getInvalid(), parent, instruments);
    }
    Span span = start(call, parent);
    return new SpanObserver(call, span, parent.with(span), instruments);
  }

  /** Starts the span with all attributes that a sampler may read. */
  private Span start(CallStart call, Context parent) {
    Route route = call.route();
    SpanBuilder span =
        tracer
            .spanBuilder(CallAttributes.spanName(call))
            .setParent(parent)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(Keys.SYSTEM, CallAttributes.PINECONE)
            .setAttribute(Keys.OPERATION, call.operation())
            .setAttribute(Keys.SERVER_ADDRESS, route.host())
            .setAttribute(Keys.SERVER_PORT, (long) route.port())
            .setAttribute(Keys.PLANE, CallAttributes.plane(route.isControlPlane()))
            .setAttribute(Keys.ROUTE_KIND, CallAttributes.value(route.kind()));
    call.index().ifPresent(index -> span.setAttribute(Keys.COLLECTION, index));
    CallAttributes.policy(route).ifPresent(name -> span.setAttribute(Keys.ROUTE_POLICY, name));
    if (namespaces && !call.namespace().isEmpty()) {
      span.setAttribute(Keys.NAMESPACE, call.namespace());
    }
    if (call.batchSize().orElse(1) != 1) {
      span.setAttribute(Keys.BATCH_SIZE, (long) call.batchSize().getAsInt());
    }
    return span.startSpan();
  }

  @Override
  public void connected(Connection connection) {
    instruments.connection(connection, "established");
  }

  @Override
  public void refused(Connection connection) {
    instruments.connection(connection, "refused");
  }

  @Override
  public void retryTokens(RetryTokens tokens) {
    instruments.retryTokens(tokens);
  }

  @Override
  public void retryBudgetRemoved(RetryTokens last) {
    instruments.retryBudgetRemoved(last);
  }

  /** Ends the series of the client's retry budgets. Counters and histograms keep their totals. */
  @Override
  public void closed(long client) {
    instruments.closed(client);
  }

  @Override
  public BulkListener bulkStarted(BulkStart bulk) {
    return instruments.bulkStarted(bulk);
  }
}
