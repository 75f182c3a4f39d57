package io.pinelink.springboot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.Index;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Fault;
import io.pinelink.spi.DataOperations;
import jakarta.servlet.Filter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The end of a web application while a request to it waits for a call. */
@Tag("slow")
class GracefulShutdownTest {
  @AutoConfigureEmbeddedPinecone
  static class EmbeddedService {
    /**
     * Flushes the response: Tomcat ends a request, and may stop, before it sends a buffered one.
     */
    @Bean
    Filter flush() {
      return (request, response, chain) -> {
        chain.doFilter(request, response);
        response.flushBuffer();
      };
    }
  }

  @Test
  void theRequestIsAnsweredBeforeTheClientIsClosed() throws Exception {
    CompletableFuture<HttpResponse<String>> response;
    Index products;
    try (ConfigurableApplicationContext shop =
        new SpringApplicationBuilder(Shop.class, EmbeddedService.class)
            .run("--server.port=0", "--pinelink.indexes.products=")) {
      EmbeddedPinecone pinecone = shop.getBean(EmbeddedPinecone.class);
      products = shop.getBean(Index.class);
      pinecone.faults().next("query", Fault.delay(Duration.ofMillis(500)));
      String port = shop.getEnvironment().getProperty("local.server.port");
      URI nearest = URI.create("http://127.0.0.1:" + port + "/nearest/0/1");
      response =
          HttpClient.newHttpClient()
              .sendAsync(
                  HttpRequest.newBuilder(nearest).build(), HttpResponse.BodyHandlers.ofString());
      pinecone.awaitRequest(
          request -> request.operation().equals(DataOperations.QUERY.name()),
          Duration.ofSeconds(30));
    }
    assertThat(response.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThatThrownBy(products::describeIndexStats)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
