package io.pinelink.local.serverapi;

import io.pinelink.server.internal.gateway.WebPageGuard;
import io.pinelink.server.internal.http.ServerCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The check of callers of the server's interface. If there is a token, callers that have it are
 * accepted, otherwise processes on the same machine. Web pages of other sites never are.
 */
public final class ApiAccess {
  private static final String BEARER = "Bearer ";
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** The headers of proxies, behind which a connection from loopback is a call from anywhere. */
  private static final List<String> OF_PROXIES =
      List.of(
          "forwarded",
          "via",
          "x-forwarded-for",
          "x-forwarded-host",
          "x-forwarded-proto",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "cf-connecting-ip");

  private final byte @Nullable [] token;
  private final WebPageGuard webPages;
  private final String setting;

  /**
   * @param token null to accept only calls from loopback
   * @param setting the name of the setting with the token, for messages
   */
  public ApiAccess(@Nullable String token, WebPageGuard webPages, String setting) {
    this.token = token == null ? null : token.getBytes(StandardCharsets.UTF_8);
    this.webPages = webPages;
    this.setting = setting;
  }

  /**
   * Returns the refusal of a call; empty if it may be executed.
   *
   * @param open whether callers on loopback need no token
   */
  Optional<ApiRefusal> refusal(ServerCall call, boolean open) {
    Optional<ApiRefusal> page = webPage(call);
    if (page.isPresent()) {
      return page;
    }
    if (token != null && hasToken(call, token)) {
      return Optional.empty();
    }
    Optional<ApiRefusal> elsewhere = elsewhere(call);
    if (token == null || (open && elsewhere.isEmpty())) {
      return elsewhere;
    }
    return Optional.of(
        ApiRefusal.of(
            UNAUTHORIZED,
            "Authorization",
            "Authorization is not 'Bearer ' and the token of " + setting));
  }

  private Optional<ApiRefusal> webPage(ServerCall call) {
    if (call.header("sec-fetch-site").equals("cross-site")) {
      return Optional.of(
          ApiRefusal.of(
              FORBIDDEN,
              "Sec-Fetch-Site",
              "cross-site",
              "Sec-Fetch-Site is 'cross-site': the call comes from a web page of another site"));
    }
    return webPages
        .objection(call)
        .map(
            objection ->
                ApiRefusal.of(FORBIDDEN, objection.header(), objection.value(), objection.text()));
  }

  /** Compares in a time that does not depend on where the tokens differ. */
  private static boolean hasToken(ServerCall call, byte[] expected) {
    String authorization = call.header("authorization");
    return authorization.startsWith(BEARER)
        && MessageDigest.isEqual(
            expected, authorization.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
  }

  private Optional<ApiRefusal> elsewhere(ServerCall call) {
    if (!call.ingress().fromLoopback()) {
      return Optional.of(
          ApiRefusal.of(
              FORBIDDEN,
              "the call comes from another machine, which needs a token: set one with " + setting));
    }
    for (String header : OF_PROXIES) {
      if (call.hasHeader(header)) {
        return Optional.of(
            ApiRefusal.of(
                FORBIDDEN,
                header,
                header
                    + " shows that the call comes through a proxy, which needs a token: set one"
                    + " with "
                    + setting));
      }
    }
    return Optional.empty();
  }
}
