package io.pinelink.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexSpec;
import io.pinelink.routing.Cloud;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what the operations of the server's interface do to the server. */
class ServerApiTest {
  private final EmbeddedPinecone server =
      EmbeddedPinecone.builder().localMode().provisioningTime(Duration.ofMinutes(1)).start();
  private final ApiCaller api = new ApiCaller(server);
  private final Pinelink client = server.clientBuilder().build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Index ready() {
    client
        .controlPlane()
        .createIndex(
            CreateIndexRequest.dense("docs", 2, IndexSpec.serverless(Cloud.AWS, "us-east-1")));
    server.clock().advance(Duration.ofMinutes(2));
    return client.index("docs");
  }

  @Test
  void healthHasVersionAndAddresses() {
    JsonNode health = api.get("health");

    assertThat(health.path("ready").asBoolean()).isTrue();
    assertThat(health.path("version").asText()).matches("[0-9]+\\.[0-9]+\\..*");
    assertThat(health.at("/addresses/control").asText())
        .isEqualTo("127.0.0.1:" + server.address(Listener.CONTROL).getPort());
  }

  @Test
  void resetRemovesTheIndexes() {
    ready();

    assertThat(api.call("POST", "reset", "").statusCode()).isEqualTo(204);
    assertThat(server.project().indexes()).isEmpty();
    assertThat(server.requests()).isEmpty();
  }
}
