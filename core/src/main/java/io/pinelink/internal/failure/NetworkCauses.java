package io.pinelink.internal.failure;

import io.pinelink.error.NetworkCause;
import io.pinelink.internal.failure.ConnectPhaseTimeoutException.Phase;
import io.pinelink.internal.hosttext.AddressText;
import io.pinelink.network.RefusedCertificateException;
import io.pinelink.network.RefusedCertificateException.Reason;
import io.pinelink.routing.Route;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The network causes of failures, derived from the exceptions of the network library. */
public final class NetworkCauses {
  /** The TLS alert for an ALPN offer that contains no supported protocol (RFC 7301). */
  private static final String ALPN_ALERT = "no_application_protocol";

  /** The messages of the JDK and Netty if the first bytes of a server are not TLS. */
  private static final List<String> PLAINTEXT =
      List.of("Unrecognized SSL message", "unrecognized SSL message", "not an SSL/TLS record");

  /**
   * The messages of HTTP/2 of gRPC and HTTP/1.1 of REST if the first bytes of a server are a TLS
   * alert, which is the response to a request in plaintext.
   */
  private static final Pattern TLS_ALERT =
      Pattern.compile(
          "first received frame was not settings.*: (15030|80030)"
              + "|answered plaintext with a tls alert",
          Pattern.DOTALL);

  private NetworkCauses() {}

