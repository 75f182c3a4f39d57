package io.pinelink.springboot;

import io.pinelink.admin.AdminClient;
import io.pinelink.springboot.PinelinkProperties.AdminAccess;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/**
 * Configures a client of the admin API, {@link AdminClient}, if {@code pinelink.admin.client-id}
 * and {@code pinelink.admin.client-secret} are set. It has the connection, timeouts, retries,
 * headers and listeners of the other client. Nothing is sent before its first call.
 */
@AutoConfiguration(after = PinelinkAutoConfiguration.class)
@ConditionalOnClass(AdminClient.class)
@ConditionalOnBean({PinelinkConnectionDetails.class, ClientListeners.class})
@Conditional(PinelinkAdminAutoConfiguration.OnAdminCredentials.class)
public class PinelinkAdminAutoConfiguration {
  /** Called by the container. */
  PinelinkAdminAutoConfiguration() {}

  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  AdminClient pinelinkAdmin(
      Environment environment,
      PinelinkConnectionDetails connection,
      ObjectProvider<PinelinkAdminConnectionDetails> adminConnection,
      ClientListeners listeners) {
    PinelinkProperties properties = PinelinkProperties.of(environment);
    PinelinkAdminConnectionDetails details = adminConnection.getIfAvailable();
    AdminClient.Builder builder =
        details == null ? fromProperties(connection, properties) : details.newBuilder();
    new ClientSettings(properties, listeners).applyToAny(builder);
    return ClientBuild.of(
        builder::build, properties.admin().login() == null ? "control-plane" : "admin.login");
  }

  private static AdminClient.Builder fromProperties(
      PinelinkConnectionDetails connection, PinelinkProperties properties) {
    if (!(connection instanceof PropertyConnectionDetails details)) {
      // A client must not connect to the real service by accident.
      throw new UnsupportedOperationException(
          connection.getClass().getName()
              + " has no connection to the admin API: add a bean of type"
              + " PinelinkAdminConnectionDetails, or remove pinelink.admin.client-id");
    }
    AdminClient.Builder builder = AdminClient.builder();
    details.settings().applyToAny(builder);
    AdminAccess access = properties.admin();
    String id = given("admin.client-id", access.clientId());
    String secret = given("admin.client-secret", access.clientSecret());
    Setters.apply("admin.client-id", id, i -> builder.clientCredentials(i, i));
    Setters.apply("admin.client-secret", secret, s -> builder.clientCredentials(id, s));
    Setters.apply("admin.login", access.login(), builder::login);
    return builder;
  }

  private static String given(String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      throw PinelinkPropertyException.missing(
          name, "Set both pinelink.admin.client-id and pinelink.admin.client-secret, or neither.");
    }
    return value;
  }

  /** Matches if the properties have the id or the secret of a service account. */
  static final class OnAdminCredentials extends SpringBootCondition {
    @Override
    public ConditionOutcome getMatchOutcome(
        ConditionContext context, AnnotatedTypeMetadata annotated) {
      // The environment itself would throw if a placeholder in one of them cannot be resolved.
      AdminAccess access = PinelinkProperties.of(context.getEnvironment()).admin();
      boolean areGiven =
          StringUtils.hasText(access.clientId()) || StringUtils.hasText(access.clientSecret());
      return new ConditionOutcome(
          areGiven,
          ConditionMessage.forCondition("Admin credentials")
              .because("the credentials are " + (areGiven ? "set" : "not set")));
    }
  }
}
