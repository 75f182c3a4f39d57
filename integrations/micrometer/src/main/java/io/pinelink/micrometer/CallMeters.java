package io.pinelink.micrometer;

import static io.pinelink.telemetry.CallAttributes.value;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.pinelink.routing.Route;
import io.pinelink.routing.RouteListener.Connection;
import io.pinelink.telemetry.AttemptKind;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallObserver.GiveUpReason;
import io.pinelink.telemetry.CallStart;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The meters beside the timer of calls. */
final class CallMeters {
  private final MeterProvider<Counter> attempts;
  private final MeterProvider<Counter> giveUps;
  private final MeterProvider<Counter> readUnits;
  private final MeterProvider<Counter> connections;
  private final MeterProvider<DistributionSummary> rows;

  /** The operations that have been called, whose reasons to give up are registered. */
  private final Set<String> operations = ConcurrentHashMap.newKeySet();

  CallMeters(MeterRegistry registry) {
    attempts =
        Counter.builder(CallAttributes.ATTEMPTS_METRIC)
            .description("Attempts of calls, by route and reason")
            .withRegistry(registry);
    giveUps =
        Counter.builder(CallAttributes.GIVE_UPS_METRIC)
            .description("Calls that failed transiently and were not retried")
            .withRegistry(registry);
    readUnits =
        Counter.builder(CallAttributes.READ_UNITS_METRIC)
            .description("Read units that the service reported")
            .withRegistry(registry);
    connections =
        Counter.builder(CallAttributes.CONNECTIONS_METRIC)
            .description("Connections, by route and class of address")
            .withRegistry(registry);
    rows =
        DistributionSummary.builder(CallAttributes.ROWS_METRIC)
            .description("Elements of responses")
            .withRegistry(registry);
    registerAttempts();
  }

  /** Registers all attempts with zero: an alert does not notice a counter that begins with one. */
  private void registerAttempts() {
    for (Route.Kind kind : Route.Kind.values()) {
      for (AttemptKind attempt : AttemptKind.values()) {
        attempts.withTags(attemptTags(attempt, kind, false));
        if (kind != Route.Kind.PRIVATE) { // the control plane has no private form
          attempts.withTags(attemptTags(attempt, kind, true));
        }
      }
    }
  }

  private static Tags attemptTags(AttemptKind attempt, Route.Kind kind, boolean controlPlane) {
    return Tags.of(
        CallAttributes.ATTEMPT_KIND,
        value(attempt),
        CallAttributes.PLANE,
        CallAttributes.plane(controlPlane),
        CallAttributes.ROUTE_KIND,
        value(kind));
  }

  void attempt(AttemptKind attempt, Route route) {
    attempts.withTags(attemptTags(attempt, route.kind(), route.isControlPlane())).increment();
  }

  /**
   * Registers all reasons to give up with zero when an operation is first called. At the start,
   * these would be hundreds of series of operations that a program never uses.
   */
  void started(CallStart call) {
    if (operations.add(call.operation())) {
      for (GiveUpReason why : GiveUpReason.values()) {
        giveUps.withTags(giveUpTags(call, why));
      }
    }
  }

  private static Tags giveUpTags(CallStart call, GiveUpReason why) {
    return Tags.of(
        CallAttributes.OPERATION, call.operation(), CallAttributes.GIVE_UP_REASON, value(why));
  }

  void giveUp(CallStart call, GiveUpReason why) {
    giveUps.withTags(giveUpTags(call, why)).increment();
  }

  void ended(CallStart call, CallEnd end) {
    end.readUnits().ifPresent(units -> readUnits.withTags(ofCall(call)).increment((double) units));
    end.rows().ifPresent(count -> rows.withTags(ofCall(call)).record(count));
  }

  private static Tags ofCall(CallStart call) {
    return Tags.of(
        CallAttributes.SYSTEM,
        CallAttributes.PINECONE,
        CallAttributes.OPERATION,
        call.operation(),
        CallAttributes.COLLECTION,
        call.index().orElse("none"));
  }

  void connection(Connection connection, String result) {
    connections
        .withTags(
            CallAttributes.CONNECTION_RESULT,
            result,
            CallAttributes.PLANE,
            CallAttributes.plane(connection.controlPlane()),
            CallAttributes.ROUTE_KIND,
            value(connection.kind()),
            CallAttributes.ADDRESS_CLASS,
            CallAttributes.addressClass(Optional.of(connection.addressClass())).orElseThrow())
        .increment();
  }
}
