package io.pinelink.server.internal.gateway;

import io.pinelink.ClientBuilder;
import io.pinelink.Pinelink;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import io.pinelink.routing.ConnectRule;
import io.pinelink.server.internal.admin.EndpointAddress;
import io.pinelink.server.internal.admin.LoginService;
import io.pinelink.server.internal.http.HttpServer;
import io.pinelink.server.internal.http.ListenerRole;
import io.pinelink.server.internal.http.OpenPort;
import io.pinelink.server.internal.http.VirtualHost;
import io.pinelink.server.internal.http.VirtualHosts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The addresses and names of the listeners, and the client settings to reach them. Thread-safe. */
public final class LoopbackNetwork {
  /** The name of the server in the messages of its clients. */
  private static final String LABEL = "embedded server";

  private static final String CONTROL_HOST = "api.pinecone.io";

  private final HttpServer server;
  private final @Nullable Tls tls;
  private final boolean plaintext;
  private final IndexNames names;
  private final String publicNames;
  private final String privateNames;
  private final AtomicInteger endpoints = new AtomicInteger();
  private final Map<ListenerRole, InetSocketAddress> addresses = new EnumMap<>(ListenerRole.class);
  private final @Nullable EndpointAddress firstEndpoint;

  /**
   * A certificate authority and the TLS contexts that it signs.
   *
   * @param authority returns the certificate that clients must trust
   * @param certificates returns what creates the TLS contexts of servers
   */
  public record Tls(
      Supplier<X509Certificate> authority, Supplier<CertificateSource> certificates) {}

  /**
   * The settings of the listeners.
   *
   * @param environment the part between {@code svc} and the domain in a host
   * @param controlPort the port of the control plane in local mode; 0 for a free one
   * @param addresses the addresses of listeners that do not use a free loopback port
   * @param tls null for local mode, which is plaintext
   * @param plaintext whether listeners with TLS also accept plaintext
   * @param onePort whether the public data plane shares the port of the control plane
   * @param names the names of indexes besides the service's own
   */
  public record Settings(
      String environment,
      int controlPort,
      Map<ListenerRole, InetSocketAddress> addresses,
      @Nullable Tls tls,
      boolean plaintext,
      boolean onePort,
      IndexNames names) {
    InetSocketAddress localControl() {
      InetSocketAddress wanted = addresses.getOrDefault(ListenerRole.CONTROL, loopback(0));
      return controlPort == 0 ? wanted : new InetSocketAddress(wanted.getAddress(), controlPort);
    }
  }

  /** Opens the listeners that a server has from the start. */
  public LoopbackNetwork(Settings settings, HttpServer server) {
    this.server = server;
    tls = settings.tls();
    plaintext = settings.plaintext();
    names = settings.names();
    publicNames = "*.svc." + settings.environment() + ".pinecone.io";
    privateNames = "*.svc.private." + settings.environment() + ".pinecone.io";
    if (tls == null) {
      checkLocal(settings);
      VirtualHost control = VirtualHost.plaintext(ListenerRole.CONTROL, names::haveSuffix);
      VirtualHost data = VirtualHost.plaintext(ListenerRole.LOCAL_DATA, names::haveIndexAt);
      open(settings.onePort() ? List.of(control, data) : List.of(control), settings.localControl());
      firstEndpoint = null;
    } else {
      VirtualHost endpoint = newEndpoint();
      openAll(
          List.of(
              virtualHost(ListenerRole.CONTROL, "", controlNames(settings)),
              virtualHost(ListenerRole.PUBLIC_DATA, "", publicNames),
              endpoint),
          settings);
      firstEndpoint =
          new EndpointAddress(endpoint.privateEndpoint(), address(ListenerRole.PRIVATE_DATA));
    }
  }

  private static void checkLocal(Settings settings) {
    settings
        .addresses()
        .forEach(
            (listener, wanted) -> {
              InetAddress address = wanted.getAddress();
              if (listener != ListenerRole.CONTROL
                  || address == null
                  || !(address.isLoopbackAddress() || address.isAnyLocalAddress())) {
                throw new IllegalStateException(
                    "Local mode listens only on a loopback or wildcard address");
              }
            });
  }

  private VirtualHost virtualHost(ListenerRole listener, String privateEndpoint, String... names) {
    if (tls == null) {
      throw noEndpoints();
    }
    List<String> all = List.of(names);
    Predicate<String> covered = covers(all);
    Predicate<String> others =
        switch (listener) {
          case CONTROL -> this.names::haveSuffix;
          case PUBLIC_DATA -> this.names::haveIndexAt;
          case PRIVATE_DATA, LOCAL_DATA -> name -> false;
        };
    return new VirtualHost(
        listener,
        privateEndpoint,
        covered.or(others),
        new ServerCertificates(tls.certificates(), all, others.and(covered.negate())));
  }

  /** Returns whether names of a certificate, of which some are wildcards, cover a host name. */
  private static Predicate<String> covers(List<String> names) {
    return name ->
        names.contains(name)
            || names.contains("*" + name.substring(Math.max(0, name.indexOf('.'))));
  }

