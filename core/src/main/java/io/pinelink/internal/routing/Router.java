package io.pinelink.internal.routing;

import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.Decision;
import io.pinelink.routing.Route.Kind;
import io.pinelink.routing.Route.Source;
import io.pinelink.routing.RoutePolicy;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides the route of an index from its hosts, the policy and the connect rules. It handles only
 * data-plane hosts; for the control plane, see {@link ControlPlaneEndpoint}.
 *
 * <p>Immutable and thread-safe; does not use the network.
 */
public final class Router {
  private final RoutePolicy policy;
  private final List<ConnectRule> rules;
  private final TrustedDomains trusted;
  private final NetworkOptions network;

  /** Creates a router; the first connect rule that covers a host applies. */
  public Router(
      RoutePolicy policy, List<ConnectRule> rules, TrustedDomains trusted, NetworkOptions network) {
    this.policy = policy;
    this.rules = List.copyOf(rules);
    this.trusted = trusted;
    this.network = network;
  }

  /** Creates a router with default network settings. */
  public Router(RoutePolicy policy, List<ConnectRule> rules, TrustedDomains trusted) {
    this(policy, rules, trusted, NetworkOptions.defaults());
  }

  /** Returns the route policy. */
  public RoutePolicy policy() {
    return policy;
  }

  /** Parses the host of an index, with the user's domains. */
  public IndexHost parse(String text) {
    return IndexHost.parse(text, trusted.domains());
  }

  /**
   * Returns the route to a host given by the user; the first one if there are two.
   *
   * @throws IllegalArgumentException as {@link #choose}
   */
  public Route toHost(String text) {
    return choose(IndexHosts.given(text)).first();
  }

  /**
   * Returns the route to an index. A host from the control plane is trusted, regardless of its
   * domain.
   *
   * @throws IllegalArgumentException if a host is invalid, may not receive the API key, or is
   *     refused by the policy
   */
  public RouteChoice choose(IndexHosts hosts) {
    IndexHost host = parse(hosts.host(), hosts.source());
    return switch (policy.choice()) {
      case AS_GIVEN -> decided(route(host, hosts.source(), asGivenReason(host, hosts)));
      case PUBLIC_ONLY -> decided(publicOnly(host, hosts.source()));
      case PRIVATE_REQUIRED -> decided(privateRequired(host, hosts));
      case PRIVATE_PREFERRED -> privatePreferred(host, hosts);
    };
  }

  private IndexHost parse(String text, Source source) {
    IndexHost host = parse(text);
    if (source != Source.CONTROL_PLANE) {
      trusted.check(host.name());
    }
    return host;
  }

  private static RouteChoice decided(Route route) {
    return new RouteChoice(route, null);
  }

  private static String asGivenReason(IndexHost host, IndexHosts hosts) {
    if (hosts.source() == Source.EXPLICIT) {
      return "the host was given in this form";
    }
    String whose = named(hosts.source()) + "'s host";
    return hosts.privateHost().isEmpty() || host.isPrivate()
        ? whose
        : whose + "; it lists the private host " + hosts.privateHost().get() + " too";
  }

  private static String named(Source source) {
    return source == Source.HOST_BOOK ? "the host book" : "the control plane";
  }

  private Route publicOnly(IndexHost host, Source source) {
    if (host.isPrivate()) {
      throw new IllegalArgumentException(
          "host '" + host + "' is refused: it is a private form and the policy is publicOnly");
    }
    return route(host, source, "publicOnly");
  }

  private Route privateRequired(IndexHost host, IndexHosts hosts) {
    if (hosts.privateHost().isEmpty() && host.isLocal()) {
      if (rule(host.name()) != null) {
        return route(
            host, hosts.source(), "privateRequired; a local host dialled by a connect rule");
      }
      throw new IllegalArgumentException(
          ("host '%s' is refused: the policy is privateRequired and the host has no private"
                  + " form; a ConnectRule for it must name the address to dial")
              .formatted(host));
    }
    return privateRoute(host, hosts, "privateRequired");
  }

  private RouteChoice privatePreferred(IndexHost host, IndexHosts hosts) {
    if (host.isLocal()) {
      return decided(route(host, hosts.source(), policy + "; the host has no private form"));
    }
    Route first = privateRoute(host, hosts, policy.toString());
    return host.isPrivate()
        ? decided(first)
        : new RouteChoice(first, route(host, hosts.source(), policy.toString()));
  }

  private Route privateRoute(IndexHost host, IndexHosts hosts, String reason) {
    if (hosts.privateHost().isPresent()) {
      IndexHost listed = parse(hosts.privateHost().get(), hosts.source());
      if (!listed.isPrivate()) {
        throw new IllegalArgumentException(
            "private host '%s' is refused: the policy is %s and the host is not a private form"
                .formatted(listed, policy));
      }
      return route(
          listed, hosts.source(), reason + "; " + named(hosts.source()) + "'s private host");
    }
    if (host.isPrivate()) {
      return route(host, hosts.source(), reason + "; the host is a private form");
    }
    String unlisted =
        hosts.source() == Source.CONTROL_PLANE
            ? ": the control plane lists no private host, so no private endpoint seems to be"
                + " registered for the project"
            : "";
    return route(privateForm(host), hosts.source(), reason + "; rewritten from " + host + unlisted);
  }

  private static IndexHost privateForm(IndexHost host) {
    try {
      return host.privateHost();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private Route route(IndexHost host, Source source, String reason) {
    ConnectRule rule = rule(host.name());
    Kind kind = host.isLocal() ? Kind.LOCAL : host.isPrivate() ? Kind.PRIVATE : Kind.PUBLIC;
    return new Route(
        host.name(),
        host.port(),
        kind,
        host.isPlaintext(),
        rule == null
            ? List.of(InetSocketAddress.createUnresolved(host.name(), host.port()))
            : rule.targets(),
        network.of(
            host,
            kind,
            kind == Kind.PRIVATE || policy.choice() == RoutePolicy.Choice.PRIVATE_REQUIRED,
            // Plaintext routes are always checked to lead to loopback.
            !host.isPlaintext() && trusted.isTrustedAsLoopback(host.name())),
        host.isPrivate() ? host.privateZone() : Optional.empty(),
        new Decision(Optional.of(policy), source, reason, Optional.empty()),
        network.label());
  }

  private @Nullable ConnectRule rule(String name) {
    return firstFor(name, rules);
  }

  /** Returns the first rule that covers a host; null if none does. */
  public static @Nullable ConnectRule firstFor(String host, List<ConnectRule> rules) {
    for (ConnectRule rule : rules) {
      if (rule.covers(host)) {
        return rule;
      }
    }
    return null;
  }
}
