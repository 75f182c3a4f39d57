package io.pinelink.springboot.test;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.springboot.PinelinkAdminConnectionDetails;
import io.pinelink.springboot.PinelinkConnectionDetails;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The server of a test, and the connection to it. */
@Configuration(proxyBeanMethods = false)
class EmbeddedPineconeConfiguration {
  @Bean(destroyMethod = "close")
  EmbeddedPinecone embeddedPinecone(ObjectProvider<EmbeddedPineconeInitializer> initializers) {
    EmbeddedPinecone server = EmbeddedPinecone.start();
    try (Pinelink client = newBuilder(server).build()) {
      initializers.orderedStream().forEach(initializer -> initializer.initialize(client));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  @Bean
  PinelinkConnectionDetails embeddedPineconeConnectionDetails(EmbeddedPinecone server) {
    return () -> newBuilder(server);
  }

  private static Pinelink.Builder newBuilder(EmbeddedPinecone server) {
    return server.clientBuilder().routePolicy(RoutePolicy.privateRequired());
  }

  /** The connection of a client of the admin API, if the application has one. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(AdminClient.class)
  static class AdminConnection {
    @Bean
    PinelinkAdminConnectionDetails embeddedPineconeAdminConnectionDetails(EmbeddedPinecone server) {
      return () ->
          server
              .configure(AdminClient.builder())
              .clientCredentials(EmbeddedPinecone.CLIENT_ID, EmbeddedPinecone.CLIENT_SECRET);
    }
  }
}
