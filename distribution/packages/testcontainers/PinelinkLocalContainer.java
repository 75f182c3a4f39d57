package io.pinelink.testcontainers;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/**
 * The local server of Pinelink in a container, for tests with Testcontainers. All indexes share the one port that is
 * mapped; once the port is known, the server returns it in the hosts of indexes.
 *
 * <p>In Java, {@code EmbeddedPinecone} needs no container. This class is for tests that keep every service in one.
 * Copy it into your tests.
 */
public final class PinelinkLocalContainer extends GenericContainer<PinelinkLocalContainer> {
  private static final int PORT = 5080;

  /** Guards the server's own interface, which the container's host calls from outside. */
  private final String token = UUID.randomUUID().toString();

  /** Creates a container of an image, such as {@code pinelink/pinelink-local:0.1.0}; {@code start()} starts it. */
  public PinelinkLocalContainer(String image) {
    super(DockerImageName.parse(image));
    withExposedPorts(PORT);
    withCommand("--one-port");
    withEnv("PINELINK_SERVER_API_TOKEN", token);
    waitingFor(Wait.forListeningPort());
  }

  /** Returns the URL of the control plane, such as {@code http://localhost:32768}. */
  public String getEndpoint() {
    return "http://" + getHost() + ":" + getMappedPort(PORT);
  }

  /**
   * Returns the host and port of an index, such as {@code docs.localhost:32768}. Names below {@code localhost} have to
   * resolve, as they do in Pinelink.
   */
  public String getIndexHost(String index) {
    return index + "." + getHost() + ":" + getMappedPort(PORT);
  }

  @Override
  protected void containerIsStarted(InspectContainerResponse info) {
    String body = "{\"address\": \"" + getEndpoint() + "\"}";
    try {
      HttpURLConnection call =
          (HttpURLConnection) URI.create(getEndpoint() + "/_pinelink/advertise").toURL().openConnection();
      call.setRequestMethod("PUT");
      call.setRequestProperty("Authorization", "Bearer " + token);
      call.setRequestProperty("Content-Type", "application/json");
      call.setDoOutput(true);
      call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      if (call.getResponseCode() / 100 != 2) {
        throw new IllegalStateException("advertise returned HTTP " + call.getResponseCode());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
