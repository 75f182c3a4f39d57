package io.pinelink.routing;

import io.pinelink.internal.host.HostText;
import io.pinelink.network.DialOptions;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way of a call: which host it means, where that is dialled, and why. A value; two routes are
 * equal when all of it is.
 *
 * @param host the logical host: request authority, TLS server name and the name that the
 *     certificate must carry; without port
 * @param port the logical port, normally 443
 * @param kind whether the way is public, private or local
 * @param plaintext whether the way has no TLS; only loopback ever has
 * @param dial where to connect, tried in turn; an unresolved address is resolved at each connect
 * @param dialOptions how connections are made and kept
 * @param privateZone the private DNS zone that should answer for the host; empty if none applies
 * @param decision why this way was taken
 */
public record Route(
    String host,
    int port,
    Kind kind,
    boolean plaintext,
    List<InetSocketAddress> dial,
    DialOptions dialOptions,
    Optional<String> privateZone,
    Decision decision) {

  private static final Pattern LOOPBACK_LITERAL = Pattern.compile("127(\\.[0-9]{1,3}){3}|::1");

  /** Which network a route crosses. */
  public enum Kind {
    /** The public form of a host, over the internet. */
    PUBLIC,
    /** The private form of a host, over a private endpoint. */
    PRIVATE,
    /** A host outside the service, such as an emulator on loopback. */
    LOCAL
  }

  /** Where a route's host came from. */
  public enum Source {
    /** The user named it. */
    EXPLICIT,
    /** A {@link HostBook} named it. */
    HOST_BOOK,
    /** The control plane's answer named it. */
    CONTROL_PLANE
  }

  /**
   * Why a route was taken.
   *
   * @param policy the policy that chose; empty on the control plane, where none applies
   * @param source where the host came from
   * @param reason one sentence for people
   * @param at when it was found out over the network; empty where nothing had to be found out
   */
  public record Decision(
      Optional<RoutePolicy> policy, Source source, String reason, Optional<Instant> at) {}

  /**
   * Copies the addresses.
   *
   * @throws IllegalArgumentException if there are none, or one of a plaintext route is not loopback
   */
  public Route {
    dial = List.copyOf(dial);
    if (dial.isEmpty()) {
      throw new IllegalArgumentException("dial must name at least one address for host " + host);
    }
    if (plaintext) {
      dial.forEach(address -> checkLoopback(host, address));
    }
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
              + address
              + " is not loopback; expected https://"
              + host
              + ", or a ConnectRule that dials loopback");
    }
  }

  /** The policy that chose; empty on the control plane, where none applies. */
  public Optional<RoutePolicy> policy() {
    return decision.policy();
  }

  /** Where the host came from. */
  public Source source() {
    return decision.source();
  }

  /** Why this way was taken, one sentence for people. */
  public String reason() {
    return decision.reason();
  }

  /** Whether it leads to the control plane, which no policy touches. */
  public boolean isControlPlane() {
    return decision.policy().isEmpty();
  }

  /** The host as sent with each request: with the port where it is not 443. */
  public String authority() {
    return port == IndexHost.DEFAULT_PORT ? host : host + ":" + port;
  }

  /** Whether the host itself is dialled, on its own port, and no connect rule says otherwise. */
  public boolean dialsHost() {
    return dial.size() == 1
        && dial.get(0).getHostString().equals(host)
        && dial.get(0).getPort() == port;
  }

  /** One line for people: kind, host, where it is dialled, and why. */
  @Override
  public String toString() {
    String target = kind.name().toLowerCase(Locale.ROOT) + " " + authority();
    String proxy = dialOptions.proxy().map(through -> " through proxy " + through).orElse("");
    return target + (dialsHost() ? "" : " by " + dial) + proxy + " (" + reason() + ")";
  }
}
