package io.pinelink.micronaut;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.annotation.Requires;
import io.pinelink.Pinelink;
import io.pinelink.routing.RouteListener;
import io.pinelink.telemetry.CallListener;
import jakarta.inject.Singleton;

/**
 * The client and its builder. Each {@link CallListener} bean and a {@link RouteListener} bean are
 * added to it.
 */
@Factory
@Requires(property = "pinelink.enabled", notEquals = "false")
final class PinelinkFactory {
  /** Creates a builder, which listeners for its creation may change before the client is built. */
  @Prototype
  Pinelink.Builder pinelinkBuilder(ApplicationContext context) {
    PropertyReader properties = new PropertyReader(context.getEnvironment());
    Pinelink.Builder builder =
        context
            .findBean(ServerConnection.class)
            .map(ServerConnection::newBuilder)
            .orElseGet(
                () -> {
                  Pinelink.Builder own = Pinelink.builder();
                  new ServiceProperties(properties).apply(own);
                  return own;
                });
    new CallProperties(properties).apply(builder);
    context.findBean(RouteListener.class).ifPresent(builder::routeListener);
    context.getBeansOfType(CallListener.class).forEach(builder::callListener);
    return builder;
  }

  /** Creates the client, unless the application has one. */
  @Singleton
  @Bean(preDestroy = "close")
  @Requires(missingBeans = Pinelink.class)
  Pinelink pinelink(Pinelink.Builder builder) {
    try {
      return builder.build();
    } catch (IllegalArgumentException e) {
      // The key of the environment is checked here, the key of the properties before.
      boolean isKey = String.valueOf(e.getMessage()).startsWith("apiKey");
      throw PropertyReader.invalid(
          isKey ? "api-key" : "control-plane", String.valueOf(e.getMessage()), e);
    } catch (IllegalStateException e) {
      throw incomplete(e);
    }
  }

  /** Describes what the builder lacks: a key, or a transport. */
  private static RuntimeException incomplete(IllegalStateException e) {
    String problem = String.valueOf(e.getMessage());
    if (problem.startsWith("apiKey")) {
      return PropertyReader.invalid(
          "api-key", "it is missing, set it or the environment variable PINECONE_API_KEY", e);
    }
    return problem.startsWith("no transport")
        ? PropertyReader.invalid("protocols", problem + "; add its artifact", e)
        : e;
  }
}