  /** Returns the network cause of an exception, derived from it and its causes. */
  public static NetworkCause of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      NetworkCause cause = ofOne(t);
      if (cause != null) {
        return cause;
      }
    }
    return isTls(thrown) ? NetworkCause.TLS_FAILURE : NetworkCause.CONNECTION_LOST;
  }

  /**
   * Returns the network cause of a connection that was not established. If a TLS connection broke,
   * it broke in the handshake. If the peer sent other bytes than TLS, it does not speak TLS.
   */
  public static NetworkCause ofUnconnected(Throwable thrown, Route route) {
    NetworkCause cause = of(thrown);
    if (cause == NetworkCause.TLS_FAILURE && chain(thrown).anyMatch(NetworkCauses::isOfPlaintext)) {
      return NetworkCause.PLAINTEXT_PORT;
    }
    return cause == NetworkCause.CONNECTION_LOST
            && !route.plaintext()
            && chain(thrown).anyMatch(IOException.class::isInstance)
        ? NetworkCause.HANDSHAKE_RESET
        : cause;
  }

  /**
   * Returns whether an exception or one of its causes occurred before a request can have been sent.
   */
  public static boolean isFromBeforeSending(Throwable thrown) {
    return isConnecting(of(thrown))
        || chain(thrown).anyMatch(t -> t instanceof ConnectException || isHandshake(t));
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause);
  }

  private static @Nullable NetworkCause ofOne(Throwable t) {
    if (t instanceof RefusedAddressException) {
      return NetworkCause.REFUSED_ADDRESS;
    }
    if (t instanceof RefusedCertificateException refused) {
      return switch (refused.reason()) {
        case WRONG_NAME, NO_DNS_NAME -> NetworkCause.WRONG_CERTIFICATE_NAME;
        case UNKNOWN_ISSUER -> NetworkCause.UNTRUSTED_CERTIFICATE;
        case EXPIRED, NOT_YET_VALID -> NetworkCause.EXPIRED_CERTIFICATE;
      };
    }
    if (t instanceof ConnectPhaseTimeoutException silent) {
      return silent.phase() == Phase.LOOKUP
          ? NetworkCause.DNS_TIMEOUT
          : NetworkCause.HANDSHAKE_TIMEOUT;
    }
    if (t instanceof ProxyTunnelException tunnel) {
      return tunnel.isRefusal() ? NetworkCause.PROXY_REFUSED : NetworkCause.PROXY_UNREACHABLE;
    }
    if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
      return NetworkCause.UNKNOWN_HOST;
    }
    return t instanceof SSLException ? ofTls(t) : ofSocket(t, text(t).toLowerCase(Locale.ROOT));
  }

  private static @Nullable NetworkCause ofTls(Throwable t) {
    if (isHandshake(t) && isBrokenBelow(t)) {
      return NetworkCause.HANDSHAKE_RESET;
    }
    return text(t).toLowerCase(Locale.ROOT).contains(ALPN_ALERT)
        ? NetworkCause.NO_COMMON_PROTOCOL
        : null;
  }

  private static @Nullable NetworkCause ofSocket(Throwable t, String message) {
    if (TLS_ALERT.matcher(message).find()) {
      return NetworkCause.TLS_PORT;
    }
    // The JDK reports an unreachable network as a plain SocketException with this word.
    if (t instanceof NoRouteToHostException
        || (t instanceof SocketException && message.contains("unreachable"))) {
      return NetworkCause.CONNECT_TIMEOUT;
    }
    // A read timeout has the same type and differs only in its message.
    if (t instanceof SocketTimeoutException && message.contains("connect timed out")) {
      return NetworkCause.CONNECT_TIMEOUT;
    }
    if (t instanceof ConnectException) {
      return message.contains("timed out") || t.getClass().getSimpleName().contains("Timeout")
          ? NetworkCause.CONNECT_TIMEOUT
          : message.contains("refused") ? NetworkCause.CONNECTION_REFUSED : null;
    }
    return null;
  }

  private static boolean isOfPlaintext(Throwable t) {
    return PLAINTEXT.stream().anyMatch(text(t)::contains);
  }

  private static boolean isTls(Throwable thrown) {
    return chain(thrown)
        .anyMatch(t -> isHandshake(t) || (t instanceof SSLException && !isBrokenBelow(t)));
  }

  private static boolean isHandshake(Throwable t) {
    return t instanceof SSLHandshakeException || t instanceof SSLPeerUnverifiedException;
  }

  /**
   * Returns whether TLS only wraps the reset of an established connection, which is no TLS failure.
   */
  private static boolean isBrokenBelow(Throwable t) {
    return t.getCause() instanceof IOException below && !(below instanceof SSLException);
  }

  private static String text(Throwable t) {
    return t.getMessage() == null ? "" : t.getMessage();
  }

  private static boolean isConnecting(NetworkCause cause) {
    return switch (cause) {
      // The alert of a port with TLS follows the request.
      case CONNECTION_LOST, TLS_FAILURE, TLS_PORT -> false;
      default -> true;
    };
  }

  /** Describes the problem and how to fix it, in the same words over every protocol. */
  public static String describe(NetworkCause cause, Route route, Throwable thrown) {
    return switch (cause) {
      case UNKNOWN_HOST -> unknown(route, thrown);
      case DNS_TIMEOUT ->
          first(thrown, ConnectPhaseTimeoutException.class).getMessage()
              + "; check this machine's DNS servers, and whether they can be reached from here";
      case CONNECT_TIMEOUT ->
          ("connecting to %s timed out or found no route: the name resolves, but nothing"
                  + " answers there; check security groups, routes and the endpoint's state")
              .formatted(dialled(route));
      case CONNECTION_REFUSED ->
          "connecting to %s was refused: nothing listens on that port; %s"
              .formatted(dialled(route), refusedHint(route));
      case PROXY_UNREACHABLE ->
          first(thrown, ProxyTunnelException.class).getMessage()
              + "; check ProxyOptions, and whether the proxy is up";
      case PROXY_REFUSED ->
          ("the proxy did not let the connection to %s through (%s); check"
                  + " ProxyOptions.credentials, and what the proxy allows")
              .formatted(dialled(route), rootText(thrown));
      case WRONG_CERTIFICATE_NAME ->
          first(thrown, RefusedCertificateException.class).getMessage() + nameHint(route, thrown);
      case UNTRUSTED_CERTIFICATE ->
          first(thrown, RefusedCertificateException.class).getMessage()
              + "; a proxy may be inspecting TLS: if this authority is your organization's own, add"
              + " it with TlsOptions.alsoTrusting";
      case EXPIRED_CERTIFICATE ->
          first(thrown, RefusedCertificateException.class).getMessage()
              + "; it must be renewed, unless this machine's clock is wrong";
      case HANDSHAKE_RESET ->
          ("the connection to %s was established, but broke in the TLS handshake: the"
                  + " endpoint may not be accepted, the load balancer may have no healthy target, or a"
                  + " proxy that inspects TLS may have closed it; check the endpoint's state")
              .formatted(dialled(route));
      case HANDSHAKE_TIMEOUT ->
          "the connection to "
              + dialled(route)
              + " was established, but "
              + first(thrown, ConnectPhaseTimeoutException.class).getMessage()
              + ": the endpoint may not be accepted, the load balancer may have no healthy target,"
              + " or a proxy that inspects TLS may hold it; check the endpoint's state";
      case NO_COMMON_PROTOCOL ->
          "the server and this client have no protocol in common (ALPN); gRPC needs HTTP/2, which a"
              + " proxy that inspects TLS may not speak: exclude the host from inspection, or use"
              + " REST with Pinelink.Builder.protocols(Protocol.REST)";
      case TLS_PORT ->
          "the port of %s speaks TLS, and this route is plaintext: use https://%s"
              .formatted(dialled(route), route.authority());
      case PLAINTEXT_PORT ->
          "the port of "
              + dialled(route)
              + " does not speak TLS"
              + (route.kind() == Route.Kind.LOCAL
                  ? "; for plaintext on loopback, use http://" + route.authority()
                  : ": check "
                      + (route.dialsHost() ? "what answers there" : "the port of the ConnectRule"));
      case REFUSED_ADDRESS, REFUSED_LOCALLY -> rootText(thrown);
      case TLS_FAILURE -> "TLS failed (" + rootText(thrown) + ")";
      case CONNECTION_LOST -> "the connection failed (" + rootText(thrown) + ")";
    };
  }

  /** Returns the addresses with their problems, in parentheses, if several failed. */
  public static String ofEachAddress(Throwable thrown) {
    return chain(thrown)
        .filter(AddressesFailedException.class::isInstance)
        .map(several -> " (" + text(several) + ")")
        .findFirst()
        .orElse("");
  }

  /** Returns the problem of one address in a few words. */
  public static String brief(Throwable thrown) {
    return switch (of(thrown)) {
      case CONNECT_TIMEOUT -> "timed out or no route";
      case CONNECTION_REFUSED -> "refused";
      default -> rootText(thrown);
    };
  }

  private static String refusedHint(Route route) {
    if (!route.dialsHost()) {
      return "check the port of the ConnectRule, and whether the tunnel or proxy there is up";
    }
    return route.kind() == Route.Kind.LOCAL
        ? "check whether the server is running, and its port"
        : "check that the name leads to the right addresses";
  }

  private static String unknown(Route route, Throwable thrown) {
    return chain(thrown)
        .filter(UnknownProxyException.class::isInstance)
        .map(proxy -> text(proxy) + "; check ProxyOptions, and DNS where this client runs")
        .findFirst()
        .orElseGet(() -> "the name " + dialled(route) + " does not resolve; " + zoneHint(route));
  }

  private static String zoneHint(Route route) {
    return route
        .privateZone()
        .filter(zone -> route.dialsHost())
        .map(
            zone ->
                "private names have no public record: the DNS zone '"
                    + zone
                    + "' must answer where this client runs")
        .orElse("check the name, and DNS where this client runs");
  }

  private static String dialled(Route route) {
    return String.join(", ", route.dial().stream().map(AddressText::of).distinct().toList());
  }

  /** Returns the refusal of a certificate among an exception and its causes. */
  public static Optional<RefusedCertificateException> refusedCertificate(Throwable thrown) {
    return chain(thrown)
        .filter(RefusedCertificateException.class::isInstance)
        .map(RefusedCertificateException.class::cast)
        .findFirst();
  }

  private static <T extends Throwable> T first(Throwable thrown, Class<T> type) {
    return chain(thrown).filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }

  /** Returns a hint about DNS and connect rules, unless the message already explains the fix. */
  private static String nameHint(Route route, Throwable thrown) {
    return first(thrown, RefusedCertificateException.class).reason() == Reason.NO_DNS_NAME
        ? ""
        : "; "
            + dialled(route)
            + " leads to another server, such as a private name to the public address or the"
            + " reverse: check DNS"
            + (route.dialsHost() ? "" : " and the ConnectRule");
  }

  /** Returns the message of the deepest cause. */
  public static String rootText(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
