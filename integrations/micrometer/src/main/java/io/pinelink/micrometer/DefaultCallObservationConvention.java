package io.pinelink.micrometer;

import static io.pinelink.telemetry.CallAttributes.value;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.pinelink.routing.Route;
import io.pinelink.telemetry.CallAttributes;
import io.pinelink.telemetry.CallEnd;
import io.pinelink.telemetry.CallStart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The default convention, with the names of the OpenTelemetry conventions for databases. A
 * low-cardinality key without a value has the value {@code none}; a high-cardinality key without a
 * value is missing.
 */
public class DefaultCallObservationConvention implements CallObservationConvention {
  static final DefaultCallObservationConvention INSTANCE = new DefaultCallObservationConvention();

  /** The prefix under which Micrometer shows an absent value. */
  private static final String NONE = KeyValue.NONE_VALUE;

  @Override
  public String getName() {
    return CallAttributes.DURATION_METRIC;
  }

  @Override
  public String getContextualName(CallObservationContext context) {
    return CallAttributes.spanName(context.call());
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(CallObservationContext context) {
    CallStart call = context.call();
    Optional<CallEnd> end = context.end();
    Route route = end.map(CallEnd::route).orElse(call.route());
    return KeyValues.of(
        CallAttributes.SYSTEM,
        CallAttributes.PINECONE,
        CallAttributes.OPERATION,
        call.operation(),
        CallAttributes.COLLECTION,
        call.index().orElse(NONE),
        CallAttributes.PLANE,
        CallAttributes.plane(route.isControlPlane()),
        CallAttributes.ROUTE_KIND,
        value(route.kind()),
        CallAttributes.OUTCOME,
        end.map(e -> value(e.outcome())).orElse(NONE),
        CallAttributes.ERROR_TYPE,
        end.flatMap(CallEnd::errorType).orElse(NONE),
        CallAttributes.STATUS_CODE,
        end.flatMap(CallEnd::errorCode).map(Enum::name).orElse(NONE));
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(CallObservationContext context) {
    CallStart call = context.call();
    Optional<CallEnd> end = context.end();
    Route route = end.map(CallEnd::route).orElse(call.route());
    List<KeyValue> values = new ArrayList<>();
    values.add(KeyValue.of(CallAttributes.SERVER_ADDRESS, route.host()));
    values.add(KeyValue.of(CallAttributes.SERVER_PORT, Integer.toString(route.port())));
    add(values, CallAttributes.NAMESPACE, context.namespace());
    add(values, CallAttributes.ROUTE_POLICY, CallAttributes.policy(route));
    add(
        values,
        CallAttributes.ADDRESS_CLASS,
        CallAttributes.addressClass(
            end.isPresent() ? end.get().addressClass() : call.addressClass()));
    if (call.batchSize().orElse(1) != 1) {
      values.add(
          KeyValue.of(CallAttributes.BATCH_SIZE, Integer.toString(call.batchSize().getAsInt())));
    }
    end.ifPresent(ended -> addEnd(values, ended));
    return KeyValues.of(values);
  }

  private static void addEnd(List<KeyValue> values, CallEnd end) {
    values.add(KeyValue.of(CallAttributes.ATTEMPTS, Integer.toString(end.attempts())));
    end.rows()
        .ifPresent(rows -> values.add(KeyValue.of(CallAttributes.ROWS, Integer.toString(rows))));
    end.readUnits()
        .ifPresent(
            units -> values.add(KeyValue.of(CallAttributes.READ_UNITS, Long.toString(units))));
  }

  private static void add(List<KeyValue> values, String key, Optional<String> value) {
    value.ifPresent(present -> values.add(KeyValue.of(key, present)));
  }
}
