package io.pinelink.quarkus.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.pinelink.micrometer.MicrometerCallListener;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Reports calls to the registry of quarkus-micrometer. */
@Singleton
public class MicrometerBeans {
  /** Called by the container. */
  public MicrometerBeans() {}

  /** Produces the listener, unless the application has one of its own. */
  @Produces
  @Singleton
  @DefaultBean
  public MicrometerCallListener listener(MeterRegistry registry) {
    return MicrometerCallListener.of(registry);
  }

  /** Produces the buckets of the durations of calls. */
  @Produces
  @Singleton
  public MeterFilter durationBuckets() {
    return MicrometerCallListener.durationBuckets();
  }
}
