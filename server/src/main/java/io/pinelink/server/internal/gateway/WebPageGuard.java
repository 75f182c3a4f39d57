package io.pinelink.server.internal.gateway;

import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A check that a call does not come from a web page of another site, which the browser of a
 * developer may have opened. A page can read the responses of a server on loopback if its own name
 * resolves to that address (DNS rebinding); such calls have the page's name as their host. It can
 * also send simple requests, whose responses it cannot read; they have the page's origin.
 *
 * @param allowed the hosts to accept besides loopback names and addresses, in lower case; {@code *}
 *     accepts any
 * @param own returns whether a host is one of the server's own names
 * @param open whether the server listens beyond loopback, where callers use addresses and the names
 *     of containers: {@code Host} can then also be an address or a name without a dot, which no web
 *     site has as its own
 * @param setting the name of the setting that allows a host
 */
public record WebPageGuard(
    Set<String> allowed, Predicate<String> own, boolean open, String setting) {
  private static final int FORBIDDEN = 403;

  /** A host without its port; an IPv6 address is in brackets. */
  private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:]*)(:\\d*)?");

  private static final Pattern ORIGIN = Pattern.compile("https?://(.+)");
  private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  /**
   * The reason to refuse a call.
   *
   * @param header the header that names the web page
   * @param value the value of the header
   */
  public record Objection(String header, String value, String text) {}

  /** Returns the refusal of a call in plaintext from elsewhere; empty for any other call. */
  Optional<ServerResponse> refusal(ServerCall call) {
    return objection(call).map(objection -> ServerResponse.text(FORBIDDEN, objection.text()));
  }

  /**
   * Returns the objection to a call that may come from a web page of another site; empty for any
   * other call. Over TLS the host needs no check: the certificate has no other names.
   */
  public Optional<Objection> objection(ServerCall call) {
    if (allowed.contains("*")) {
      return Optional.empty();
    }
    List<String> hosts = call.ingress().encrypted() ? List.of() : call.headers().getAll("host");
    for (String host : hosts) {
      if (!isAccepted(host) && !(open && isNoSite(host))) {
        return Optional.of(objection("Host", host));
      }
    }
    for (String origin : call.headers().getAll("origin")) {
      Matcher web = ORIGIN.matcher(origin);
      if (!web.matches() || !isAccepted(web.group(1))) {
        return Optional.of(objection("Origin", origin));
      }
    }
    return Optional.empty();
  }

  private Objection objection(String header, String value) {
    return new Objection(
        header,
        value,
        header
            + " '"
            + value
            + "' is not loopback, so the call may come from a web page. To accept it, allow the"
            + " host with "
            + setting);
  }

  private boolean isAccepted(String authority) {
    Matcher matcher = AUTHORITY.matcher(authority.toLowerCase(Locale.ROOT));
    return matcher.matches()
        && (isLoopback(matcher.group(1))
            || allowed.contains(matcher.group(1))
            || own.test(matcher.group(1)));
  }

  private static boolean isNoSite(String authority) {
    Matcher matcher = AUTHORITY.matcher(authority);
    if (!matcher.matches() || matcher.group(1).isEmpty()) {
      return false;
    }
    String host = matcher.group(1);
    return host.startsWith("[") || host.indexOf('.') < 0 || IPV4.matcher(host).matches();
  }

  private static boolean isLoopback(String host) {
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    boolean literal = host.startsWith("[") || IPV4.matcher(host).matches();
    try {
      // A literal is not looked up.
      return literal && InetAddress.getAllByName(host)[0].isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
