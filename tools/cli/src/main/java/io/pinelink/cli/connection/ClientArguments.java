package io.pinelink.cli.connection;

import io.pinelink.Pinelink;
import io.pinelink.model.Protocol;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ProxyOptions;
import io.pinelink.network.TlsOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The client's options, so that it connects as the user's program does. */
public final class ClientArguments {
  @Option(
      names = "--connect-to",
      paramLabel = "TARGET",
      converter = DialText.Converter.class,
      description =
          "The target to dial instead of resolving the host through DNS: a name or an address, with"
              + " :PORT unless it is 443. Several are tried in order. A loopback target is then"
              + " allowed on private routes.")
  public List<DialText> targets = new ArrayList<>();

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "A PEM file of certificate authorities to trust in addition to the system's.")
  public @Nullable Path authorities;

  @Option(
      names = "--route-policy",
      paramLabel = "POLICY",
      defaultValue = "as-given",
      description = "The form of the host to dial: ${COMPLETION-CANDIDATES}. Default: as-given.")
  public RoutePolicyText routePolicy = RoutePolicyText.AS_GIVEN;

  @Option(
      names = "--private-probe-timeout",
      paramLabel = "SECONDS",
      description = "The time that private-preferred waits for the private form. Default: 2.")
  @Nullable Integer privateProbeTimeout;

  @Option(
      names = "--connect-timeout",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "The time that a call waits for a connection to one address before it tries the next."
              + " Default: ${DEFAULT-VALUE}.")
  public int connectTimeout;

  @Option(
      names = "--allow",
      paramLabel = "CIDR",
      description =
          "Addresses that private routes may use in addition to private ones, such as"
              + " 203.0.113.0/24.")
  public List<String> ranges = new ArrayList<>();

  @Option(
      names = "--protocols",
      paramLabel = "PROTOCOL",
      split = ",",
      defaultValue = "grpc,rest",
      description =
          "The protocols that the program uses: grpc, rest or both. The control plane needs rest."
              + " Default: ${DEFAULT-VALUE}.")
  public List<Protocol> protocols = new ArrayList<>();

  @Option(
      names = "--proxy",
      paramLabel = "HOST:PORT",
      converter = DialText.WithPort.class,
      description =
          "An HTTP proxy for the control plane and public routes. Default: the JVM's, as in"
              + " java -Dhttps.proxyHost=…")
  @Nullable DialText proxy;

  @Option(names = "--proxy-private", description = "Sends private routes through the proxy too.")
  public boolean proxyPrivate;

  @Option(
      names = "--control-plane",
      paramLabel = "HOST",
      defaultValue = "api.pinecone.io",
      description =
          "The control plane, with or without https:// or http://, and a port. A loopback name is"
              + " plaintext unless it has https://, as in https://localhost:5080. Default:"
              + " ${DEFAULT-VALUE}.")
  public String controlPlane = "";

  /**
   * Returns a builder with these settings, except the rules that dial the targets, which need a
   * host.
   *
   * @throws IllegalArgumentException if a setting is invalid
   */
  public Pinelink.Builder builder() {
    Pinelink.Builder builder =
        Pinelink.builder()
            .controlPlane(controlPlane)
            .routePolicy(
                routePolicy.policy(
                    privateProbeTimeout == null ? null : Duration.ofSeconds(privateProbeTimeout)))
            .connectTimeout(Duration.ofSeconds(connectTimeout))
            .protocols(protocols.toArray(Protocol[]::new))
            .proxy(proxyOptions())
            .addressGuard(guard());
    if (authorities != null) {
      builder.tls(TlsOptions.systemTrust().alsoTrusting(authorities));
    }
    return builder;
  }

  private ProxyOptions proxyOptions() {
    ProxyOptions given =
        proxy == null ? ProxyOptions.fromJvm() : ProxyOptions.http(proxy.name(), proxy.port());
    return proxyPrivate ? given.alsoForPrivateRoutes() : given;
  }

  private AddressGuard guard() {
    AddressGuard guard = AddressGuard.privateOnly().allowing(ranges.toArray(String[]::new));
    return targets.stream().anyMatch(DialText::isLoopback) ? guard.allowingLoopback() : guard;
  }
}
