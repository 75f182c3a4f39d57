package io.pinelink.springboot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.server.RecordedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;

/** A real web application with actuator, whose client uses the private route. */
@SpringBootTest(
    classes = Shop.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "pinelink.indexes.products.namespace=en",
      "pinelink.health.index=products",
      "management.endpoints.web.exposure.include=health,metrics,pinelink",
      "management.endpoint.health.show-details=always",
      "server.shutdown=graceful"
    })
@AutoConfigureEmbeddedPinecone
class WebApplicationTest {
  private final HttpClient http = HttpClient.newHttpClient();

  @Autowired EmbeddedPinecone pinecone;
  @Autowired Environment environment;

  @Test
  void theTestsRunOnTheVersionOfTheBuild() {
    assertThat(SpringBootVersion.getVersion())
        .startsWith(System.getProperty("spring-boot.line", "3") + ".");
  }

  @Test
  void dataFlowsOverThePrivateRouteOnly() throws Exception {
    send("PUT", "/products/red/1/0");
    send("PUT", "/products/blue/0/1");
    assertThat(send("GET", "/nearest/0/1")).isEqualTo("[\"blue\"]");
    assertThat(pinecone.requests())
        .extracting(RecordedRequest::listener)
        .contains(Listener.PRIVATE_DATA)
        .isSubsetOf(Listener.CONTROL, Listener.PRIVATE_DATA);
  }

  @Test
  void healthShowsTheRouteAndCallsTheIndexOverIt() throws Exception {
    int before = pinecone.requests().size();
    assertThat(send("GET", "/actuator/health/pinelink"))
        .contains("\"status\":\"UP\"", "\"kind\":\"private\"", "\"policy\":\"private-required\"");
    assertThat(pinecone.requests().stream().skip(before))
        .extracting(RecordedRequest::listener, RecordedRequest::operation)
        .containsExactlyInAnyOrder(
            tuple(Listener.PRIVATE_DATA, "describeIndexStats"),
            tuple(Listener.PRIVATE_DATA, "fetch"));
  }

  @Test
  void theEndpointShowsRoutesAndCountsWithoutTheKey() throws Exception {
    assertThat(send("GET", "/actuator/pinelink"))
        .contains("\"products\":{", "\"kind\":\"private\"", "\"counts\":[")
        .doesNotContain(pinecone.project().apiKey());
  }

  @Test
  void callsAreTimedByMicrometer() throws Exception {
    send("PUT", "/products/green/1/1");
    assertThat(send("GET", "/actuator/metrics/db.client.operation.duration"))
        .contains("\"statistic\":\"COUNT\"", "upsert");
  }

  @Test
  void theEndpointDiagnosesAnIndex() throws Exception {
    assertThat(send("GET", "/actuator/pinelink/products"))
        .contains("\"dataCanFlow\":true", "\"check\":\"tls\"", "\"status\":\"ok\"")
        .doesNotContain(pinecone.project().apiKey());
  }

  @Test
  void anUndeclaredIndexIsNotFoundByTheEndpoint() throws Exception {
    assertThat(response("GET", "/actuator/pinelink/other").statusCode()).isEqualTo(404);
  }

  private String send(String method, String path) throws IOException, InterruptedException {
    HttpResponse<String> response = response(method, path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private HttpResponse<String> response(String method, String path)
      throws IOException, InterruptedException {
    String port = environment.getProperty("local.server.port");
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
