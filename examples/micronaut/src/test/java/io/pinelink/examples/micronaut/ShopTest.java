package io.pinelink.examples.micronaut;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The requests that the description of the example shows. */
@MicronautTest
@Property(name = "micronaut.server.port", value = "-1")
class ShopTest {
  @Inject EmbeddedServer server;
  @Inject EmbeddedPinecone pinecone;

  @Test
  void similarColoursAreFoundOverThePrivateRoute() throws Exception {
    assertThat(get("/colours?red=1&green=0.4&blue=0")).startsWith("{\"orange\":0.99");
    assertThat(get("/health")).contains("\"verdict\":\"answered\"", "\"kind\":\"private\"");
    assertThat(pinecone.requests())
        .extracting(RecordedRequest::listener)
        .contains(Listener.PRIVATE_DATA)
        .doesNotContain(Listener.PUBLIC_DATA);
  }

  private String get(String path) throws IOException, InterruptedException {
    URI uri = URI.create(server.getURL() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
