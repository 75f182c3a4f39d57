package io.pinelink.internal.routing;

import io.pinelink.internal.hosttext.HostText;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.IndexHost;
import io.pinelink.routing.Route;
import io.pinelink.routing.Route.Decision;
import io.pinelink.routing.Route.Kind;
import io.pinelink.routing.Route.Source;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * The route to the control plane: {@code api.pinecone.io} unless configured otherwise. No route
 * policy applies to it, and the host of an index is refused.
 */
public final class ControlPlaneEndpoint {
  /** The host of the service's control plane. */
  public static final String DEFAULT_HOST = "api.pinecone.io";

  private ControlPlaneEndpoint() {}

  /** Returns the route to a control plane with default network settings. */
  public static Route route(String text, List<ConnectRule> rules, TrustedDomains trusted) {
    return route(text, rules, trusted, NetworkOptions.defaults());
  }

  /**
   * Returns the route to a control plane.
   *
   * @param text a host as accepted by {@link IndexHost#parse}, but not of an index; a loopback name
   *     is dialled in plaintext unless it has the scheme {@code https://}
   * @throws IllegalArgumentException if the text is not a host, is the host of an index, or may not
   *     receive the API key
   */
  public static Route route(
      String text, List<ConnectRule> rules, TrustedDomains trusted, NetworkOptions network) {
    HostText host = HostText.parse(text);
    String name = host.name();
    if (host.labels().size() > 1 && host.labels().get(1).equals("svc")) {
      throw host.refused("it is the host of an index", "a control plane, such as " + DEFAULT_HOST);
    }
    trusted.check(name);
    boolean loopback = HostText.isLoopbackName(name);
    if ("http".equals(host.scheme()) && !loopback) {
      throw host.refused("http:// is plaintext and the host is not loopback", "https://");
    }
    int port = host.portOr(IndexHost.DEFAULT_PORT);
    ConnectRule rule = Router.firstFor(name, rules);
    Kind kind = loopback ? Kind.LOCAL : Kind.PUBLIC;
    boolean plaintext = loopback && !"https".equals(host.scheme());
    return new Route(
        name,
        port,
        kind,
        plaintext,
        rule == null ? List.of(InetSocketAddress.createUnresolved(name, port)) : rule.targets(),
        network.ofControlPlane(name, port, kind, !plaintext && trusted.isTrustedAsLoopback(name)),
        Optional.empty(),
        new Decision(
            Optional.empty(),
            Source.EXPLICIT,
            "the control plane has one form, regardless of the route policy",
            Optional.empty()),
        network.label());
  }
}
