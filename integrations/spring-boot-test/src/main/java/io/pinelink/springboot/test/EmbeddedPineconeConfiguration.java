package io.pinelink.springboot.test;

import io.pinelink.Admin;
import io.pinelink.Pinelink;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.springboot.PinelinkConnectionDetails;
import org.springframework.beans.factory.ObjectProvider;
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
    return new PinelinkConnectionDetails() {
      @Override
      public Pinelink.Builder newBuilder() {
        return EmbeddedPineconeConfiguration.newBuilder(server);
      }

      @Override
      public Admin.Builder newAdminBuilder() {
        return server.adminBuilder();
      }
    };
  }

  private static Pinelink.Builder newBuilder(EmbeddedPinecone server) {
    return server.clientBuilder().routePolicy(RoutePolicy.privateRequired());
  }
}
