package io.pinelink.springboot;

import io.micrometer.core.instrument.MeterRegistry;
import io.pinelink.Pinelink;
import io.pinelink.micrometer.MicrometerWatchListener;
import io.pinelink.watch.RouteWatch;
import io.pinelink.watch.WatchListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Configures a {@link RouteWatch} of the declared indexes if {@code pinelink.watch.enabled} is
 * true. Every {@link WatchListener} bean receives its results. With {@code pinelink-micrometer} and
 * a {@link MeterRegistry}, they are reported as meters.
 */
@AutoConfiguration(
    after = PinelinkAutoConfiguration.class,
    before = PinelinkHealthAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnProperty(prefix = PinelinkProperties.PREFIX + ".watch", name = "enabled")
@ConditionalOnBean({Pinelink.class, ConfiguredIndexes.class})
public class PinelinkWatchAutoConfiguration {
  /** Called by the container. */
  PinelinkWatchAutoConfiguration() {}

  /** The container closes it before the client, which it depends on. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  RouteWatch pinelinkRouteWatch(
      Environment environment,
      Pinelink client,
      ConfiguredIndexes indexes,
      ObjectProvider<WatchListener> listeners) {
    RouteWatch.Builder builder = RouteWatch.builder(client::diagnose);
    WatchSettings.apply(PinelinkProperties.of(environment).watch(), builder);
    listeners.orderedStream().forEach(builder::listener);
    RouteWatch watch = builder.start();
    indexes.forEachKnown(watch::add);
    return watch;
  }

  /** The meters. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({MicrometerWatchListener.class, MeterRegistry.class})
  @ConditionalOnBean(MeterRegistry.class)
  static class Meters {
    @Bean
    @ConditionalOnMissingBean
    MicrometerWatchListener pinelinkMicrometerWatchListener(MeterRegistry meters) {
      return MicrometerWatchListener.of(meters);
    }
  }
}
