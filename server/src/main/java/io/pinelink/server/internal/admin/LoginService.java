package io.pinelink.server.internal.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.pinelink.server.internal.http.RequestHandler;
import io.pinelink.server.internal.http.ServerCall;
import io.pinelink.server.internal.http.ServerResponse;
import io.pinelink.server.internal.wire.PlainJson;
import io.pinelink.server.internal.wire.QueryString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The login host, which issues tokens of the admin API for a service account's id and secret.
 *
 * @param lifetime the lifetime of the tokens, which responses report
 */
public record LoginService(PrincipalStore principals, Duration lifetime) implements RequestHandler {
  public static final String HOST = "login.pinecone.io";
  public static final String PATH = "/oauth/token";

  private static final String OPERATION = "createToken";
  private static final String AUDIENCE = "https://api.pinecone.io/";

  @Override
  public Supplier<ServerResponse> match(ServerCall call) {
    if (!call.method().equals("POST") || !call.path().equals(PATH)) {
      return () -> failure(404, "not_found", "Not found");
    }
    call.setOperation(OPERATION, "");
    return () -> issue(call);
  }

  @Override
  public Set<String> operations() {
    return Set.of(OPERATION);
  }

  private ServerResponse issue(ServerCall call) {
    UnaryOperator<String> members;
    try {
      members = members(call);
    } catch (IOException e) {
      return failure(400, "invalid_request", "The body is neither JSON nor a form");
    }
    if (!members.apply("grant_type").equals("client_credentials")) {
      return failure(403, "unsupported_grant_type", "grant_type must be client_credentials");
    }
    if (!members.apply("audience").equals(AUDIENCE)) {
      return failure(403, "access_denied", "audience must be " + AUDIENCE);
    }
    return principals
        .logIn(members.apply("client_id"), members.apply("client_secret"))
        .map(this::issued)
        .orElseGet(() -> failure(401, "access_denied", "Unauthorized"));
  }

  private ServerResponse issued(String token) {
    return ServerResponse.json(
        200,
        PlainJson.object()
            .put("access_token", token)
            .put("token_type", "Bearer")
            .put("expires_in", lifetime.toSeconds()));
  }

  /** Returns the members of a form or JSON body by name; a missing member is empty. */
  private static UnaryOperator<String> members(ServerCall call) throws IOException {
    if (call.header("content-type").startsWith("application/x-www-form-urlencoded")) {
      QueryString form = new QueryString(new String(call.body(), StandardCharsets.UTF_8));
      return name -> form.first(name).orElse("");
    }
    JsonNode json = PlainJson.MAPPER.readTree(call.body());
    return name -> json.path(name).textValue() == null ? "" : json.path(name).textValue();
  }

  /** Returns a refusal whose {@code error} is derived from the status alone. */
  public static ServerResponse refusal(int status, String description) {
    String word =
        switch (status) {
          case 401, 403 -> "access_denied";
          case 429 -> "too_many_requests";
          case 503 -> "temporarily_unavailable";
          default -> status >= 500 ? "server_error" : "invalid_request";
        };
    return failure(status, word, description);
  }

  private static ServerResponse failure(int status, String error, String description) {
    return ServerResponse.json(
        status, PlainJson.object().put("error", error).put("error_description", description));
  }
}
