package io.pinelink.testing;

import io.pinelink.Admin;
import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where each listener is, under which names, and how clients get there. Thread-safe. */
final class Network {
  private static final String CONTROL_HOST = "api.pinecone.io";

  private final HttpServer server;
  private final @Nullable EmbeddedAuthority authority;
  private final String publicNames;
  private final String privateNames;
  private final AtomicInteger endpoints = new AtomicInteger();
  private final Map<ListenerRole, InetSocketAddress> addresses = new EnumMap<>(ListenerRole.class);
  private final @Nullable PrivateEndpoint firstEndpoint;

  /** Opens the listeners that a server has from the start. */
  Network(EmbeddedPineconeBuilder builder, HttpServer server) {
    this.server = server;
    authority = builder.local ? null : authority(builder);
    publicNames = "*.svc." + builder.environment + ".pinecone.io";
    privateNames = "*.svc.private." + builder.environment + ".pinecone.io";
    if (authority == null) {
      checkLoopbackAlone(builder);
      Door door = Door.plaintext(ListenerRole.CONTROL);
      open(List.of(door), loopback(builder.controlPort));
      firstEndpoint = null;
    } else {
      Door endpoint = newEndpoint();
      openAll(
          List.of(
              door(ListenerRole.CONTROL, "", controlNames(builder)),
              door(ListenerRole.PUBLIC_DATA, "", publicNames),
              endpoint),
          builder.addresses);
      firstEndpoint =
          new PrivateEndpoint(endpoint.privateEndpoint(), address(ListenerRole.PRIVATE_DATA));
    }
  }

  private static EmbeddedAuthority authority(EmbeddedPineconeBuilder builder) {
    return builder.authority == null ? EmbeddedAuthority.create() : builder.authority;
  }

  private static void checkLoopbackAlone(EmbeddedPineconeBuilder builder) {
    if (!builder.addresses.isEmpty()) {
      throw new IllegalStateException("Local mode listens on localhost alone");
    }
  }

  private Door door(ListenerRole listener, String privateEndpoint, String... names) {
    return new Door(
        listener, privateEndpoint, List.of(names), authority().serverFor(List.of(names)));
  }

  /** The address too, unless it is any: a client may have no name that leads there. */
  private static String[] controlNames(EmbeddedPineconeBuilder builder) {
    Stream<String> names = Stream.of(CONTROL_HOST, LoginService.HOST, "localhost");
    Stream<String> literal =
        Optional.ofNullable(builder.addresses.get(ListenerRole.CONTROL)).stream()
            .filter(address -> !address.isUnresolved())
            .map(InetSocketAddress::getAddress)
            .filter(address -> !address.isAnyLocalAddress())
            // A zone, such as %eth0, is not part of the address.
            .map(address -> address.getHostAddress().replaceAll("%.*", ""));
    return Stream.concat(names, literal).toArray(String[]::new);
  }

  private Door newEndpoint() {
    String id = String.format(Locale.ROOT, "vpce-%017x", endpoints.incrementAndGet());
    return door(ListenerRole.PRIVATE_DATA, id, privateNames);
  }

  /** Doors with the same address share it, unless its port is any that is free. */
  private void openAll(List<Door> doors, Map<ListenerRole, InetSocketAddress> wanted) {
    Map<InetSocketAddress, List<Door>> shared = new LinkedHashMap<>();
    for (Door door : doors) {
      InetSocketAddress address = wanted.getOrDefault(door.listener(), loopback(0));
      if (address.getPort() == 0) {
        open(List.of(door), address);
      } else {
        shared.computeIfAbsent(address, unused -> new ArrayList<>()).add(door);
      }
    }
    shared.forEach((address, together) -> open(List.copyOf(together), address));
  }

  private void open(List<Door> doors, InetSocketAddress address) {
    OpenPort port = server.listen(doors, address);
    doors.forEach(door -> addresses.put(door.listener(), port.address()));
  }

  /** An address of this machine that no other reaches. */
  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** The private endpoint that is open from the start. */
  PrivateEndpoint firstEndpoint() {
    if (firstEndpoint == null) {
      throw noEndpoints();
    }
    return firstEndpoint;
  }

  /** Opens one more private endpoint; whose it is, is not for the network to say. */
  PrivateEndpoint openEndpoint(InetSocketAddress address) {
    if (authority == null) {
      throw noEndpoints();
    }
    Door door = newEndpoint();
    return new PrivateEndpoint(
        door.privateEndpoint(), server.listen(List.of(door), address).address());
  }

  private static IllegalStateException noEndpoints() {
    return new IllegalStateException("Local mode is plaintext and has no private endpoints");
  }

  InetSocketAddress address(ListenerRole listener) {
    InetSocketAddress address = addresses.get(listener);
    if (address == null) {
      throw new IllegalArgumentException(
          "listener has no address of its own "
              + (authority == null ? "in" : "without")
              + " local mode: "
              + listener);
    }
    return address;
  }

  EmbeddedAuthority authority() {
    if (authority == null) {
      throw new IllegalStateException("Local mode is plaintext and has no certificates");
    }
    return authority;
  }

  /**
   * A client of this server.
   *
   * @param through where it dials private names; that which is open from the start if null
   */
  Pinelink.Builder client(String apiKey, @Nullable PrivateEndpoint through) {
    Pinelink.Builder builder = Pinelink.builder().apiKey(apiKey);
    if (authority == null) {
      return builder.controlPlane(localControlPlane());
    }
    InetSocketAddress endpoint = (through == null ? firstEndpoint() : through).address();
    return builder
        .tls(TlsOptions.trustOnly(authority.certificate()))
        .proxy(ProxyOptions.none())
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .connect(rule(CONTROL_HOST, ListenerRole.CONTROL))
        .connect(rule(publicNames, ListenerRole.PUBLIC_DATA))
        .connect(ConnectRule.forHost(privateNames).dial(endpoint));
  }

  Admin.Builder admin(Credentials credentials) {
    Admin.Builder builder =
        Admin.builder().clientCredentials(credentials.id(), credentials.secret());
    return authority == null
        ? builder.controlPlane(localControlPlane()).login(localControlPlane())
        : builder
            .tls(TlsOptions.trustOnly(authority.certificate()))
            .proxy(ProxyOptions.none())
            .connect(rule(CONTROL_HOST, ListenerRole.CONTROL))
            .connect(rule(LoginService.HOST, ListenerRole.CONTROL));
  }

  private String localControlPlane() {
    return "localhost:" + address(ListenerRole.CONTROL).getPort();
  }

  private ConnectRule rule(String names, ListenerRole listener) {
    return ConnectRule.forHost(names).dial(address(listener));
  }
}
