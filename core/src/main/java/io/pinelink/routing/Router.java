package io.pinelink.routing;

import io.pinelink.routing.Route.Kind;
import io.pinelink.routing.Route.Source;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides the route of an index from its host, the policy and the connect rules. Only data-plane
 * hosts come here; the control plane's endpoint is another class, {@link ControlPlaneEndpoint}.
 *
 * <p>Immutable and thread-safe; asks no network.
 */
public final class Router {
  private final RoutePolicy policy;
  private final List<ConnectRule> rules;
  private final TrustedDomains trusted;

  /**
   * A router with these settings.
   *
   * @param rules the first that matches a host decides where it is dialled
   */
  public Router(RoutePolicy policy, List<ConnectRule> rules, TrustedDomains trusted) {
    this.policy = policy;
    this.rules = List.copyOf(rules);
    this.trusted = trusted;
  }

  /**
   * The route to a host that the user named.
   *
   * @throws IllegalArgumentException if the text is no index host, the host may not receive the API
   *     key, or the policy refuses it
   */
  public Route toHost(String text) {
    IndexHost host = IndexHost.parse(text, trusted.domains());
    trusted.check(host.name());
    return decide(host, null, Source.EXPLICIT);
  }

  /**
   * The route to an index as the control plane described it. Such a host is trusted, whatever its
   * domain.
   *
   * @param publicHost the member {@code host}
   * @param privateHost the member {@code private_host}, null or blank where the project has no
   *     private endpoint; parsed under {@link RoutePolicy#privateRequired()} alone
   * @throws IllegalArgumentException if the host to use is none, or the policy refuses it
   */
  public Route toDescribed(String publicHost, @Nullable String privateHost) {
    return decide(
        IndexHost.parse(publicHost, trusted.domains()),
        privateHost == null || privateHost.isBlank() ? null : privateHost,
        Source.CONTROL_PLANE);
  }

  private Route decide(IndexHost host, @Nullable String listed, Source source) {
    return switch (policy.choice()) {
      case AS_GIVEN -> route(host, source, asGivenReason(host, source, listed));
      case PUBLIC_ONLY -> publicOnly(host, source);
      case PRIVATE_REQUIRED -> privateRequired(host, listed, source);
    };
  }

  private static String asGivenReason(IndexHost host, Source source, @Nullable String listed) {
    if (source == Source.EXPLICIT) {
      return "the host was given in this form";
    }
    return listed == null || host.isPrivate()
        ? "the control plane's host"
        : "the control plane's host; it lists the private host " + listed + " too";
  }

  private Route publicOnly(IndexHost host, Source source) {
    if (host.isPrivate()) {
      throw new IllegalArgumentException(
          "host '" + host + "' is refused: it is a private form and the policy is publicOnly");
    }
    return route(host, source, "publicOnly");
  }

  private Route privateRequired(IndexHost host, @Nullable String privateHost, Source source) {
    if (privateHost != null) {
      IndexHost listed = IndexHost.parse(privateHost, trusted.domains());
      if (!listed.isPrivate()) {
        throw new IllegalArgumentException(
            "private host '"
                + listed
                + "' is refused: the policy is privateRequired and the host is not a private form");
      }
      return route(listed, source, "privateRequired; the control plane's private host");
    }
    if (host.isLocal()) {
      if (rule(host.name()) != null) {
        return route(host, source, "privateRequired; a local host dialled by a connect rule");
      }
      throw new IllegalArgumentException(
          "host '"
              + host
              + "' is refused: the policy is privateRequired and the host has no private form; a"
              + " ConnectRule for it would say where to dial");
    }
    if (host.isPrivate()) {
      return route(host, source, "privateRequired; the host is a private form");
    }
    return route(privateForm(host), source, rewrittenReason(host, source));
  }

  private static IndexHost privateForm(IndexHost host) {
    try {
      return host.privateHost();
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private static String rewrittenReason(IndexHost host, Source source) {
    String rewritten = "privateRequired; rewritten from " + host;
    return source == Source.CONTROL_PLANE
        ? rewritten
            + ": the control plane lists no private host, so no private endpoint seems to be"
            + " registered for the project"
        : rewritten;
  }

  private Route route(IndexHost host, Source source, String reason) {
    ConnectRule rule = rule(host.name());
    return new Route(
        host.name(),
        host.port(),
        host.isLocal() ? Kind.LOCAL : host.isPrivate() ? Kind.PRIVATE : Kind.PUBLIC,
        host.isPlaintext(),
        rule == null
            ? List.of(InetSocketAddress.createUnresolved(host.name(), host.port()))
            : rule.targets(),
        policy,
        source,
        reason,
        host.isPrivate() ? host.privateZone().orElse(null) : null);
  }

  private @Nullable ConnectRule rule(String name) {
    return ConnectRules.firstFor(name, rules);
  }
}
