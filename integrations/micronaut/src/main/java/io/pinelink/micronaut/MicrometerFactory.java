package io.pinelink.micronaut;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.pinelink.micrometer.MicrometerCallListener;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** The meters and observations of calls, with {@code pinelink-micrometer}. */
@Factory
@Requires(classes = {MicrometerCallListener.class, MeterRegistry.class})
final class MicrometerFactory {
  /** Creates a filter that gives the durations of calls buckets. */
  @Singleton
  @Named("pinelinkDurationBuckets")
  MeterFilter durationBuckets() {
    return MicrometerCallListener.durationBuckets();
  }

  @Singleton
  @Requires(beans = MeterRegistry.class, missingBeans = MicrometerCallListener.class)
  MicrometerCallListener micrometerCallListener(MeterRegistry meters, ApplicationContext context) {
    return context
        .findBean(ObservationRegistry.class)
        .map(observations -> MicrometerCallListener.of(meters, observations))
        .orElseGet(() -> MicrometerCallListener.of(meters));
  }
}
