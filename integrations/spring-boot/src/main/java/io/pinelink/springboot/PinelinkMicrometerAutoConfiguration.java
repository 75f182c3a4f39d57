package io.pinelink.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.pinelink.micrometer.CallObservationConvention;
import io.pinelink.micrometer.MicrometerCallListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Configures a {@link MicrometerCallListener} if {@code pinelink-micrometer} is on the class path
 * and the application has a {@link MeterRegistry}. Calls are reported to its {@link
 * ObservationRegistry} too. A bean of type {@link CallObservationConvention} changes the names of
 * observations.
 */
@AutoConfiguration(
    before = PinelinkAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnClass({MicrometerCallListener.class, MeterRegistry.class})
@ConditionalOnBean(MeterRegistry.class)
public class PinelinkMicrometerAutoConfiguration {
  /** Called by the container. */
  PinelinkMicrometerAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  MicrometerCallListener pinelinkMicrometerCallListener(
      MeterRegistry meters,
      ObjectProvider<ObservationRegistry> observations,
      ObjectProvider<CallObservationConvention> convention) {
    ObservationRegistry registry = observations.getIfUnique();
    MicrometerCallListener listener =
        registry == null
            ? MicrometerCallListener.of(meters)
            : MicrometerCallListener.of(meters, registry);
    CallObservationConvention other = convention.getIfUnique();
    return other == null ? listener : listener.convention(other);
  }
}
