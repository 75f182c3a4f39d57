package io.pinelink.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The names and keys of the observation of a call. Implement it, or extend {@link
 * DefaultCallObservationConvention}, to replace them.
 *
 * <p>The key values are requested when a call starts and again when it ends. Registries such as
 * Prometheus's require that all calls have the same low-cardinality keys.
 */
public interface CallObservationConvention extends ObservationConvention<CallObservationContext> {
  @Override
  default boolean supportsContext(Observation.Context context) {
    return context instanceof CallObservationContext;
  }
}
