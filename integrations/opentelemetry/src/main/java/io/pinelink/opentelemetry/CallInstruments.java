package io.pinelink.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.context.Context;
import io.pinelink.bulk.BulkListener;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener.Connection;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.BulkStart;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallObserver.GiveUpReason;
import io.pinelink.telemetry.CallStart;
import io.pinelink.telemetry.RetryTokens;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The metrics of calls. */
final class CallInstruments {
  private final boolean enabled;
  private final DoubleHistogram duration;
  private final LongHistogram rows;
  private final LongCounter attempts;
  private final LongCounter giveUps;
  private final LongCounter readUnits;
  private final LongCounter connections;
  private final RetryBudgetGauge retryBudgets;
  private final BulkInstruments bulk;

  /** The attributes of attempts, which every call needs. */
  private final Map<Route.Kind, Map<AttemptKind, Attributes>> dataAttempts = attempts(false);

  private final Map<Route.Kind, Map<AttemptKind, Attributes>> controlAttempts = attempts(true);

  /** The operations that have been called, whose reasons to give up are registered. */
  private final Set<String> operations = ConcurrentHashMap.newKeySet();

  CallInstruments(Meter meter) {
    enabled = meter.getClass() != MeterProvider.noop().get("noop").getClass();
    duration =
        meter
            .histogramBuilder(CallAttributes.DURATION_METRIC)
            .setUnit("s")
            .setDescription("Duration of calls, with all attempts")
            .setExplicitBucketBoundariesAdvice(CallAttributes.DURATION_BUCKETS)
            .build();
    rows =
        meter
            .histogramBuilder(CallAttributes.ROWS_METRIC)
            .ofLongs()
            .setUnit("{row}")
            .setDescription("Elements of responses")
            .setExplicitBucketBoundariesAdvice(CallAttributes.ROWS_BUCKETS)
            .build();
    attempts =
        counter(
            meter,
            CallAttributes.ATTEMPTS_METRIC,
            "{attempt}",
            "Attempts of calls, by route and reason");
    giveUps =
        counter(
            meter,
            CallAttributes.GIVE_UPS_METRIC,
            "{call}",
            "Calls that failed transiently and were not retried");
    readUnits =
        counter(
            meter,
            CallAttributes.READ_UNITS_METRIC,
            "{read_unit}",
            "Read units that the service reported");
    connections =
        counter(
            meter,
            CallAttributes.CONNECTIONS_METRIC,
            "{connection}",
            "Connections, by route and class of address");
    retryBudgets = RetryBudgetGauge.of(meter);
    bulk = new BulkInstruments(meter);
    registerAttempts();
  }

  private static LongCounter counter(Meter meter, String name, String unit, String description) {
    return meter.counterBuilder(name).setUnit(unit).setDescription(description).build();
  }

  private static Map<Route.Kind, Map<AttemptKind, Attributes>> attempts(boolean controlPlane) {
    Map<Route.Kind, Map<AttemptKind, Attributes>> all = new EnumMap<>(Route.Kind.class);
    for (Route.Kind route : Route.Kind.values()) {
      Map<AttemptKind, Attributes> ofRoute = new EnumMap<>(AttemptKind.class);
      for (AttemptKind attempt : AttemptKind.values()) {
        ofRoute.put(
            attempt,
            Attributes.of(
                Keys.ATTEMPT_KIND,
                CallAttributes.value(attempt),
                Keys.PLANE,
                CallAttributes.plane(controlPlane),
                Keys.ROUTE_KIND,
                CallAttributes.value(route)));
      }
      all.put(route, ofRoute);
    }
    return all;
  }

  /** Reports all attempts with zero: an alert does not notice a counter that begins with one. */
  private void registerAttempts() {
    dataAttempts.values().forEach(this::register);
    // The control plane has no private form.
    controlAttempts.forEach(
        (route, ofRoute) -> {
          if (route != Route.Kind.PRIVATE) {
            register(ofRoute);
          }
        });
  }

