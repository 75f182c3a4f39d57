package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.routing.RoutePolicy;
import io.pinelink.server.EmbeddedPinecone;
import io.pinelink.server.Listener;
import io.pinelink.springboot.ComposeConnectionFactory.ComposeConnection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;

/** Tests the connection to a service of Docker Compose, without an engine. */
class ComposeConnectionTest {
  /** A service whose port in the container is mapped to a port of this machine. */
  private record MappedService(String host, Map<String, String> env, int inside, int outside)
      implements RunningService, ConnectionPorts {
    @Override
    public String name() {
      return "pinecone";
    }

    @Override
    public ImageReference image() {
      return ImageReference.of("pinelink/pinelink-local:1");
    }

    @Override
    public ConnectionPorts ports() {
      return this;
    }

    @Override
    public Map<String, String> labels() {
      return Map.of();
    }

    @Override
    public int get(int containerPort) {
      assertThat(containerPort).isEqualTo(inside);
      return outside;
    }

    @Override
    public List<Integer> getAll() {
      return List.of(outside);
    }

    @Override
    public List<Integer> getAll(String protocol) {
      return List.of(outside);
    }
  }

  @Test
  void theClientReachesTheMappedPortAlsoUnderAPrivatePolicy() {
    // The server advertises its own port, as in a container, and another one is mapped to it.
    try (EmbeddedPinecone server =
        EmbeddedPinecone.builder()
            .localMode()
            .onePort()
            .advertise("localhost:5080")
            .index("{\"name\": \"docs\", \"dimension\": 2}")
            .start()) {
      int mapped = server.address(Listener.CONTROL).getPort();
      ComposeConnection connection =
          new ComposeConnection(
              new MappedService("127.0.0.1", Map.of("PORT", "6080"), 6080, mapped));
      for (RoutePolicy policy : List.of(RoutePolicy.asGiven(), RoutePolicy.privateRequired())) {
        try (Pinelink client = connection.newBuilder().routePolicy(policy).build()) {
          Index docs = client.index("docs");
          assertThat(docs.describeIndexStats().totalVectorCount()).isZero();
          assertThat(docs.route().authority()).isEqualTo("docs.localhost:5080");
        }
      }
    }
  }

  @Test
  void theDefaultPortIsThatOfTheImage() {
    new ComposeConnection(new MappedService("127.0.0.1", Map.of(), 5080, 1)).newBuilder();
  }

  @Test
  void aServiceOnAnotherMachineIsRefused() {
    ComposeConnection connection =
        new ComposeConnection(new MappedService("192.0.2.1", Map.of(), 5080, 1));

    assertThatIllegalStateException()
        .isThrownBy(connection::newBuilder)
        .withMessageStartingWith("The Compose service 'pinecone' is on 192.0.2.1, where");
  }

  @Test
  void anInvalidPortIsReportedWithTheService() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> new ComposeConnection(new MappedService("h", Map.of("PORT", "x"), 5080, 1)))
        .withMessage("PORT of the Compose service 'pinecone' is 'x', not a port");
  }
}
