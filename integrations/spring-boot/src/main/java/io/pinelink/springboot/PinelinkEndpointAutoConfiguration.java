package io.pinelink.springboot;

import io.pinelink.Pinelink;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Configures the actuator's endpoint {@code pinelink}, if {@code
 * management.endpoints.web.exposure.include} or its counterpart for JMX contains it.
 */
@AutoConfiguration(after = PinelinkAutoConfiguration.class)
@ConditionalOnClass(
    name = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration")
@ConditionalOnAvailableEndpoint(PinelinkEndpoint.class)
@ConditionalOnBean({Pinelink.class, ConfiguredIndexes.class})
public class PinelinkEndpointAutoConfiguration {
  /** Called by the container. */
  PinelinkEndpointAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  PinelinkEndpoint pinelinkEndpoint(Pinelink client, ConfiguredIndexes indexes) {
    return new PinelinkEndpoint(client, indexes);
  }
}
