package io.pinelink.routing;

import io.pinelink.internal.hosttext.AddressText;
import io.pinelink.internal.hosttext.HostText;
import io.pinelink.internal.validation.Check;
import io.pinelink.network.AddressGuard;
import io.pinelink.network.ConnectionLifetime;
import io.pinelink.network.HttpProxy;
import io.pinelink.network.TlsOptions;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The route of a call: the host, the addresses to dial, and the reason. A value; two routes are
 * equal if all components are.
 *
 * @param host the logical host: request authority, TLS server name and the name that the
 *     certificate must carry; without port
 * @param port the logical port, normally 443
 * @param kind whether the route is public, private or local
 * @param plaintext whether the route uses no TLS, which only loopback may
 * @param dial where to connect, tried in turn; an unresolved address is resolved at each connect
 * @param dialOptions how connections are established and kept
 * @param privateZone the private DNS zone that should answer for the host; empty if none applies
 * @param decision why this route was chosen
 * @param label the name of the server in messages; empty for the service
 */
public record Route(
    String host,
    int port,
    Kind kind,
    boolean plaintext,
    List<InetSocketAddress> dial,
    DialOptions dialOptions,
    Optional<String> privateZone,
    Decision decision,
    Optional<String> label) {

  private static final Pattern LOOPBACK_LITERAL = Pattern.compile("127(\\.[0-9]{1,3}){3}|::1");

  /** The network that a route crosses. */
  public enum Kind {
    /** The public form of a host, over the internet. */
    PUBLIC,
    /** The private form of a host, over a private endpoint. */
    PRIVATE,
    /** A host outside the service, such as an emulator on loopback. */
    LOCAL
  }

  /**
   * The settings of a route's connections, as the client derives them from its options.
   *
   * @param guard the addresses that the route may lead to; empty if any is allowed
   * @param tls the trusted certificate authorities, and the client's certificate
   * @param proxy the proxy of the route; empty for none
   * @param lifetime how long connections are kept
   */
  public record DialOptions(
      Optional<AddressGuard> guard,
      TlsOptions tls,
      Optional<HttpProxy> proxy,
      ConnectionLifetime lifetime) {
    /** Checks that no part is null. */
    public DialOptions {
      Objects.requireNonNull(guard, "guard is null");
      Objects.requireNonNull(tls, "tls is null");
      Objects.requireNonNull(proxy, "proxy is null");
      Objects.requireNonNull(lifetime, "lifetime is null");
    }

    /** Compares all components, for the reason of {@link Route#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof DialOptions that
              && guard.equals(that.guard)
              && tls.equals(that.tls)
              && proxy.equals(that.proxy)
              && lifetime.equals(that.lifetime));
    }

    @Override
    public int hashCode() {
      return Objects.hash(guard, tls, proxy, lifetime);
    }
  }

  /** The source of a route's host. */
  public enum Source {
    /** The user named it. */
    EXPLICIT,
    /** A {@link HostBook} named it. */
    HOST_BOOK,
    /** A response of the control plane named it. */
    CONTROL_PLANE
  }

  /**
   * The reason for which a route was chosen.
   *
   * @param policy the policy that chose the route; empty for the control plane, to which none
   *     applies
   * @param source where the host came from
   * @param reason one sentence for logs and messages
   * @param at when the network was probed for the decision; empty if no probe was needed
   */
  public record Decision(
      Optional<RoutePolicy> policy, Source source, String reason, Optional<Instant> at) {
    /** Checks that no part is null. */
    public Decision {
      Objects.requireNonNull(policy, "policy is null");
      Objects.requireNonNull(source, "source is null");
      Objects.requireNonNull(reason, "reason is null");
      Objects.requireNonNull(at, "at is null");
    }

    /** Compares all components, for the reason of {@link Route#equals}. */
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Decision that
              && source == that.source
              && reason.equals(that.reason)
              && policy.equals(that.policy)
              && at.equals(that.at));
    }

    @Override
    public int hashCode() {
      return Objects.hash(policy, source, reason, at);
    }
  }

  /**
   * Copies the addresses.
   *
   * @throws IllegalArgumentException if there are none, or one of a plaintext route is not loopback
   */
  public Route {
    Objects.requireNonNull(host, "host is null");
    Objects.requireNonNull(kind, "kind is null");
    Objects.requireNonNull(dialOptions, "dialOptions is null");
    Objects.requireNonNull(privateZone, "privateZone is null");
    Objects.requireNonNull(decision, "decision is null");
    Objects.requireNonNull(label, "label is null");
    dial = Check.copy("dial", dial);
    if (dial.isEmpty()) {
      throw new IllegalArgumentException("dial must name at least one address for host " + host);
    }
    if (plaintext) {
      dial.forEach(address -> checkLoopback(host, address));
    }
  }

  /** Creates a route without a label. */
  public Route(
      String host,
      int port,
      Kind kind,
      boolean plaintext,
      List<InetSocketAddress> dial,
      DialOptions dialOptions,
      Optional<String> privateZone,
      Decision decision) {
    this(host, port, kind, plaintext, dial, dialOptions, privateZone, decision, Optional.empty());
  }

  /**
   * Compares all components. The JVM would keep a class whose generated method was used after its
   * class loader is no longer used.
   */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Route that
            && port == that.port
            && kind == that.kind
            && plaintext == that.plaintext
            && host.equals(that.host)
            && dial.equals(that.dial)
            && dialOptions.equals(that.dialOptions)
            && privateZone.equals(that.privateZone)
            && decision.equals(that.decision)
            && label.equals(that.label));
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, port, kind, dial, decision);
  }

  private static void checkLoopback(String host, InetSocketAddress address) {
    boolean loopback =
        address.isUnresolved()
            ? HostText.isLoopbackName(address.getHostString())
                || LOOPBACK_LITERAL.matcher(address.getHostString()).matches()
            : address.getAddress().isLoopbackAddress();
    if (!loopback) {
      throw new IllegalArgumentException(
          "host '"
              + host
              + "' is refused: it is plaintext and "
              + AddressText.of(address)
              + " is not loopback; expected https://"
              + host
              + ", or a ConnectRule that dials loopback");
    }
  }

  /** Returns the policy that chose; empty on the control plane, where none applies. */
  public Optional<RoutePolicy> policy() {
    return decision.policy();
  }

  /** Returns the source of the host. */
  public Source source() {
    return decision.source();
  }

  /** Returns why this route was chosen, in one sentence. */
  public String reason() {
    return decision.reason();
  }

  /** Returns whether the route leads to the control plane, to which no policy applies. */
  public boolean isControlPlane() {
    return decision.policy().isEmpty();
  }

  /** Returns the host as sent with each request: with the port if it is not 443. */
  public String authority() {
    return port == IndexHost.DEFAULT_PORT ? host : host + ":" + port;
  }

  /** Returns whether the host itself is dialled, on its own port, without a connect rule. */
  public boolean dialsHost() {
    return dial.size() == 1
        && dial.get(0).getHostString().equals(host)
        && dial.get(0).getPort() == port;
  }

  /** Returns the kind of the route and its label, such as {@code public route, embedded server}. */
  public String description() {
    String network = kind.name().toLowerCase(Locale.ROOT) + " route";
    return label.map(server -> network + ", " + server).orElse(network);
  }

  /** Returns one line with the kind, the host, the addresses to dial, the label and the reason. */
  @Override
  public String toString() {
    String host = kind.name().toLowerCase(Locale.ROOT) + " " + authority();
    String target = label.map(server -> host + ", " + server + ",").orElse(host);
    String proxy = dialOptions.proxy().map(through -> " through proxy " + through).orElse("");
    return target
        + (dialsHost() ? "" : " by " + AddressText.of(dial))
        + proxy
        + " ("
        + reason()
        + ")";
  }
}
