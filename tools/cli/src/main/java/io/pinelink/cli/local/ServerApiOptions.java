package io.pinelink.cli.local;

import io.pinelink.local.LocalServerBuilder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the server's own HTTP interface. */
final class ServerApiOptions {
  /** The environment variable that is read where the option is not given. */
  static final String VARIABLE = "PINELINK_SERVER_API_TOKEN";

  @Option(
      names = "--server-api-token",
      paramLabel = "TOKEN",
      description =
          "The token of the server's own interface under /_pinelink/ on the control plane's port,"
              + " 16 to 1000 visible ASCII characters. Calls of it then need Authorization: Bearer"
              + " TOKEN and may come from other machines. Default: "
              + VARIABLE
              + ", which other users of the machine cannot see, or no token: only calls from"
              + " loopback are accepted.")
  @Nullable String token;

  /** Returns whether the token is given as an option. */
  boolean isOption() {
    return token != null;
  }

  /**
   * Sets the token of a server.
   *
   * @throws IllegalArgumentException if it has the wrong form
   */
  void applyTo(LocalServerBuilder builder, Map<String, String> variables) {
    given(variables).ifPresent(builder::serverApiToken);
  }

  /** Returns the token that calls need; null if there is none. */
  @Nullable String token(LocalEnvironment environment) {
    return given(environment.variables()).orElse(null);
  }

  private Optional<String> given(Map<String, String> variables) {
    return Optional.ofNullable(token)
        .or(() -> Optional.ofNullable(variables.get(VARIABLE)).filter(text -> !text.isEmpty()));
  }
}
