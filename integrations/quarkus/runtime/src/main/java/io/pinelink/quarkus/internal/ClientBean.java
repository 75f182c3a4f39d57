package io.pinelink.quarkus.internal;

import io.pinelink.Pinelink;
import io.pinelink.quarkus.ClientCustomizer;
import io.pinelink.quarkus.PinelinkConfig;
import io.pinelink.routing.RouteListener;
import io.pinelink.telemetry.CallListener;
import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Produces the client, unless the application has one of its own. */
@Singleton
public class ClientBean {
  /** Called by the container. */
  public ClientBean() {}

  /** Builds the client from the properties. Nothing is sent. */
  @Produces
  @Singleton
  @DefaultBean
  public Pinelink client(
      PinelinkConfig config,
      Instance<RouteListener> routes,
      @All List<CallListener> calls,
      @All List<ClientCustomizer> customizers) {
    Pinelink.Builder builder = Pinelink.builder();
    new ClientOptions(config).apply(builder);
    new ClientConnection(config).apply(builder);
    if (!routes.isUnsatisfied()) {
      builder.routeListener(routes.get());
    }
    calls.forEach(builder::callListener);
    customizers.forEach(customizer -> customizer.customize(builder));
    return build(builder);
  }

  static Pinelink build(Pinelink.Builder builder) {
    try {
      return builder.build();
    } catch (IllegalStateException | IllegalArgumentException e) {
      String problem = String.valueOf(e.getMessage());
      if (problem.startsWith("apiKey") && e instanceof IllegalStateException) {
        throw ConfigMistake.of(
            "api-key", "it is missing, and so is the environment variable PINECONE_API_KEY", e);
      }
      String property =
          problem.startsWith("apiKey")
              ? "api-key"
              : problem.startsWith("no transport") ? "protocols" : "control-plane";
      throw ConfigMistake.of(property, problem, e);
    }
  }

  /** Drains the calls in flight, and closes the connections. */
  public void close(@Disposes Pinelink client) {
    client.close();
  }
}