  private void register(Map<AttemptKind, Attributes> ofRoute) {
    ofRoute.values().forEach(attributes -> attempts.add(0, attributes));
  }

  private Attributes attributes(AttemptKind attempt, Route route) {
    Map<Route.Kind, Map<AttemptKind, Attributes>> all =
        route.isControlPlane() ? controlAttempts : dataAttempts;
    // The maps have all kinds.
    return Objects.requireNonNull(Objects.requireNonNull(all.get(route.kind())).get(attempt));
  }

  /** Returns whether there is an SDK for metrics. */
  boolean isEnabled() {
    return enabled;
  }

  /**
   * Reports all reasons to give up with zero when an operation is first called. At the start, these
   * would be hundreds of series of operations that a program never uses.
   */
  void started(CallStart call) {
    if (enabled && operations.add(call.operation())) {
      for (GiveUpReason why : GiveUpReason.values()) {
        giveUps.add(0, attributes(call, why));
      }
    }
  }

  private static Attributes attributes(CallStart call, GiveUpReason why) {
    return Attributes.of(
        Keys.OPERATION, call.operation(), Keys.GIVE_UP_REASON, CallAttributes.value(why));
  }

  void attempt(AttemptKind attempt, Route route, Context context) {
    if (enabled) {
      attempts.add(1, attributes(attempt, route), context);
    }
  }

  void giveUp(CallStart call, GiveUpReason why, Context context) {
    if (enabled) {
      giveUps.add(1, attributes(call, why), context);
    }
  }

  void ended(CallStart call, CallEnd end, double seconds, Context context) {
    if (enabled) {
      duration.record(seconds, ofCall(call, end), context);
    }
    if (enabled && end.rows().isPresent()) {
      rows.record(end.rows().getAsInt(), ofCall(call), context);
    }
    if (enabled && end.readUnits().isPresent()) {
      readUnits.add(end.readUnits().getAsLong(), ofCall(call), context);
    }
  }

  private static Attributes ofCall(CallStart call) {
    return builder(call).build();
  }

  private static AttributesBuilder builder(CallStart call) {
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Keys.SYSTEM, CallAttributes.PINECONE)
            .put(Keys.OPERATION, call.operation());
    call.index().ifPresent(index -> attributes.put(Keys.COLLECTION, index));
    return attributes;
  }

  private static Attributes ofCall(CallStart call, CallEnd end) {
    Route route = end.route();
    AttributesBuilder attributes =
        builder(call)
            .put(Keys.OUTCOME, CallAttributes.value(end.outcome()))
            .put(Keys.PLANE, CallAttributes.plane(route.isControlPlane()))
            .put(Keys.ROUTE_KIND, CallAttributes.value(route.kind()));
    end.errorType().ifPresent(type -> attributes.put(Keys.ERROR_TYPE, type));
    end.errorCode().ifPresent(code -> attributes.put(Keys.STATUS_CODE, code.name()));
    return attributes.build();
  }

  void connection(Connection connection, String result) {
    if (enabled) {
      connections.add(
          1,
          Attributes.builder()
              .put(Keys.CONNECTION_RESULT, result)
              .put(Keys.PLANE, CallAttributes.plane(connection.controlPlane()))
              .put(Keys.ROUTE_KIND, CallAttributes.value(connection.kind()))
              .put(
                  Keys.ADDRESS_CLASS,
                  CallAttributes.addressClass(Optional.of(connection.addressClass())).orElseThrow())
              .build());
    }
  }

  void retryTokens(RetryTokens tokens) {
    if (enabled) {
      retryBudgets.changed(tokens);
    }
  }

  void retryBudgetRemoved(RetryTokens last) {
    retryBudgets.removed(last);
  }

  void closed(long client) {
    retryBudgets.closed(client);
  }

  BulkListener bulkStarted(BulkStart started) {
    return enabled ? bulk.started(started) : BulkListener.none();
  }
}