  /**
   * Returns the names of the control plane, including its address unless it is a wildcard: a client
   * may have no name that resolves to it.
   */
  private static String[] controlNames(Settings settings) {
    Stream<String> names = Stream.of(CONTROL_HOST, LoginService.HOST, "localhost");
    Stream<String> literal =
        Optional.ofNullable(settings.addresses().get(ListenerRole.CONTROL)).stream()
            .filter(address -> !address.isUnresolved())
            .map(InetSocketAddress::getAddress)
            .filter(address -> !address.isAnyLocalAddress())
            // A zone, such as %eth0, is not part of the address.
            .map(address -> address.getHostAddress().replaceAll("%.*", ""));
    return Stream.concat(names, literal).toArray(String[]::new);
  }

  private VirtualHost newEndpoint() {
    String id = String.format(Locale.ROOT, "vpce-%017x", endpoints.incrementAndGet());
    return virtualHost(ListenerRole.PRIVATE_DATA, id, privateNames);
  }

  /**
   * Opens virtual hosts; those with the same address share it, unless its port is 0 and they need
   * not.
   */
  private void openAll(List<VirtualHost> virtualHosts, Settings settings) {
    if (settings.onePort() && settings.addresses().containsKey(ListenerRole.PUBLIC_DATA)) {
      throw new IllegalStateException(
          "The public data plane has no address of its own on one port");
    }
    Map<InetSocketAddress, List<VirtualHost>> shared = new LinkedHashMap<>();
    for (VirtualHost virtualHost : virtualHosts) {
      boolean together = settings.onePort() && virtualHost.listener() != ListenerRole.PRIVATE_DATA;
      ListenerRole listener = together ? ListenerRole.CONTROL : virtualHost.listener();
      InetSocketAddress address = settings.addresses().getOrDefault(listener, loopback(0));
      if (address.getPort() == 0 && !together) {
        open(List.of(virtualHost), address);
      } else {
        shared.computeIfAbsent(address, unused -> new ArrayList<>()).add(virtualHost);
      }
    }
    shared.forEach((address, sharing) -> open(List.copyOf(sharing), address));
  }

  private void open(List<VirtualHost> virtualHosts, InetSocketAddress address) {
    OpenPort port = listen(virtualHosts, address);
    virtualHosts.forEach(virtualHost -> addresses.put(virtualHost.listener(), port.address()));
  }

  private OpenPort listen(List<VirtualHost> virtualHosts, InetSocketAddress address) {
    return server.listen(new VirtualHosts(virtualHosts, tls == null || plaintext), address);
  }

  /** Returns a loopback address, which other machines cannot reach. */
  public static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** Returns the private endpoint that is open from the start. */
  public EndpointAddress firstEndpoint() {
    if (firstEndpoint == null) {
      throw noEndpoints();
    }
    return firstEndpoint;
  }

  /** Opens another private endpoint; the caller registers it to a project. */
  public EndpointAddress openEndpoint(InetSocketAddress address) {
    VirtualHost virtualHost = newEndpoint();
    return new EndpointAddress(
        virtualHost.privateEndpoint(), listen(List.of(virtualHost), address).address());
  }

  /**
   * Checks that the server can have private endpoints.
   *
   * @throws IllegalStateException in local mode
   */
  public void checkEndpoints() {
    if (tls == null) {
      throw noEndpoints();
    }
  }

  private static IllegalStateException noEndpoints() {
    return new IllegalStateException("Local mode is plaintext and has no private endpoints");
  }

  /** Returns the addresses of the listeners that have one of their own. */
  public Map<ListenerRole, InetSocketAddress> addresses() {
    return Collections.unmodifiableMap(addresses);
  }

  public InetSocketAddress address(ListenerRole listener) {
    InetSocketAddress address = addresses.get(listener);
    if (address == null) {
      throw new IllegalArgumentException(
          "listener has no address of its own %s local mode: %s"
              .formatted((tls == null ? "in" : "without"), listener));
    }
    return address;
  }

  /**
   * Returns a builder for a client of this server.
   *
   * @param through the endpoint for private names; null for the one that is open from the start
   */
  public Pinelink.Builder client(String apiKey, @Nullable EndpointAddress through) {
    Pinelink.Builder builder = configure(Pinelink.builder().apiKey(apiKey));
    if (tls == null) {
      return builder;
    }
    InetSocketAddress endpoint = (through == null ? firstEndpoint() : through).address();
    return builder
        .addressGuard(AddressGuard.privateOnly().allowingLoopback())
        .connectRule(rule(publicNames, ListenerRole.PUBLIC_DATA))
        .connectRule(ConnectRule.forHost(privateNames).dial(endpoint));
  }

  /** Sets the route to the control plane and to the login in the builder of any client. */
  public <B extends ClientBuilder<B>> B configure(B builder) {
    builder.label(LABEL);
    return tls == null
        ? builder.controlPlane(localControlPlane())
        : builder
            .tls(TlsOptions.trustOnly(tls.authority().get()))
            .proxy(ProxyOptions.none())
            .connectRule(rule(CONTROL_HOST, ListenerRole.CONTROL))
            .connectRule(rule(LoginService.HOST, ListenerRole.CONTROL));
  }

  private String localControlPlane() {
    return "localhost:" + address(ListenerRole.CONTROL).getPort();
  }

  private ConnectRule rule(String names, ListenerRole listener) {
    return ConnectRule.forHost(names).dial(address(listener));
  }
}
