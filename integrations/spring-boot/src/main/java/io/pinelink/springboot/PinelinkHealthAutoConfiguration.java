package io.pinelink.springboot;

import io.pinelink.Pinelink;
import io.pinelink.doctor.watch.RouteWatch;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Configures a health indicator of the client, unless {@code management.health.pinelink.enabled} is
 * false. It sends a call only to the index {@code pinelink.health.index}.
 */
@AutoConfiguration(after = PinelinkAutoConfiguration.class)
@ConditionalOnBean({Pinelink.class, ConfiguredIndexes.class})
public class PinelinkHealthAutoConfiguration {
  private static final String BEAN = "pinelinkHealthIndicator";

  /** Called by the container. */
  PinelinkHealthAutoConfiguration() {}

  private static PinelinkHealth health(
      ConfiguredIndexes indexes, Environment environment, ObjectProvider<RouteWatch> watch) {
    return new PinelinkHealth(
        indexes, PinelinkProperties.of(environment).health(), watch.getIfUnique());
  }

  /** Spring Boot 3, whose health API is part of the actuator. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
  @ConditionalOnEnabledHealthIndicator("pinelink")
  static class Boot3 {
    @Bean(BEAN)
    @ConditionalOnMissingBean(name = BEAN)
    Boot3HealthIndicator pinelinkHealthIndicator(
        ConfiguredIndexes indexes, Environment environment, ObjectProvider<RouteWatch> watch) {
      return new Boot3HealthIndicator(health(indexes, environment, watch));
    }
  }

  /** Spring Boot 4, whose health API has a jar of its own. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
      "pinelink")
  static class Boot4 {
    @Bean(BEAN)
    @ConditionalOnMissingBean(name = BEAN)
    Boot4HealthIndicator pinelinkHealthIndicator(
        ConfiguredIndexes indexes, Environment environment, ObjectProvider<RouteWatch> watch) {
      return new Boot4HealthIndicator(health(indexes, environment, watch));
    }
  }
}
