package io.pinelink.console;

import com.sun.net.httpserver.Headers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which requests are answered. The server listens on loopback, but web pages of other sites
 * can make a browser call it, and other programs and users of the machine can connect. So the
 * {@code Host} has to be a name of loopback with the server's port, which a page that reaches the
 * server by DNS rebinding does not send; {@code Origin} and {@code Sec-Fetch-Site} must not be set
 * by another site; and calls need the token of the link. The token is in a header and not in a
 * cookie, which a browser would also send to servers on other ports of this machine.
 */
final class RequestChecks {
  private static final String BEARER = "Bearer ";

  private final Set<String> authorities;
  private final LinkToken token;

  RequestChecks(int port, LinkToken token) {
    this.authorities = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    this.token = token;
  }

  /**
   * Checks a request for a file of the page, which contains no data.
   *
   * @throws ApiFailure with status 403 if the request does not come from the page itself
   */
  void checkPage(Headers headers) {
    checkHost(headers);
    checkOrigin(headers);
  }

  /**
   * Checks a call.
   *
   * @throws ApiFailure with status 403 if another site caused it, and 401 without the token
   */
  void checkCall(Headers headers) {
    checkHost(headers);
    checkOrigin(headers);
    String site = single(headers, "Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      throw new ApiFailure(403, "the call comes from another site: Sec-Fetch-Site is " + site);
    }
    String given = single(headers, "Authorization");
    if (given == null || !given.startsWith(BEARER)) {
      throw new ApiFailure(401, "the token is missing: open the link that pinelink printed");
    }
    if (!token.matches(given.substring(BEARER.length()))) {
      throw new ApiFailure(401, "the token is wrong: open the link that pinelink printed");
    }
  }

  private void checkHost(Headers headers) {
    String host = single(headers, "Host");
    if (host == null || !authorities.contains(host)) {
      throw new ApiFailure(403, "Host is not the address of this console");
    }
  }

  private void checkOrigin(Headers headers) {
    String origin = single(headers, "Origin");
    if (origin != null && !origin.equals("http://" + single(headers, "Host"))) {
      throw new ApiFailure(403, "Origin is not the address of this console");
    }
  }

  /** Returns the only value of a header; null if there is none. Several are refused. */
  private static @Nullable String single(Headers headers, String name) {
    List<String> values = headers.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw new ApiFailure(403, name + " is given more than once");
    }
    return values.get(0);
  }
}
