package io.pinelink.micronaut;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.pinelink.Pinelink;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.List;

/** The server of tests and of development, and the connection to it. */
@Factory
@Requires(classes = EmbeddedPinecone.class)
@Requires(property = "pinelink.embedded", value = "true")
@Requires(property = "pinelink.enabled", notEquals = "false")
final class EmbeddedPineconeFactory {
  private static final System.Logger LOG =
      System.getLogger(EmbeddedPineconeFactory.class.getName());

  @Singleton
  @Bean(preDestroy = "close")
  EmbeddedPinecone embeddedPinecone(List<EmbeddedPineconeSetup> setups) {
    EmbeddedPinecone server = EmbeddedPinecone.start();
    try (Pinelink client = newBuilder(server).build()) {
      setups.forEach(setup -> setup.setUp(client));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    LOG.log(Level.INFO, "pinelink.embedded is true: the client uses a server in this process");
    return server;
  }

  @Singleton
  ServerConnection embeddedConnection(EmbeddedPinecone server) {
    return () -> newBuilder(server);
  }

  private static Pinelink.Builder newBuilder(EmbeddedPinecone server) {
    return server.clientBuilder().routePolicy(RoutePolicy.privateRequired());
  }
}
