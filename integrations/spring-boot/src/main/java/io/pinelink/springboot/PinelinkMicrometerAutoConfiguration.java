package io.pinelink.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.observation.ObservationRegistry;
import io.pinelink.micrometer.CallObservationConvention;
import io.pinelink.micrometer.MicrometerCallListener;
import io.pinelink.micrometer.MicrometerWatchListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Configures a {@link MicrometerCallListener} if {@code pinelink-micrometer} is on the class path
 * and the application has a {@link MeterRegistry}. Calls are reported to its {@link
 * ObservationRegistry} too. A bean of type {@link CallObservationConvention} changes the names of
 * observations.
 *
 * <p>The checks of {@code pinelink.watch} are meters too.
 *
 * <p>The durations of calls have {@linkplain MicrometerCallListener#durationBuckets() buckets}. The
 * properties {@code management.metrics.distribution.*} change them, and a bean named {@code
 * pinelinkDurationBuckets} replaces the filter.
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
  private static final String DURATION_BUCKETS = "pinelinkDurationBuckets";

  /** Called by the container. */
  PinelinkMicrometerAutoConfiguration() {}

  /**
   * Creates a filter that is applied before the filters of the application and of its properties,
   * so that these take precedence.
   */
  @Bean(DURATION_BUCKETS)
  @ConditionalOnMissingBean(name = DURATION_BUCKETS)
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MeterFilter pinelinkDurationBuckets() {
    return MicrometerCallListener.durationBuckets();
  }

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

  @Bean
  @ConditionalOnMissingBean
  @ConditionalOnProperty(prefix = PinelinkProperties.PREFIX + ".watch", name = "enabled")
  MicrometerWatchListener pinelinkMicrometerWatchListener(MeterRegistry meters) {
    return MicrometerWatchListener.of(meters);
  }
}
