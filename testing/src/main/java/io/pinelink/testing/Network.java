package io.pinelink.testing;

import io.pinelink.Admin;
import io.pinelink.Pinelink;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.TlsOptions;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where each listener is, under which names, and how clients get there. */
final class Network {
  private static final String CONTROL_HOST = "api.pinecone.io";

  private final @Nullable Certificates certificates;
  private final String publicNames;
  private final String privateNames;
  private final Map<Listener, InetSocketAddress> addresses = new EnumMap<>(Listener.class);

  /** Opens the listeners that a server has from the start. */
  Network(EmbeddedPineconeBuilder builder, HttpServer server) {
    certificates = builder.local ? null : Certificates.create();
    publicNames = "*.svc." + builder.environment + ".pinecone.io";
    privateNames = "*.svc.private." + builder.environment + ".pinecone.io";
    if (certificates == null) {
      addresses.put(
          Listener.CONTROL, server.listen(Listener.CONTROL, null, builder.controlPort).address());
    } else {
      listen(server, Listener.CONTROL, CONTROL_HOST, LoginService.HOST);
      listen(server, Listener.PUBLIC_DATA, publicNames);
      listen(server, Listener.PRIVATE_DATA, privateNames);
    }
  }

  private void listen(HttpServer server, Listener listener, String... names) {
    addresses.put(
        listener, server.listen(listener, certificates().serverFor(List.of(names)), 0).address());
  }

  InetSocketAddress address(Listener listener) {
    InetSocketAddress address = addresses.get(listener);
    if (address == null) {
      throw new IllegalArgumentException(
          "listener has no address of its own "
              + (certificates == null ? "in" : "without")
              + " local mode: "
              + listener);
    }
    return address;
  }

  Certificates certificates() {
    if (certificates == null) {
      throw new IllegalStateException("Local mode is plaintext and has no certificates");
    }
    return certificates;
  }

  Pinelink.Builder client(String apiKey) {
    Pinelink.Builder builder = Pinelink.builder().apiKey(apiKey);
    return certificates == null
        ? builder.controlPlane(localControlPlane())
        : builder
            .tls(TlsOptions.trustOnly(certificates.authority()))
            .connect(rule(CONTROL_HOST, Listener.CONTROL))
            .connect(rule(publicNames, Listener.PUBLIC_DATA))
            .connect(rule(privateNames, Listener.PRIVATE_DATA));
  }

  Admin.Builder admin(Credentials credentials) {
    Admin.Builder builder =
        Admin.builder().clientCredentials(credentials.id(), credentials.secret());
    return certificates == null
        ? builder.controlPlane(localControlPlane()).login(localControlPlane())
        : builder
            .tls(TlsOptions.trustOnly(certificates.authority()))
            .connect(rule(CONTROL_HOST, Listener.CONTROL))
            .connect(rule(LoginService.HOST, Listener.CONTROL));
  }

  private String localControlPlane() {
    return "localhost:" + address(Listener.CONTROL).getPort();
  }

  private ConnectRule rule(String names, Listener listener) {
    return ConnectRule.forHost(names).dial(address(listener));
  }
}
