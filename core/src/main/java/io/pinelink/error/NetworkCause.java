package io.pinelink.error;

import io.pinelink.routing.RefusedAddressException;
import io.pinelink.routing.Route;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** What is wrong with the network, read from the exceptions of the network library. */
public enum NetworkCause {
  /** DNS has no answer for the host. */
  UNKNOWN_HOST,
  /** The name resolves, but nothing answers at the address, or no way leads there. */
  CONNECT_TIMEOUT,
  /** The address answers, but nobody listens on the port. */
  CONNECTION_REFUSED,
  /** The server's certificate is for other names. */
  WRONG_CERTIFICATE_NAME,
  /** The server's certificate is from an authority that is not trusted. */
  UNTRUSTED_CERTIFICATE,
  /** TLS failed for another reason. */
  TLS_FAILURE,
  /** The client itself refuses to send: to a forbidden address, or because it is closed. */
  REFUSED_LOCALLY,
  /** The connection broke, or something else went wrong on it. */
  CONNECTION_LOST;

  /** Finds the cause in an exception and its causes. */
  public static NetworkCause of(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      NetworkCause cause = ofOne(t);
      if (cause != null) {
        return cause;
      }
    }
    return isTls(thrown) ? TLS_FAILURE : CONNECTION_LOST;
  }

  /**
   * What went wrong on the way, in words for people.
   *
   * @param thrown what the network library threw
   */
  public static String describe(Route route, Throwable thrown) {
    return of(thrown).describe(route, thrown, dialled(route));
  }

  /** Whether an exception or one of its causes comes from before a request can have left. */
  static boolean isFromBeforeSending(Throwable thrown) {
    return of(thrown).isConnecting()
        || chain(thrown).anyMatch(t -> t instanceof ConnectException || isHandshake(t));
  }

  private static Stream<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause);
  }

  private static @Nullable NetworkCause ofOne(Throwable t) {
    String message = text(t).toLowerCase(Locale.ROOT);
    if (t instanceof RefusedAddressException) {
      return REFUSED_LOCALLY;
    }
    if (t instanceof NoRouteToHostException) {
      return CONNECT_TIMEOUT;
    }
    if (t instanceof UnknownHostException || t instanceof UnresolvedAddressException) {
      return UNKNOWN_HOST;
    }
    // A read that timed out is of the same type: only these words tell it.
    if (t instanceof SocketTimeoutException && message.contains("connect timed out")) {
      return CONNECT_TIMEOUT;
    }
    if (t instanceof ConnectException) {
      return message.contains("timed out") || t.getClass().getSimpleName().contains("Timeout")
          ? CONNECT_TIMEOUT
          : message.contains("refused") ? CONNECTION_REFUSED : null;
    }
    // The second is a chain that ends at no trusted authority, or at one of the same name alone.
    if (t instanceof CertPathBuilderException
        || (t instanceof CertPathValidatorException
            && (message.contains("trust anchor") || message.contains("signature check")))) {
      return UNTRUSTED_CERTIFICATE;
    }
    // JSSE has no type of its own for a name that does not match: only these words tell it.
    if (t instanceof CertificateException
        && (message.contains("no subject alternative") || message.contains("no name matching"))) {
      return WRONG_CERTIFICATE_NAME;
    }
    return null;
  }

  private static boolean isTls(Throwable thrown) {
    return chain(thrown)
        .anyMatch(t -> isHandshake(t) || (t instanceof SSLException && !isBrokenBelow(t)));
  }

  private static boolean isHandshake(Throwable t) {
    return t instanceof SSLHandshakeException || t instanceof SSLPeerUnverifiedException;
  }

  /** TLS also wraps the reset of a connection that worked: that is no failure of TLS. */
  private static boolean isBrokenBelow(Throwable t) {
    return t.getCause() instanceof IOException below && !(below instanceof SSLException);
  }

  private static String text(Throwable t) {
    return t.getMessage() == null ? "" : t.getMessage();
  }

  private boolean isConnecting() {
    return this != CONNECTION_LOST && this != TLS_FAILURE;
  }

  /** Whether the failure may pass by itself. */
  boolean isPassing() {
    return this == CONNECT_TIMEOUT || this == CONNECTION_REFUSED || this == CONNECTION_LOST;
  }

  private String describe(Route route, Throwable thrown, String dialled) {
    return switch (this) {
      case UNKNOWN_HOST ->
          "the name " + dialled + " does not resolve" + TransportException.zoneHint(route);
      case CONNECT_TIMEOUT ->
          "connecting to "
              + dialled
              + " timed out or found no way: the name resolves, but nothing answers"
              + " there; look at security groups, routes and the endpoint's state";
      case CONNECTION_REFUSED ->
          "connecting to " + dialled + " was refused: nobody listens on that port";
      case WRONG_CERTIFICATE_NAME ->
          "the server's certificate is not for " + route.host() + " (" + rootText(thrown) + ")";
      case UNTRUSTED_CERTIFICATE ->
          "the server's certificate is from an authority that is not trusted ("
              + rootText(thrown)
              + "); a proxy may be inspecting TLS, or TlsOptions must name the authority";
      case REFUSED_LOCALLY -> rootText(thrown);
      case TLS_FAILURE -> "TLS failed (" + rootText(thrown) + ")";
      case CONNECTION_LOST -> "the connection failed (" + rootText(thrown) + ")";
    };
  }

  private static String dialled(Route route) {
    return String.join(
        ", ",
        route.dial().stream().map(a -> a.getHostString() + ":" + a.getPort()).distinct().toList());
  }

  private static String rootText(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
