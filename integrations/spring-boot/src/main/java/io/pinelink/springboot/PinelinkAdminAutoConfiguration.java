package io.pinelink.springboot;

import io.pinelink.Admin;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;

/**
 * Configures a client of the admin API, {@link Admin}, if {@code pinelink.admin.client-id} and
 * {@code pinelink.admin.client-secret} are set. It has the connection, timeouts, retries, headers
 * and listeners of the other client. Nothing is sent before its first call.
 */
@AutoConfiguration(after = PinelinkAutoConfiguration.class)
@ConditionalOnBean({PinelinkConnectionDetails.class, ClientListeners.class})
@Conditional(OnAdminCredentials.class)
public class PinelinkAdminAutoConfiguration {
  /** Called by the container. */
  PinelinkAdminAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  Admin pinelinkAdmin(
      Environment environment, PinelinkConnectionDetails connection, ClientListeners listeners) {
    Admin.Builder builder = connection.newAdminBuilder();
    PinelinkProperties properties = PinelinkProperties.of(environment);
    new ClientSettings(properties).apply(builder);
    listeners.addTo(builder);
    return ClientBuild.of(
        builder::build, properties.admin().login() == null ? "control-plane" : "admin.login");
  }
}
