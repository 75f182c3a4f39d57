package io.pinelink.springboot;

import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.routing.ConnectRule;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;

/** Connects the client to a service of Docker Compose that has the image of the local server. */
final class ComposeConnectionFactory
    extends DockerComposeConnectionDetailsFactory<PinelinkConnectionDetails> {
  private static final String IMAGE = "pinelink/pinelink-local";

  /** Called by the container. */
  ComposeConnectionFactory() {
    super(IMAGE);
  }

  @Override
  protected PinelinkConnectionDetails getDockerComposeConnectionDetails(
      DockerComposeConnectionSource source) {
    return new ComposeConnection(source.getRunningService());
  }

  static final class ComposeConnection extends DockerComposeConnectionDetails
      implements PinelinkConnectionDetails {
    private static final String API_KEY = "pcsk_embedded";
    private static final int DEFAULT_PORT = 5080;

    private final String service;
    private final String host;
    private final int port;

    ComposeConnection(RunningService running) {
      super(running);
      service = running.name();
      host = running.host();
      port = running.ports().get(containerPort(running));
    }

    private static int containerPort(RunningService running) {
      String port = running.env().get("PORT");
      try {
        return port == null || port.isEmpty() ? DEFAULT_PORT : Integer.parseInt(port);
      } catch (NumberFormatException e) {
        throw new IllegalStateException(
            "PORT of the Compose service '" + running.name() + "' is '" + port + "', not a port",
            e);
      }
    }

    @Override
    public Pinelink.Builder newBuilder() {
      if (!isOnThisMachine()) {
        throw new IllegalStateException(
            "The Compose service '"
                + service
                + "' is on "
                + host
                + ", where the client sends nothing in plaintext. Run the engine on this machine,"
                + " or set spring.docker.compose.enabled=false");
      }
      return Pinelink.builder()
          .label("local server")
          .apiKey(API_KEY)
          .proxy(ProxyOptions.none())
          .controlPlane("localhost:" + port)
          .addressGuard(AddressGuard.privateOnly().allowingLoopback())
          // With --one-port, also under a private policy, and with any mapped port.
          .connectRule(ConnectRule.forHost("*.localhost").dial(host, port));
    }

    private boolean isOnThisMachine() {
      try {
        return InetAddress.getByName(host).isLoopbackAddress();
      } catch (UnknownHostException e) {
        return false;
      }
    }
  }
}
